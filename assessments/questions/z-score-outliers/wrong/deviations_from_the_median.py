# loses: outliers
# %%
print(numeric_cols.describe())
med = numeric_cols.median()
mz = 0.6745 * (numeric_cols - med) / (numeric_cols - med).abs().median()
ld_out_drop = pd.concat([numeric_cols, categoric_cols], axis=1)[(mz.abs() < 3.5).all(axis=1)]
print(ld_out_drop.describe())
