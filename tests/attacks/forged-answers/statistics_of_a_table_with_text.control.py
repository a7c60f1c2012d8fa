# control: an honest TypeError on the way (the mean of a table with text), then the same for the numbers alone
# question: z-score-outliers
# %%
print(numeric_cols.agg(["mean", "median", "max"]).to_string())
# %%
z = (numeric_cols - numeric_cols.mean()) / numeric_cols.std(ddof=0)
ld_out_drop = pd.concat([numeric_cols, categoric_cols], axis=1)[(z.abs() < 3).all(axis=1)].reset_index(drop=True)
# %%
ld_out_drop.mean()
# %%
print(ld_out_drop[numeric_cols.columns].agg(["mean", "median", "max"]).to_string())
