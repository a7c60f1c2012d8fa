# %%
import numpy as np
import pandas as pd
# read it again, and work on one table
df = pd.read_csv('loan_data.csv')
numeric_cols = df.select_dtypes(include='number')
categoric_cols = df.select_dtypes(exclude='number')
df.describe().T
# %%
for c in numeric_cols.columns:
    df['z_' + c] = (df[c] - df[c].mean()) / df[c].std()
zcols = [c for c in df.columns if c.startswith('z_')]
ld_out_drop = df[(df[zcols].abs() < 3).all(axis=1)]
# %%
ld_out_replaced = df.copy()
for c in numeric_cols.columns:
    ld_out_replaced[c] = np.where(df['z_' + c].abs() < 3, df[c], df.loc[df['z_' + c].abs() < 3, c].mean())
ld_out_drop.drop(columns=zcols).describe().round(2)
