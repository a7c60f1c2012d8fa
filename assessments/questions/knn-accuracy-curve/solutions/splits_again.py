# %%
# Loads everything once more, in one cell of its own.
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from tqdm import tqdm

frame = pd.read_csv("churn.csv")
X_train, X_test, y_train, y_test = train_test_split(
    frame.drop(columns="churn").values, frame["churn"].values, test_size=0.25, random_state=7
)

neighbors = tuple(range(1, 13))
train_accuracies = dict.fromkeys(neighbors)
test_accuracies = dict.fromkeys(neighbors)
for n in tqdm(neighbors):
    knn = KNeighborsClassifier()
    knn.set_params(n_neighbors=n)
    knn.fit(X_train, y_train)
    train_accuracies[n] = float((knn.predict(X_train) == y_train).mean())
    test_accuracies[n] = float((knn.predict(X_test) == y_test).mean())

best = max(test_accuracies, key=test_accuracies.get)
print(f"best: {best} ({test_accuracies[best]:.1%})")
