# %%
import numpy as np
import pandas as pd
rng = np.random.default_rng(3)
numeric_cols = pd.DataFrame({
    'income': np.append(rng.normal(50000, 4000, 60), [250000.0]),
    'loan_amount': np.append(rng.normal(15000, 900, 60), [14800.0]),
    'interest_rate': np.append(rng.normal(11, 1, 60), [10.9]),
    'age': np.append(rng.normal(40, 5, 60), [38.0]),
})
categoric_cols = pd.DataFrame({'purpose': ['car', 'medical', 'education'][0:1] * 61, 'home_ownership': ['RENT'] * 61})
print(numeric_cols.mean(), numeric_cols.median(), numeric_cols.max(), sep='\n')
# %%
from scipy import stats
idx = np.all(np.abs(stats.zscore(numeric_cols.to_numpy())) < 3, axis=1)
ld_out_drop = pd.concat([numeric_cols.loc[idx], categoric_cols.loc[idx]], axis=1)
ld_out_drop.describe()
