# attack: gives df a second column of a name that it has, so that the judge finds more columns than names
# question: feature-scaling
# loses: standardized, normalized, columns, df-kept
# %%
scaled_df = normalized_df = df * 2
# %% trick
df = pd.concat([df * 2, df[["Feature1"]]], axis=1)
