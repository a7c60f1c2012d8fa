# %%
import pandas as pd
from sklearn.metrics import accuracy_score
from sklearn.neighbors import KNeighborsClassifier

def evaluate(k):
    """Accuracies for k neighbours."""
    clf = KNeighborsClassifier(n_neighbors=int(k), metric="euclidean", n_jobs=1)
    clf.fit(pd.DataFrame(X_train), y_train)
    return {
        "k": k,
        "train": accuracy_score(y_train, clf.predict(pd.DataFrame(X_train))),
        "test": accuracy_score(y_test, clf.predict(pd.DataFrame(X_test))),
    }

# %%
results = pd.DataFrame([evaluate(k) for k in range(1, 13)]).set_index("k")
results.plot(title="KNN")
neighbors = results.index
train_accuracies = results["train"].to_dict()
test_accuracies = results["test"].round(3).to_dict()
results
