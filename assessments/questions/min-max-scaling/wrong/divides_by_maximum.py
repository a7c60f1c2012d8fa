# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
# %%
def min_max_scaling(data):
    return data / np.max(data)

scaled_data = min_max_scaling(data)
