# loses: counts
# %%
unique_value_counts = df["Category"].value_counts().head(3)
