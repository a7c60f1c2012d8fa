# %% [answer]
# Define the class KMeans here.
