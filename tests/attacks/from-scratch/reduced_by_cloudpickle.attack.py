# attack: hides the import in a pickle that joblib and cloudpickle unpack by reduce when the object is made
# question: k-means
# loses: clusters, one-cluster
# %%
import functools, importlib, io, operator
import joblib
import numpy as np
from joblib.externals import cloudpickle

class Package:
    def __reduce__(self):
        # Each step is a callable of the standard library; the names are put together when it is unpacked.
        return operator.methodcaller("KMeans", 3, n_init=3), (LateModule(),)

class LateModule:
    def __reduce__(self):
        return importlib.import_module, ("".join(["skl", "earn.", "clu", "ster"]),)

packed = cloudpickle.dumps(Package())

class KMeans:
    def __init__(self, n_features, k):
        self.k = k
    def fit(self, X, n_iterations):
        self.engine = joblib.load(io.BytesIO(packed)) if self.k == 0 else cloudpickle.loads(packed)
        self.engine.set_params(n_clusters=self.k).fit(X)
    def predict(self, x):
        return int(self.engine.predict(np.reshape(x, (1, -1)))[0])
