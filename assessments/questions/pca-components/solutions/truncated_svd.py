# %%
from sklearn.decomposition import IncrementalPCA, PCA, TruncatedSVD
penguins_pca = TruncatedSVD(n_components=4, algorithm='randomized', n_iter=20).fit(penguins)
components = pd.DataFrame(penguins_pca.components_).T
components.columns = ['Comp1', 'Comp2', 'Comp3', 'Comp4']
components.index = penguins.columns
print("n components", penguins_pca.n_components)
k = int((penguins_pca.explained_variance_ratio_.cumsum() >= .9).argmax()) + 1
print(f"You need {k} components to keep ninety percent")
