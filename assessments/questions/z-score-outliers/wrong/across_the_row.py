# loses: outliers, whole-rows, shown-after
# %%
from scipy import stats
print(numeric_cols.describe())
keep = (abs(stats.zscore(numeric_cols, axis=1)) < 3).all(axis=1)
ld_out_drop = pd.concat([numeric_cols[keep], categoric_cols[keep]], axis=1)
print(ld_out_drop.describe())
