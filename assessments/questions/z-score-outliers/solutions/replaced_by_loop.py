# %%
import numpy as np
for col in numeric_cols:
    print(f"{col}: mean {numeric_cols[col].mean():,.2f}, median {numeric_cols[col].median():,.2f}, maximum {numeric_cols[col].max():,.2f}")
# %% [markdown]
# I replace by the median, as it is robust.
# %%
ld_out_replaced = loan_data.copy()
for col in numeric_cols.columns:
    m, s = numeric_cols[col].mean(), numeric_cols[col].std(ddof=0)
    bad = np.abs((numeric_cols[col] - m) / s) >= 3
    ld_out_replaced.loc[bad, col] = numeric_cols[col].median()
    print(bad.sum(), 'replaced in', col)
# %%
for col in numeric_cols:
    print(f"{col}: mean {ld_out_replaced[col].mean():,.2f}, median {ld_out_replaced[col].median():,.2f}, maximum {ld_out_replaced[col].max():,.2f}")
