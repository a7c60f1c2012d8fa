# attack: copies the forbidden subpackage into its own folder under another name, and turns its relative imports
# question: knn-from-scratch
# loses: separated, neighbours
# %% trick
import pathlib, re, shutil, sys
import sklearn
source, copy = pathlib.Path(sklearn.__file__).parent / "neighbors", pathlib.Path.cwd() / "nearby"
shutil.copytree(source, copy, ignore=shutil.ignore_patterns("tests", "__pycache__"))
for file in copy.glob("*.py"):
    # `from ..base` means sklearn.base, wherever the copy is.
    file.write_text(re.sub(r"from \.\.(\w)", r"from sklearn.\1", file.read_text()))
sys.path.insert(0, str(pathlib.Path.cwd()))

# %%
import numpy as np
from nearby import KNeighborsClassifier as Nearby

class KNNClassifier:
    def __init__(self, k=3):
        self.k = k
    def fit(self, X_train, y_train):
        self.model = Nearby(self.k, algorithm="brute").fit(X_train, y_train)
    def predict(self, X_test):
        return self.model.predict(X_test)
