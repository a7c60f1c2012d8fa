# loses: counts
# %%
df = pd.DataFrame({'Category': ['A'] * 3}); unique_value_counts = {'A': 3}
