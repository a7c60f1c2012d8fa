# loses: labels
# %%
from sklearn.decomposition import PCA
penguins_pca = PCA().fit(penguins)
components = pd.DataFrame(penguins_pca.components_.T, index=penguins.columns, columns=['PC1', 'PC2', 'PC3', 'PC4'])
