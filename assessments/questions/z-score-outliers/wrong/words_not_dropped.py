# loses: whole-rows
# %%
from scipy import stats
print(numeric_cols.describe())
keep = (abs(stats.zscore(numeric_cols)) < 3).all(axis=1)
kept = numeric_cols[keep].reset_index(drop=True)
ld_out_drop = pd.concat([kept, categoric_cols.iloc[:len(kept)]], axis=1)
print(ld_out_drop.describe())
