# loses: shown-after
# %%
print(numeric_cols.describe())
z = (numeric_cols - numeric_cols.mean()) / numeric_cols.std()
ld_out_drop = pd.concat([numeric_cols, categoric_cols], axis=1)[(z.abs() < 3).all(axis=1)]
print(ld_out_drop.mean(numeric_only=True), ld_out_drop.median(numeric_only=True))
