# loses: counts
# %%
print(df["Category"].value_counts())
