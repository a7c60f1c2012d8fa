# %% [answer]
# Define random_search, best_model, X_test, y_test and accuracy here.
