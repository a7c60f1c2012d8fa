# loses: values, shown
# %%
data = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
percentiles = [3.25, 5.5, 7.75]
print("25th:", percentiles[0], "50th:", percentiles[1], "75th:", percentiles[2])
