# loses: standardized, normalized, columns, df-kept
# %%
values = df.to_numpy()
scaled_df = (df - values.mean()) / values.std()
normalized_df = (df - values.min()) / (values.max() - values.min())
