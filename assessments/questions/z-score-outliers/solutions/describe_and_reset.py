# %%
display(numeric_cols.describe())
# %%
from scipy.stats import zscore
scores = numeric_cols.apply(zscore)
outlier_rows = scores[(scores > 3).any(axis=1) | (scores < -3).any(axis=1)].index
ld_out_drop = categoric_cols.join(numeric_cols).drop(outlier_rows).reset_index(drop=True)
print('dropped', len(outlier_rows))
ld_out_drop.describe()
