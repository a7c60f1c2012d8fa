# %%
import numpy as np

np.random.seed(0)
X = np.random.randn(5, 4)
gamma = np.ones((4,))
beta = np.zeros((4,))

# %%
class BatchNormalization:
    def __init__(self, epsilon=1e-5, momentum=0.9):
        self.epsilon = epsilon

    def forward(self, X, gamma, beta, training=True):
        if not training:
            raise NotImplementedError
        mean = np.mean(X, axis=0)
        std = np.sqrt(np.mean(np.square(X - mean), axis=0) + self.epsilon)
        return np.add(np.multiply((X - mean) / std, gamma), beta), (X, mean, std, gamma)

    def backward(self, dout, cache):
        X, mean, std, gamma = cache
        N = X.shape[0]
        dnorm = dout * gamma
        dstd = -np.sum(dnorm * (X - mean), axis=0) / std ** 2
        dmean = -np.sum(dnorm, axis=0) / std
        dX = dnorm / std + dstd * (X - mean) / (N * std) + dmean / N
        return dX, np.sum(dout * (X - mean) / std, axis=0), np.sum(dout, axis=0)

# %%
bn = BatchNormalization()
out, cache = bn.forward(X, gamma, beta)
out.mean(axis=0), out.std(axis=0)
