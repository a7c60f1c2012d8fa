# loses: whole-rows
# %%
from scipy import stats
print(numeric_cols.describe())
ld_out_drop = numeric_cols[(abs(stats.zscore(numeric_cols)) < 3).all(axis=1)]
print(ld_out_drop.describe())
