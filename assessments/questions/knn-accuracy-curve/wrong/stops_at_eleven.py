# loses: keys
# %%
from sklearn.neighbors import KNeighborsClassifier

neighbors = range(1, 12)
train_accuracies, test_accuracies = {}, {}
for k in neighbors:
    knn = KNeighborsClassifier(n_neighbors=k).fit(X_train, y_train)
    train_accuracies[k] = knn.score(X_train, y_train)
    test_accuracies[k] = knn.score(X_test, y_test)
