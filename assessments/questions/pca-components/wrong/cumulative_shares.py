# loses: variance-ratios
# %%
from sklearn.decomposition import PCA
from types import SimpleNamespace
p = PCA().fit(penguins)
penguins_pca = SimpleNamespace(explained_variance_ratio_=p.explained_variance_ratio_.cumsum())
components = pd.DataFrame(p.components_.T, index=penguins.columns, columns=['Comp1', 'Comp2', 'Comp3', 'Comp4'])
