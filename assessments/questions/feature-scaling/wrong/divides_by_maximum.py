# loses: normalized
# %%
scaled_df = df.transform(lambda column: (column - column.mean()) / column.std())
normalized_df = df / df.max()
