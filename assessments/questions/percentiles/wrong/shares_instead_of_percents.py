# loses: values, shown
# %%
percentiles = np.percentile(data, [0.25, 0.5, 0.75])
print(percentiles)
