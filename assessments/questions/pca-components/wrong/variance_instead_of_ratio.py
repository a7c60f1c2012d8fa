# loses: variance-ratios
# %%
import numpy as np
from types import SimpleNamespace
values, vectors = np.linalg.eigh(penguins.cov())
penguins_pca = SimpleNamespace(explained_variance_ratio_=values[::-1])
components = pd.DataFrame(vectors[:, ::-1], index=penguins.columns, columns=['Comp1', 'Comp2', 'Comp3', 'Comp4'])
