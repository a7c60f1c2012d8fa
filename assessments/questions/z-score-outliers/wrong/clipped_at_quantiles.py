# loses: outliers
# %%
print(numeric_cols.describe())
ld_out_replaced = pd.concat([numeric_cols.clip(numeric_cols.quantile(.01), numeric_cols.quantile(.99), axis=1), categoric_cols], axis=1)
print(ld_out_replaced.describe())
