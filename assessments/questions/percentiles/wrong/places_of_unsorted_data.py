# loses: values, shown
# %%
n = len(data)
percentiles = [data[n // 4], data[n // 2], data[3 * n // 4]]
print(percentiles)
