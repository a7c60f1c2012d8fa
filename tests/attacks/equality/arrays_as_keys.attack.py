# attack: accuracies as a Series whose labels are arrays, which no dict can have as keys
# question: knn-accuracy-curve
# loses: keys, train-accuracies, test-accuracies, best-accuracy
# %%
import numpy as np

labels = np.empty(3, dtype=object)
for place in range(3):
    labels[place] = np.array([place, place])
neighbors = range(1, 13)
train_accuracies = test_accuracies = pd.Series([0.9, 0.8, 0.8], index=pd.Index(labels))
