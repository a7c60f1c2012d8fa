# %%
scaled_df = (df - df.mean()) / df.std()
normalized_df = (df - df.min()) / (df.max() - df.min())
scaled_df.describe()
