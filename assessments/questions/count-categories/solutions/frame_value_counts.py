# %%
unique_value_counts = df.value_counts()
unique_value_counts
