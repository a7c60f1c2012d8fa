# %%
def min_max_scaling(data):
    low = np.min(data)
    span = np.max(data) - low
    if span == 0:
        return np.zeros(np.shape(data))
    return (data - low) / span


scaled_data = min_max_scaling(data)
scaled_data
