# %%
import numpy as np
from types import SimpleNamespace

covariance = penguins.cov().to_numpy()
values, vectors = np.linalg.eigh(covariance)
order = values.argsort()[::-1]
penguins_pca = SimpleNamespace(explained_variance_ratio_=values[order] / values.sum())
components = pd.DataFrame(vectors[:, order], penguins.columns, [f"Comp{n}" for n in range(1, 5)])
components
