# %% [answer]
# Read dataset.csv, and define trainingSet and testSet here.

# %% [answer]
# Plot the distributions of both sets here.
