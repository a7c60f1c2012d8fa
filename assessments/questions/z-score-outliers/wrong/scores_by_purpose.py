# loses: outliers
# %%
print(numeric_cols.describe())
z = numeric_cols.groupby(categoric_cols['purpose']).transform(lambda s: (s - s.mean()) / s.std())
ld_out_drop = pd.concat([numeric_cols, categoric_cols], axis=1)[(z.abs() < 3).all(axis=1)]
print(ld_out_drop.describe())
