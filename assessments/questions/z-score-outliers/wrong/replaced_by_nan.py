# loses: outliers, shown-after
# %%
from scipy import stats
print(numeric_cols.describe())
z = abs(stats.zscore(numeric_cols))
ld_out_replaced = pd.concat([numeric_cols.mask(z >= 3), categoric_cols], axis=1)
