# %%
from sklearn.preprocessing import StandardScaler
z = pd.DataFrame(StandardScaler().fit_transform(numeric_cols), columns=numeric_cols.columns, index=numeric_cols.index)
full = pd.concat([categoric_cols, numeric_cols], axis=1).astype({'purpose': 'category'})
ld_out_drop = full.query('@z.abs().max(axis=1) < 3').sample(frac=1, random_state=0)
pd.concat({'before': numeric_cols.describe(), 'after': ld_out_drop.describe()}, axis=1)
