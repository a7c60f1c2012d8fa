# loses: counts
# %%
names = sorted(df["Category"].unique())
unique_value_counts = dict(zip(names, df["Category"].value_counts()))
