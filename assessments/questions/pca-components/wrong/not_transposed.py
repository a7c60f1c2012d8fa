# loses: axes
# %%
from sklearn.decomposition import PCA
penguins_pca = PCA(n_components=4).fit(penguins)
components = pd.DataFrame(penguins_pca.components_, index=penguins.columns, columns=['Comp1', 'Comp2', 'Comp3', 'Comp4'])
