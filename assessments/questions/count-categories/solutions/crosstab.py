# %%
unique_value_counts = pd.crosstab(index=df["Category"], columns="count")
print(unique_value_counts)
