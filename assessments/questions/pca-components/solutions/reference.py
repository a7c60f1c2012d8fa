# %%
from sklearn.decomposition import PCA

penguins_pca = PCA().fit(penguins)
components = pd.DataFrame(
    penguins_pca.components_.T,
    index=penguins.columns,
    columns=["Comp1", "Comp2", "Comp3", "Comp4"],
)
print(components.round(3))
# %%
enough = int((penguins_pca.explained_variance_ratio_.cumsum() < 0.9).sum()) + 1
print("Components that keep ninety percent of the variance:", enough)
