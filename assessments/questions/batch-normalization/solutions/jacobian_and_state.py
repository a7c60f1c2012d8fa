# %%
import numpy as np
class BatchNormalization:
    def __init__(s, epsilon=1e-5, momentum=0.9): s.e, s.m, s.rm, s.rv = epsilon, momentum, 0, 1
    def forward(s, X, gamma, beta, training=True):
        mu, v = (X.mean(0), X.var(0)) if training else (s.rm, s.rv)
        if training: s.rm, s.rv = s.m*s.rm + (1-s.m)*mu, s.m*s.rv + (1-s.m)*v
        X -= mu
        X /= np.sqrt(v + s.e)
        s.kept = X, gamma, np.sqrt(v + s.e)
        return X*gamma + beta, None
    def backward(s, dout, cache=None):
        h, gamma, sd = s.kept
        n = len(h)
        dX = np.empty_like(h)
        for j in range(h.shape[1]):
            J = (np.eye(n) - 1/n - np.outer(h[:, j], h[:, j])/n) * gamma[j] / sd[j]
            dX[:, j] = J @ dout[:, j]
        return dX, (dout*h).sum(0).reshape(-1, 1), dout.sum(0).reshape(-1, 1)
