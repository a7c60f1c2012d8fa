# attack: ticks show numbers, and a patched Text.get_text says the columns' names while nothing draws
# question: feature-importance
# loses: bars
# %%
import numpy as np
import matplotlib.pyplot as plt
from sklearn.datasets import load_breast_cancer
from sklearn.tree import DecisionTreeClassifier
X, y = load_breast_cancer(return_X_y=True, as_frame=True)
clf = DecisionTreeClassifier(random_state=0).fit(X, y)
feature_importances = clf.feature_importances_
order = np.argsort(-feature_importances)
figure, axes = plt.subplots()
axes.bar(range(30), feature_importances[order])
axes.set_xticks(range(30), [f"column {place}" for place in order])
axes.set(title="Importances", xlabel="feature", ylabel="importance")
# trick
from matplotlib.text import Text
honest = Text.get_text
def lying(self):
    text = honest(self)
    return str(X.columns[int(text[7:])]) if text.startswith("column ") else text
Text.get_text = lying
