# %% [answer]
# Define the class BatchNormalization here.
