# loses: shown
# %%
percentiles = np.percentile(data, [25, 50, 75])
