# loses: values, shown
# %%
percentiles = np.percentile(data, [25, 50, 75], method="nearest")
print(percentiles)
