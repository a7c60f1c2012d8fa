# %%
import numpy as np
from collections import namedtuple

def leading(matrix, steps=20000):
    v = np.ones(len(matrix)) / np.sqrt(len(matrix)) + np.arange(len(matrix)) * 0.01
    for _ in range(steps):
        w = matrix @ v
        w /= np.linalg.norm(w)
        if np.abs(w - v).max() < 1e-15:
            break
        v = w
    return v @ matrix @ v, v

C = np.corrcoef(penguins, rowvar=False)
found = []
for _ in range(4):
    value, vector = leading(C)
    found.append((value, vector))
    C = C - value * np.outer(vector, vector)
total = sum(value for value, _ in found)
penguins_pca = namedtuple('Fit', 'explained_variance_ratio_')([value / total for value, _ in found])
components = pd.concat([pd.Series(vector, index=penguins.columns, name=f'Comp{i}') for i, (_, vector) in enumerate(found, 1)], axis=1)
