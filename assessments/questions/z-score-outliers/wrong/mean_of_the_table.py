# loses: outliers
# %%
import numpy as np
from scipy import stats
print(numeric_cols.describe())
z = np.abs(stats.zscore(numeric_cols))
ld_out_replaced = pd.concat([numeric_cols.mask(z >= 3, np.mean(numeric_cols.to_numpy())), categoric_cols], axis=1)
print(ld_out_replaced.describe())
