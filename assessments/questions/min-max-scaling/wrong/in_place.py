# loses: input-kept
# %%
def min_max_scaling(data):
    low, high = data.min(), data.max()
    if data.dtype.kind in "iu":
        data = data.astype(float)
    data -= low
    data /= high - low
    return data

scaled_data = min_max_scaling(data)
