# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
# %%
def min_max_scaling(data):
    return (data - data.mean()) / data.std()

scaled_data = min_max_scaling(data)
