# loses: outliers, whole-rows, shown-after
# %%
print(numeric_cols.describe())
ld_out_replaced = categoric_cols.copy()
for c in numeric_cols:
    ld_out_replaced[c] = numeric_cols[c].median()
print(ld_out_replaced.describe())
