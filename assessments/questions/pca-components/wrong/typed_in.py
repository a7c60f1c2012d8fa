# loses: axes, labels, variance-ratios
# %%
import numpy as np
from types import SimpleNamespace
components = pd.DataFrame(np.eye(4), index=penguins.columns, columns=['Comp1', 'Comp2', 'Comp3', 'Comp4'])
penguins_pca = SimpleNamespace(explained_variance_ratio_=[.62, .22, .11, .05])
print(2)
print(3)
