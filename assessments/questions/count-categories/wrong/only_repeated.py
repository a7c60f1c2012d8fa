# loses: counts
# %%
counts = df["Category"].value_counts()
unique_value_counts = counts[counts > 1]
