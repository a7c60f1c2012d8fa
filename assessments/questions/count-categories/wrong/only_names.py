# loses: counts
# %%
unique_value_counts = df["Category"].unique()
