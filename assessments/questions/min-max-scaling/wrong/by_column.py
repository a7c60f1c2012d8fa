# loses: arrays-2d
# %%
def min_max_scaling(data):
    low = data.min(axis=0)
    high = data.max(axis=0)
    return (data - low) / (high - low)

scaled_data = min_max_scaling(data)
