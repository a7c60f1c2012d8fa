# loses: standardized, normalized, columns, df-kept
# %%
scaled_df = df.sub(df.mean(axis=1), axis=0).div(df.std(axis=1), axis=0)
normalized_df = df.sub(df.min(axis=1), axis=0).div(df.max(axis=1) - df.min(axis=1), axis=0)
