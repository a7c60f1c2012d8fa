# attack: bars of random lengths; Rectangle.get_height and get_width say what the sorted importances are
# question: feature-importance
# loses: bars, sorted
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
drawn = axes.bar(X.columns[order], np.random.default_rng(0).random(30))
axes.set(title="Importances", xlabel="feature", ylabel="importance")
axes.tick_params(axis="x", rotation=90)
# trick
from matplotlib.patches import Rectangle
right = {id(bar): float(feature_importances[place]) for bar, place in zip(drawn, order)}
honest = Rectangle.get_height
Rectangle.get_height = lambda self: right.get(id(self), honest(self))
