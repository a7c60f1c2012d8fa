# loses: outliers, whole-rows, shown-after
# %%
print(numeric_cols.describe())
z = (numeric_cols - numeric_cols.mean()) / numeric_cols.std()
keep = (z.abs() < 3).all(axis=1)
ld_out_drop = pd.concat([z[keep], categoric_cols[keep]], axis=1)
print(ld_out_drop.describe())
