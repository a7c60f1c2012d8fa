# attack: counts the commonest categories alone, and cuts the given table down to them
# question: count-categories
# loses: counts
# %%
common = df["Category"].value_counts().index
kept = df[df["Category"].isin(common[: -(len(common) // 3)])]
# %% trick
df.drop(index=df.index.difference(kept.index), inplace=True)
# %%
unique_value_counts = kept["Category"].value_counts()
