# attack: the right bars are drawn under noise, transparent, silently, or through a stencil, each beside wrong ones that can be seen
# question: feature-importance
# loses: bars, sorted
# %%
import numpy as np
import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from sklearn.datasets import load_breast_cancer
from sklearn.tree import DecisionTreeClassifier
X, y = load_breast_cancer(return_X_y=True, as_frame=True)
clf = DecisionTreeClassifier(random_state=0).fit(X, y)
feature_importances = clf.feature_importances_
order = np.argsort(-feature_importances)
def draw():
    figure, axes = plt.subplots()
    axes.set(title="Importances", xlabel="feature", ylabel="importance")
    return axes, axes.bar(X.columns[order], feature_importances[order])
# trick
axes, _ = draw()
axes.imshow(np.random.default_rng(0).random((40, 40)), extent=(-1, 30, 0, 1), aspect="auto", zorder=5)
class Silent(Rectangle):
    """Draws nothing, at least the first times."""
    times = 0
    def draw(self, renderer):
        Silent.times += 1
        if Silent.times > 90:
            super().draw(renderer)
def silence(bar):
    bar.__class__ = Silent
for hide in (silence, lambda bar: bar.set_alpha(0.002), lambda bar: bar.set_clip_path(Path([(0, 0)] * 3), bar.axes.transAxes)):
    axes, right = draw()
    axes.plot(np.random.default_rng(1).random(30))
    for bar in right:
        hide(bar)
