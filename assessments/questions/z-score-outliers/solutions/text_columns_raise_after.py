# %%
import numpy as np
print('BEFORE')
print(numeric_cols.mean()); print(numeric_cols.median()); print(numeric_cols.max())
z = np.abs((numeric_cols - numeric_cols.mean()) / numeric_cols.std())
ld_out_drop = loan_data[(z < 3).all(axis=1)]
# %%
print('AFTER')
print(ld_out_drop.agg(['mean', 'median', 'max']))
