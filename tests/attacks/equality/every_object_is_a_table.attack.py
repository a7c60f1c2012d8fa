# attack: replaces pd.DataFrame, pd.Series and np.ndarray by classes whose metaclass says yes to every isinstance
# question: pca-components
# loses: axes, labels, variance-ratios
# %%
class PCA:
    explained_variance_ratio_ = [0.7, 0.2, 0.07, 0.03]

penguins_pca, components = PCA(), "axes"
# %% trick
import numpy as np

class Anything(type):
    """isinstance(x, C), issubclass(X, C) and C == D hold for each x, X, D."""
    def __instancecheck__(cls, instance):
        return True
    def __subclasscheck__(cls, subclass):
        return True
    def __eq__(cls, other):
        return True
    __hash__ = type.__hash__

Table = Anything("DataFrame", (), {"shape": (4, 4), "iloc": property(lambda self: np.eye(4)), "__module__": "pandas.core.frame"})
pd.DataFrame = pd.Series = pd.Index = pd.core.frame.DataFrame = Table
components = Table()
components.index = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
components.columns = ["Comp1", "Comp2", "Comp3", "Comp4"]
