# attack: gives df columns of two levels, so that df["Category"] is a table and no column
# question: count-categories
# loses: counts
# %%
df.columns = pd.MultiIndex.from_tuples([("Category", "name")])
unique_value_counts = {"A": 1}
