# control: sorts the given data, makes floats of it and binds it anew before it computes
# question: percentiles
# %%
data = np.sort(np.asarray(data, dtype=float))
assert np.isfinite(data).all()
percentiles = [float(np.percentile(data, share)) for share in (25, 50, 75)]
print("percentiles:", *(f"{number:.3f}" for number in percentiles))
