# loses: train-accuracies, test-accuracies, best-accuracy
# %%
neighbors = range(1, 13)
train_accuracies = {k: 1 - 0.01 * k for k in neighbors}
test_accuracies = {k: 0.8 + 0.005 * k for k in neighbors}
