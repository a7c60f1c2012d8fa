# loses: values
# %%
percentiles = np.percentile(data, [75, 50, 25])
print(percentiles)
