# %%
import math
import numpy as np

class BatchNormalization:
    def __init__(self, epsilon=1e-5, momentum=0.9):
        self.epsilon = epsilon
        self.momentum = momentum
        self.running_mean = None
        self.running_var = None

    def forward(self, X, gamma, beta, training=True):
        n, d = len(X), len(X[0])
        means, variances = [], []
        for j in range(d):
            column = [X[i][j] for i in range(n)]
            m = sum(column) / n
            means.append(m)
            variances.append(sum((v - m) ** 2 for v in column) / n)
        if training:
            if self.running_mean is None:
                self.running_mean, self.running_var = means[:], variances[:]
            else:
                for j in range(d):
                    self.running_mean[j] = self.momentum * self.running_mean[j] + (1 - self.momentum) * means[j]
                    self.running_var[j] = self.momentum * self.running_var[j] + (1 - self.momentum) * variances[j]
        else:
            means, variances = self.running_mean, self.running_var
        out = [[0.0] * d for _ in range(n)]
        xhat = [[0.0] * d for _ in range(n)]
        for i in range(n):
            for j in range(d):
                xhat[i][j] = (X[i][j] - means[j]) / math.sqrt(variances[j] + self.epsilon)
                out[i][j] = gamma[j] * xhat[i][j] + beta[j]
        return out, [xhat, variances, gamma]

    def backward(self, dout, cache):
        xhat, variances, gamma = cache
        n, d = len(xhat), len(xhat[0])
        dX = [[0.0] * d for _ in range(n)]
        dgamma, dbeta = [0.0] * d, [0.0] * d
        for j in range(d):
            dbeta[j] = sum(dout[i][j] for i in range(n))
            dgamma[j] = sum(dout[i][j] * xhat[i][j] for i in range(n))
            s = gamma[j] / math.sqrt(variances[j] + self.epsilon)
            for i in range(n):
                dX[i][j] = s * (dout[i][j] - dbeta[j] / n - xhat[i][j] * dgamma[j] / n)
        return [dX, dgamma, dbeta]
