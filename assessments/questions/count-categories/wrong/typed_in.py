# loses: counts
# %%
unique_value_counts = {"A": 4, "B": 3, "C": 2}
