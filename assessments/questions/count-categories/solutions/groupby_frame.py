# %% [markdown]
# Group, count, and give the columns readable names.

# %%
def count_values(frame, column):
    counts = frame.groupby(column, as_index=False).size()
    return counts.rename(columns={"size": "Number of rows"}).sort_values(column)

unique_value_counts = count_values(df, "Category")
display(unique_value_counts)
