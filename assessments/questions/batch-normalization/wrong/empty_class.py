# loses: forward, dx, dgamma, dbeta
# %%
import numpy as np

class BatchNormalization:
    def __init__(self, epsilon=1e-5, momentum=0.9):
        pass
    def forward(self, X, gamma, beta, training=True):
        return X, None
    def backward(self, dout, cache):
        return np.zeros_like(dout), np.zeros(dout.shape[1]), np.zeros(dout.shape[1])
