# loses: shown-after
# %%
from scipy import stats
import numpy as np
print(numeric_cols.describe())
m = (np.abs(stats.zscore(numeric_cols)) < 3).all(axis=1)
ld_out_drop = pd.concat([numeric_cols, categoric_cols], axis=1)[m]
print(numeric_cols.describe())
