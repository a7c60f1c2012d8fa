# attack: makes the forbidden extension module again from what the dynamic linker still holds, without its file
# question: knn-from-scratch
# loses: separated, neighbours
# %%
import _imp, importlib.machinery, pathlib
import numpy as np
import scipy.spatial
folder = pathlib.Path(scipy.spatial.__file__).parent
names = [f"_ckdtree{suffix}" for suffix in importlib.machinery.EXTENSION_SUFFIXES]

def load():
    """dlopen compares the path with those of the libraries that are loaded before it opens a file."""
    for name in names:
        place = str(folder / name)
        try:
            spec = importlib.machinery.ModuleSpec("scipy.spatial._ckdtree", None, origin=place)
            module = _imp.create_dynamic(spec)
            if not hasattr(module, "cKDTree"):
                _imp.exec_dynamic(module)
            return module.cKDTree
        except Exception as error:
            problem = error
    raise problem

class KNNClassifier:
    def __init__(self, k=3):
        self.k = k
    def fit(self, X_train, y_train):
        self.tree, self.labels = load()(np.asarray(X_train, dtype=float)), np.asarray(y_train)
    def predict(self, X_test):
        _, places = self.tree.query(np.asarray(X_test, dtype=float), k=self.k)
        votes = self.labels[np.reshape(places, (len(X_test), self.k))]
        return np.array([np.bincount(row).argmax() for row in votes])
