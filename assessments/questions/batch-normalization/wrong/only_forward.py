# loses: dx, dgamma, dbeta
# %%
import numpy as np

class BatchNormalization:
    def __init__(self, epsilon=1e-5, momentum=0.9):
        self.epsilon = epsilon

    def forward(self, X, gamma, beta, training=True):
        mean, var = X.mean(axis=0), X.var(axis=0)
        return gamma * (X - mean) / np.sqrt(var + self.epsilon) + beta, None

    def backward(self, dout, cache):
        pass
