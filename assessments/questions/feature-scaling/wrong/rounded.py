# loses: standardized, normalized, columns, df-kept
# %%
scaled_df = ((df - df.mean()) / df.std()).round(2)
normalized_df = ((df - df.min()) / (df.max() - df.min())).round(2)
