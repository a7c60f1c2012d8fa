# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
# %%
def min_max_scaling(data):
    return np.round((data - data.min()) / (data.max() - data.min()), 2)

scaled_data = min_max_scaling(data)
