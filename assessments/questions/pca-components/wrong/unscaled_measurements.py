# loses: axes, variance-ratios
# %%
from sklearn.decomposition import PCA
raw = pd.read_csv('penguins.csv')
penguins_pca = PCA().fit(raw)
components = pd.DataFrame(penguins_pca.components_.T, index=raw.columns, columns=['Comp1', 'Comp2', 'Comp3', 'Comp4'])
