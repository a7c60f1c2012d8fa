# %%
class LinearRegressionScratch:
    """The normal equation, solved with Gaussian elimination and nothing imported."""

    def fit(self, X, y):
        rows = [[1.0] + [float(v) for v in row] for row in X]
        m = len(rows[0])
        a = [[sum(r[i] * r[j] for r in rows) for j in range(m)] for i in range(m)]
        b = [sum(r[i] * float(t) for r, t in zip(rows, y)) for i in range(m)]
        for i in range(m):
            pivot = max(range(i, m), key=lambda k: abs(a[k][i]))
            a[i], a[pivot] = a[pivot], a[i]
            b[i], b[pivot] = b[pivot], b[i]
            for k in range(i + 1, m):
                factor = a[k][i] / a[i][i]
                for j in range(i, m):
                    a[k][j] -= factor * a[i][j]
                b[k] -= factor * b[i]
        self.beta = [0.0] * m
        for i in reversed(range(m)):
            self.beta[i] = (b[i] - sum(a[i][j] * self.beta[j] for j in range(i + 1, m))) / a[i][i]

    def predict(self, X):
        return [self.beta[0] + sum(c * float(v) for c, v in zip(self.beta[1:], row)) for row in X]

# %%
import pandas as pd
from sklearn.datasets import make_regression
X, y = make_regression(n_samples=50, n_features=1, noise=5)
reg = LinearRegressionScratch()
reg.fit(X, y)
table = pd.DataFrame({"feature": X[:, 0], "target": y, "prediction": reg.predict(X)}).sort_values("feature")
ax = table.plot.scatter(x="feature", y="target", label="points", title="Target against feature")
table.plot(x="feature", y="prediction", ax=ax, color="C1", ylabel="target");
