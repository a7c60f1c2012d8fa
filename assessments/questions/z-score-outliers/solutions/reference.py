# %%
statistics = ["mean", "median", "max"]
print(numeric_cols.agg(statistics))

z = (numeric_cols - numeric_cols.mean()) / numeric_cols.std()
keep = (z.abs() < 3).all(axis=1)
ld_out_drop = pd.concat([numeric_cols, categoric_cols], axis=1)[keep]

print(ld_out_drop[numeric_cols.columns].agg(statistics))
