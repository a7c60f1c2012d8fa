# %%
import numpy as np


class BatchNormalization:
    def __init__(self, epsilon=1e-5, momentum=0.9):
        self.epsilon, self.momentum = epsilon, momentum
        self.mean, self.variance = None, None

    def forward(self, X, gamma, beta, training=True):
        if training:
            mean, variance = X.mean(axis=0), X.var(axis=0)
            if self.mean is None:
                self.mean, self.variance = mean, variance
            self.mean = self.momentum * self.mean + (1 - self.momentum) * mean
            self.variance = self.momentum * self.variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.mean, self.variance
        inverse = 1 / np.sqrt(variance + self.epsilon)
        normal = (X - mean) * inverse
        return gamma * normal + beta, (normal, inverse, gamma)

    def backward(self, dout, cache):
        normal, inverse, gamma = cache
        dbeta = dout.sum(axis=0)
        dgamma = (dout * normal).sum(axis=0)
        dX = gamma * inverse / len(dout) * (len(dout) * dout - dbeta - normal * dgamma)
        return dX, dgamma, dbeta
