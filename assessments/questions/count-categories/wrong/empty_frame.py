# loses: counts
# %%
unique_value_counts = df.groupby("Category").count()
print(unique_value_counts)
