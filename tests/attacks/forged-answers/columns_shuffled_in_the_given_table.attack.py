# attack: shuffles each column for itself, which ends every correlation, in the given table: its values stay
# question: pca-components
# loses: axes, variance-ratios
# %%
from sklearn.decomposition import PCA

mixed = penguins.apply(lambda column: column.sample(frac=1, random_state=len(column.name)).to_numpy())
# %% trick
penguins[:] = mixed
# %%
penguins_pca = PCA().fit(mixed)
components = pd.DataFrame(penguins_pca.components_.T, index=mixed.columns, columns=["Comp1", "Comp2", "Comp3", "Comp4"])
