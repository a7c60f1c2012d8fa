# loses: values
# %%
percentiles = np.percentile(data, [0, 25, 50, 75, 100])
print(percentiles)
