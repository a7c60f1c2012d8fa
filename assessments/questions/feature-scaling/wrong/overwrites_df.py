# loses: df-kept
# %%
scaled_df = (df - df.mean()) / df.std()
for name in list(df.columns):
    df[name] = (df[name] - df[name].min()) / (df[name].max() - df[name].min())
normalized_df = df
