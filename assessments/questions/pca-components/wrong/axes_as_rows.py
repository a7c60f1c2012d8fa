# loses: axes, labels
# %%
from sklearn.decomposition import PCA
penguins_pca = PCA().fit(penguins)
components = pd.DataFrame(penguins_pca.components_, columns=penguins.columns, index=['Comp1', 'Comp2', 'Comp3', 'Comp4'])
