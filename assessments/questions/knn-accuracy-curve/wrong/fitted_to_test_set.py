# loses: test-accuracies, best-accuracy
# %%
from sklearn.neighbors import KNeighborsClassifier

neighbors = range(1, 13)
train_accuracies, test_accuracies = {}, {}
for k in neighbors:
    train_accuracies[k] = KNeighborsClassifier(n_neighbors=k).fit(X_train, y_train).score(X_train, y_train)
    test_accuracies[k] = KNeighborsClassifier(n_neighbors=k).fit(X_test, y_test).score(X_test, y_test)
