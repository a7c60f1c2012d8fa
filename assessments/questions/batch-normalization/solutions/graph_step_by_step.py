# %% [markdown]
# I go through the computational graph, node by node.
# %%
import numpy as np
from sklearn.preprocessing import StandardScaler  # to compare with
# %%
class BatchNormalization(object):
    """Batch norm with a dict as the cache."""
    def __init__(self, epsilon: float = 1e-5, momentum: float = 0.9) -> None:
        self.eps = epsilon
        self.momentum = momentum
        self.running = dict(mean=0.0, var=1.0)

    def forward(self, X: np.ndarray, gamma: np.ndarray, beta: np.ndarray, training: bool = True):
        N, D = X.shape
        if not training:
            xhat = (X - self.running['mean']) / np.sqrt(self.running['var'] + self.eps)
            return gamma * xhat + beta, None
        mu = 1. / N * np.sum(X, axis=0)
        xmu = X - mu
        sq = xmu ** 2
        var = 1. / N * np.sum(sq, axis=0)
        sqrtvar = np.sqrt(var + self.eps)
        ivar = 1. / sqrtvar
        xhat = xmu * ivar
        out = gamma * xhat + beta
        m = self.momentum
        self.running['mean'] = m * self.running['mean'] + (1 - m) * mu
        self.running['var'] = m * self.running['var'] + (1 - m) * var
        cache = {'xhat': xhat, 'gamma': gamma, 'xmu': xmu, 'ivar': ivar, 'sqrtvar': sqrtvar, 'var': var}
        return out, cache

    def backward(self, dout, cache):
        N, D = dout.shape
        dbeta = np.sum(dout, axis=0, keepdims=True)
        dgamma = np.sum(dout * cache['xhat'], axis=0, keepdims=True)
        dxhat = dout * cache['gamma']
        divar = np.sum(dxhat * cache['xmu'], axis=0)
        dxmu1 = dxhat * cache['ivar']
        dsqrtvar = -1. / cache['sqrtvar'] ** 2 * divar
        dvar = 0.5 / np.sqrt(cache['var'] + self.eps) * dsqrtvar
        dsq = 1. / N * np.ones((N, D)) * dvar
        dxmu2 = 2 * cache['xmu'] * dsq
        dx1 = dxmu1 + dxmu2
        dmu = -1 * np.sum(dxmu1 + dxmu2, axis=0)
        dx2 = 1. / N * np.ones((N, D)) * dmu
        return dx1 + dx2, dgamma, dbeta
# %%
X = np.random.randn(8, 3) * 4 + 1
bn = BatchNormalization()
out, cache = bn.forward(X, np.ones(3), np.zeros(3))
print(np.abs(out - StandardScaler().fit_transform(X)).max())
print(bn.backward(np.random.randn(8, 3), cache))
