# loses: counts
# %%
unique_value_counts = df["Category"].value_counts(normalize=True)
