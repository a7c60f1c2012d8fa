# loses: arrays-1d, arrays-negative, arrays-2d, input-kept
# %%
def min_max_scaling(values):
    return (data - data.min()) / (data.max() - data.min())

scaled_data = min_max_scaling(data)
