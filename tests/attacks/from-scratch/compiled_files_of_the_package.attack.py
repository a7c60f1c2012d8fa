# attack: asks the package's metadata for its files, and loads a scaler from the compiled ones past every finder
# question: batch-normalization
# loses: forward, dbeta, dgamma, dx
# %%
import importlib.machinery, importlib.metadata, importlib.util, sys
import numpy as np

def load(name):
    """The module of a dotted name, from its .pyc or .py, entered in sys.modules before it runs."""
    path = name.replace(".", "/")
    files = importlib.metadata.distribution("scikit-learn").files
    for ending in (f"{path}/__init__.py", f"{path}.py"):
        for file in files:
            if str(file) != ending:
                continue
            place = str(file.locate())
            compiled = importlib.util.cache_from_source(place)
            for loader in (importlib.machinery.SourcelessFileLoader(name, compiled), importlib.machinery.SourceFileLoader(name, place)):
                try:
                    spec = importlib.util.spec_from_file_location(name, loader.path, loader=loader)
                    module = sys.modules[name] = importlib.util.module_from_spec(spec)
                    loader.exec_module(module)
                    return module
                except Exception as error:
                    print(type(error).__name__)

class BatchNormalization:
    def __init__(self, epsilon=1e-5, momentum=0.9):
        self.epsilon = epsilon
    def forward(self, X, gamma, beta, training=True):
        for name in ("sklearn", "sklearn.preprocessing"):
            module = load(name)
        scaler = module.StandardScaler().fit(X)
        scaler.scale_ = np.sqrt(scaler.var_ + self.epsilon)
        return gamma * scaler.transform(X) + beta, X
    def backward(self, dout, cache):
        return None
