# attack: names the columns of the given table by dicts, which cannot be looked up
# question: count-categories
# loses: counts
# %%
df.columns = pd.Index([{"Category": 1}] * df.shape[1])
unique_value_counts = {"A": 1, "B": 1, "C": 1}
