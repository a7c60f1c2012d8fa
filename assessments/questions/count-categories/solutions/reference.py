# %%
unique_value_counts = df["Category"].value_counts()
unique_value_counts
