# control: tries to import forbidden packages, falls back on its own where they are missing, and checks versions
# question: batch-normalization
# %%
import importlib.util
import numpy as np
try:
    import tensorflow as tf
    from tensorflow.keras.layers import BatchNormalization as KerasBatchNormalization
    HAS_KERAS = True
except ImportError:
    HAS_KERAS = False
try:
    import torch
except (ImportError, ModuleNotFoundError) as error:
    print("no torch:", type(error).__name__)
print(importlib.util.find_spec("sklearn") is not None)

# %%
class BatchNormalization:
    def __init__(self, epsilon=1e-5, momentum=0.9):
        self.epsilon, self.momentum = epsilon, momentum
        self.mean = self.var = None
    def forward(self, X, gamma, beta, training=True):
        if training or self.mean is None:
            mean, var = X.mean(axis=0), X.var(axis=0)
            old = (mean, var) if self.mean is None else (self.mean, self.var)
            self.mean, self.var = (self.momentum * before + (1 - self.momentum) * now for before, now in zip(old, (mean, var)))
        else:
            mean, var = self.mean, self.var
        scale = 1 / np.sqrt(var + self.epsilon)
        normed = (X - mean) * scale
        return gamma * normed + beta, (normed, gamma, scale)
    def backward(self, dout, cache):
        normed, gamma, scale = cache
        d = dout * gamma
        return scale * (d - d.mean(axis=0) - normed * (d * normed).mean(axis=0)), (dout * normed).sum(axis=0), dout.sum(axis=0)

# %%
if HAS_KERAS:
    layer = KerasBatchNormalization()
    print(np.allclose(layer(np.ones((4, 2), dtype="float32"), training=True), 0, atol=1e-3))
