# loses: standardized
# %%
scaled_df = (df - df.mean()) / df.var()
normalized_df = (df - df.min()) / (df.max() - df.min())
