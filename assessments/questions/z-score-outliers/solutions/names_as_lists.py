# %%
numeric_cols = loan_data.select_dtypes('number').columns.tolist()
categoric_cols = [c for c in loan_data if c not in numeric_cols]
for fn in ("mean", "median", "max"):
    print(fn.upper(), loan_data[numeric_cols].agg(fn).to_dict())
z = loan_data[numeric_cols].transform(lambda s: (s - s.mean()) / s.std())
ld_out_drop = loan_data.loc[~(z.abs() >= 3).any(axis=1), categoric_cols + numeric_cols]
for fn in ("mean", "median", "max"):
    print(fn.upper(), ld_out_drop[numeric_cols].agg(fn).to_dict())
