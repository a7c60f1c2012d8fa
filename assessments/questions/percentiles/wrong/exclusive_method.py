# loses: values, shown
# %%
import statistics
percentiles = statistics.quantiles(data.tolist(), n=4)
print(percentiles)
