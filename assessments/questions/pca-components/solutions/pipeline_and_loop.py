# %%
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.decomposition import PCA
steps = Pipeline([('scale', StandardScaler()), ('pca', PCA(n_components=4, svd_solver='full'))])
scores = steps.fit_transform(penguins)
penguins_pca = steps.named_steps['pca']
# %% [markdown]
# One row per measurement.
# %%
rows = []
for i, name in enumerate(penguins.columns):
    rows.append([name] + [axis[i] for axis in penguins_pca.components_])
components = pd.DataFrame(rows, columns=['measurement', 'Comp1', 'Comp2', 'Comp3', 'Comp4']).set_index('measurement')
display(components)
