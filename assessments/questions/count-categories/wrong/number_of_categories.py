# loses: counts
# %%
unique_value_counts = df["Category"].nunique()
print(unique_value_counts)
