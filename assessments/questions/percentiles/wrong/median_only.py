# loses: values, shown
# %%
percentiles = np.median(data)
print(percentiles)
