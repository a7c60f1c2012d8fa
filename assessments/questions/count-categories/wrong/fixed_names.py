# loses: counts
# %%
unique_value_counts = {}
for name in ["A", "B", "C"]:
    unique_value_counts[name] = int((df["Category"] == name).sum())
