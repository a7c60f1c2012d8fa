# %%
percentiles = np.percentile(data, [25, 50, 75])
for share, value in zip((25, 50, 75), percentiles):
    print(f"{share}th percentile: {value:.2f}")
