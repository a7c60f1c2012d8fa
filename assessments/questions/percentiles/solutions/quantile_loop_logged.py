# %%
percentiles = np.zeros(3)
for position, q in enumerate(np.linspace(0.25, 0.75, 3)):
    percentiles[position] = np.nanquantile(np.sort(data)[::-1], q)
    print("sorted first value", np.sort(data)[0], "quantile", q, "->", round(float(percentiles[position]), 3))
