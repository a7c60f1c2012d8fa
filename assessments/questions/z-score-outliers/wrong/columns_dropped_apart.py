# loses: outliers, whole-rows, shown-after
# %%
print(numeric_cols.describe())
parts = []
for c in numeric_cols:
    z = (numeric_cols[c] - numeric_cols[c].mean()) / numeric_cols[c].std()
    parts.append(numeric_cols.loc[z.abs() < 3, c].reset_index(drop=True))
parts.append(categoric_cols)
ld_out_drop = pd.concat(parts, axis=1).dropna()
print(ld_out_drop.describe())
