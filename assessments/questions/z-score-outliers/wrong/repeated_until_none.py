# loses: outliers
# %%
print(numeric_cols.describe())
ld_out_drop = pd.concat([numeric_cols, categoric_cols], axis=1)
while True:
    n = ld_out_drop[numeric_cols.columns]
    keep = (((n - n.mean()) / n.std()).abs() < 3).all(axis=1)
    if keep.all():
        break
    ld_out_drop = ld_out_drop[keep]
print(ld_out_drop.describe())
