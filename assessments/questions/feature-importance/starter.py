# %% [answer]
# Fit clf and define feature_importances here.

# %% [answer]
# Draw the bar plot here.
