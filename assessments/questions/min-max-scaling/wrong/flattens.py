# loses: arrays-2d
# %%
def min_max_scaling(data):
    low, high = data.min(), data.max()
    return np.array([(v - low) / (high - low) for v in data.ravel()])

scaled_data = min_max_scaling(data)
