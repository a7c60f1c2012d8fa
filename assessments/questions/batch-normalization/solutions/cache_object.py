# %%
from dataclasses import dataclass
import numpy as np
import pandas as pd

@dataclass(frozen=True)
class Cache:
    centred: np.ndarray
    sigma: np.ndarray
    gamma: np.ndarray
# %%
class Statistics:
    def __init__(self, momentum):
        self.momentum, self.values = momentum, None
    def update(self, mean, var):
        new = np.stack([mean, var])
        self.values = new if self.values is None else self.momentum * self.values + (1 - self.momentum) * new
# %%
class BatchNormalization:
    def __init__(self, epsilon=1e-5, momentum=0.9):
        self.epsilon = epsilon
        self.stats = Statistics(momentum)

    def forward(self, X, gamma, beta, training=True):
        X = np.asarray(X, dtype=np.float64)
        gamma, beta = np.reshape(gamma, (1, -1)), np.reshape(beta, (1, -1))
        if training:
            self.stats.update(X.mean(0), X.var(0))
            mean, var = X.mean(0, keepdims=True), X.var(0, keepdims=True)
        else:
            mean, var = self.stats.values
        cache = Cache(X - mean, np.sqrt(var + self.epsilon), gamma)
        return gamma * cache.centred / cache.sigma + beta, cache

    def backward(self, dout, cache):
        z = cache.centred / cache.sigma
        g = dout * cache.gamma
        dX = (g - g.mean(0) - z * np.mean(g * z, 0)) / cache.sigma
        return dX, np.einsum('nd,nd->d', dout, z), np.einsum('nd->d', dout)
# %%
layer = BatchNormalization()
sample = np.arange(12.0).reshape(4, 3)
result, kept = layer.forward(sample, np.ones(3), np.zeros(3), training=True)
display(pd.DataFrame(result))
