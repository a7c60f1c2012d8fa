# attack: holds 300 MB, and answers hidden calls with views of them that are larger than a message
# question: min-max-scaling
# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
# %%
held = np.zeros(37_000_000)

def min_max_scaling(data):
    return np.broadcast_to(held[: data.size].reshape(data.shape), (400_000_000 // max(1, data.size), *data.shape))
scaled_data = held[::2]
