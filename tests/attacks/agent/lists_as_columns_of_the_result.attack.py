# attack: names the columns of the result by lists, which cannot be looked up
# question: feature-scaling
# loses: standardized, normalized, columns, df-kept
# %%
scaled_df = df.copy()
scaled_df.columns = pd.Index([["Feature1"], ["Feature2"], ["Feature3"]])
normalized_df = scaled_df
