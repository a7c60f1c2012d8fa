# %%
from sklearn.neighbors import KNeighborsClassifier as KNN
neighbors = list(range(1, 13))
models = {k: KNN(k).fit(X_train, y_train) for k in neighbors}
train_accuracies, test_accuracies = ({k: m.score(X, y) for k, m in models.items()} for X, y in ((X_train, y_train), (X_test, y_test)))
