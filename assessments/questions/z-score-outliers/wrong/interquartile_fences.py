# loses: outliers
# %%
print(numeric_cols.describe())
q1, q3 = numeric_cols.quantile(0.25), numeric_cols.quantile(0.75)
iqr = q3 - q1
bad = ((numeric_cols < q1 - 1.5 * iqr) | (numeric_cols > q3 + 1.5 * iqr)).any(axis=1)
ld_out_drop = pd.concat([numeric_cols, categoric_cols], axis=1)[~bad]
print(ld_out_drop.describe())
