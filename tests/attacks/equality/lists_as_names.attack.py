# attack: names the columns of components, and those of the given table, by lists, which have no hash
# question: pca-components
# loses: axes, labels, variance-ratios
# %%
import numpy as np

names = np.empty(4, dtype=object)
for place in range(4):
    names[place] = ["Comp", place]
components = pd.DataFrame(np.eye(4), columns=pd.Index(names))
penguins = pd.DataFrame(np.eye(4), columns=pd.Index(names))
penguins_pca = 1
