# loses: forward
# %%
import numpy as np

class BatchNormalization:
    def __init__(self, epsilon=1e-5, momentum=0.9):
        self.epsilon = epsilon
        self.momentum = momentum

    def forward(self, X, gamma, beta, training=True):
        mean = X.mean(axis=0)
        var = X.var(axis=0)
        X_norm = (X - mean) / np.sqrt(var + self.epsilon)
        out = X_norm
        return out, (X, X_norm, mean, var, gamma)

    def backward(self, dout, cache):
        X, X_norm, mean, var, gamma = cache
        N = X.shape[0]
        std_inv = 1 / np.sqrt(var + self.epsilon)
        dX_norm = dout * gamma
        dvar = np.sum(dX_norm * (X - mean), axis=0) * -0.5 * std_inv ** 3
        dmean = np.sum(dX_norm * -std_inv, axis=0)
        dX = dX_norm * std_inv + dvar * 2 * (X - mean) / N + dmean / N
        dgamma = np.sum(dout * X_norm, axis=0)
        dbeta = np.sum(dout, axis=0)
        return dX, dgamma, dbeta
