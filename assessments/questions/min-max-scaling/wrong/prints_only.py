# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
# %%
def min_max_scaling(data):
    print((data - data.min()) / (data.max() - data.min()))

scaled_data = min_max_scaling(data)
