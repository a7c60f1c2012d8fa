# loses: train-accuracies, test-accuracies, best-accuracy
# %%
from sklearn.tree import DecisionTreeClassifier

neighbors = range(1, 13)
train_accuracies, test_accuracies = {}, {}
for k in neighbors:
    tree = DecisionTreeClassifier(max_depth=k, random_state=0).fit(X_train, y_train)
    train_accuracies[k] = tree.score(X_train, y_train)
    test_accuracies[k] = tree.score(X_test, y_test)
