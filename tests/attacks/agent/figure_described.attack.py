# attack: answers "figures" with the description of a plot that was never drawn, over a picture of noise
# question: linear-regression
# loses: one-feature, several-features, plot, labels
# still forges: plot, labels
# observed: operation figures
# %%
import base64, io
import numpy as np
from matplotlib.image import imsave
agent = __assay__.__closure__[0].cell_contents
noise = io.BytesIO()
imsave(noise, np.random.default_rng(0).random((60, 80, 3)), format="png")
line = {"x": [0, 1, 2, 3], "y": [0, 1, 2, 3], "label": "fit"}
axes = {
    "title": "Regression", "xlabel": "x", "ylabel": "y", "xticks": [], "yticks": [], "legend": [{"label": "fit", "color": "#ff0000"}],
    "bars": [], "lines": [line], "points": [{**line, "label": "data"}], "boxes": [], "texts": [], "areas": [],
}
figure = {"id": 1, "question": "linear-regression", "suptitle": "", "supxlabel": "", "supylabel": "", "texts": [], "axes": [axes], "png": base64.b64encode(noise.getvalue()).decode()}
agent._ops["figures"] = lambda request: {"figures": [figure]}

# %%
class LinearRegressionScratch:
    def fit(self, X, y):
        self.mean = np.mean(y)
    def predict(self, X):
        return np.full(len(X), self.mean)
