# loses: axes, labels, variance-ratios
# %%
from sklearn.decomposition import PCA
penguins_pca = PCA(n_components=2).fit(penguins)
components = pd.DataFrame(penguins_pca.components_.T, index=penguins.columns, columns=['Comp1', 'Comp2'])
