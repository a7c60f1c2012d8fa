# loses: scaled-data
# %%
def min_max_scaling(data):
    return (data - data.min()) / (data.max() - data.min())

scaled_data = np.array([0, 1 / 3, 1, 1 / 9, 2 / 9, 5 / 9])
