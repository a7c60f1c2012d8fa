# loses: axes, labels
# %%
from sklearn.decomposition import PCA
penguins_pca = PCA(n_components=4)
components = pd.DataFrame(penguins_pca.fit_transform(penguins), columns=['Comp1', 'Comp2', 'Comp3', 'Comp4'])
