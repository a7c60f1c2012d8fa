# %% [answer]
# Define the class LinearRegressionScratch here.

# %% [answer]
# Make the data, fit the model and draw the plot here.
