# loses: variance-ratios
# %%
from sklearn.decomposition import PCA
penguins_pca = PCA(n_components=4)
components = pd.DataFrame(PCA(4).fit(penguins).components_.T, index=penguins.columns, columns=['Comp1', 'Comp2', 'Comp3', 'Comp4'])
