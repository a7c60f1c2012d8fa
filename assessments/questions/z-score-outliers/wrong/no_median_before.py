# loses: shown-before
# %%
from scipy import stats
print(numeric_cols.mean(), numeric_cols.max())
keep = (abs(stats.zscore(numeric_cols)) < 3).all(axis=1)
ld_out_drop = pd.concat([numeric_cols[keep], categoric_cols[keep]], axis=1)
ld_out_drop.describe()
