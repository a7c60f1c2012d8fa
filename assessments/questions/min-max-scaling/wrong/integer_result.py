# loses: arrays-1d, arrays-negative, input-kept, scaled-data
# %%
def min_max_scaling(data):
    out = np.zeros_like(data)
    low, high = data.min(), data.max()
    for i, v in np.ndenumerate(data):
        out[i] = (v - low) / (high - low)
    return out

scaled_data = min_max_scaling(data)
