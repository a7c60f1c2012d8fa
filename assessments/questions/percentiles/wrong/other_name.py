# loses: values
# %%
quartiles = np.percentile(data, [25, 50, 75])
print(quartiles)
