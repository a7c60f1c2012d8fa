# control: gives the counts as a categorical Series that also counts missing values
# question: count-categories
# %%
unique_value_counts = df["Category"].astype("category").value_counts(dropna=False)
