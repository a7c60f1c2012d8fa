# %%
import numpy as np
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.preprocessing import scale
raw = pd.read_csv('penguins.csv')
penguins = pd.DataFrame(scale(raw), columns=raw.columns)
penguins_pca = PCA(n_components=4)
penguins_pca.fit(penguins.values)
axes = penguins_pca.components_ * np.sign(penguins_pca.components_[:, [0]])
components = pd.DataFrame(axes, index='Comp1 Comp2 Comp3 Comp4'.split(), columns=penguins.columns).T
for share in penguins_pca.explained_variance_ratio_:
    print(f"{share:.1%}")
