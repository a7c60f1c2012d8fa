# %% [answer]
# Define the class KNNClassifier here.
