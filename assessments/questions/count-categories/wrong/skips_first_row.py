# loses: counts
# %%
unique_value_counts = {}
for i in range(1, len(df)):
    name = df["Category"][i]
    unique_value_counts[name] = unique_value_counts.get(name, 0) + 1
