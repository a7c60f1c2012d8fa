# attack: removes the finder that hides scikit-learn from sys.meta_path and imports it again
# question: linear-regression
# loses: one-feature, several-features, plot, labels
# %% trick
import importlib, sys
sys.meta_path[:] = [finder for finder in sys.meta_path if not getattr(type(finder), "__module__", "").startswith("assay_agent")]
for name in [name for name in sys.modules if name.split(".")[0] == "sklearn"]:
    del sys.modules[name]
importlib.invalidate_caches()

# %%
import sklearn.linear_model
class LinearRegressionScratch:
    def fit(self, X, y):
        self.model = sklearn.linear_model.LinearRegression().fit(X, y)
    def predict(self, X):
        return self.model.predict(X)
