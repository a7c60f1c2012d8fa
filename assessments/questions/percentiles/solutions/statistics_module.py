# %%
from statistics import quantiles
data = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
percentiles = tuple(quantiles([float(value) for value in data], n=4, method="inclusive"))
print(percentiles)
