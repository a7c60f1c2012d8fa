# loses: outliers
# %%
from scipy import stats
print(numeric_cols.describe())
for _ in range(2):
    keep = (abs(stats.zscore(numeric_cols)) < 3).all(axis=1)
    numeric_cols = numeric_cols[keep]
    categoric_cols = categoric_cols[keep]
ld_out_drop = pd.concat([numeric_cols, categoric_cols], axis=1)
print(ld_out_drop.describe())
