# loses: shown
# %%
percentiles = np.percentile(data, [25, 50, 75])
print(*[int(value) for value in percentiles])
