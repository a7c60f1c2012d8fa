# loses: arrays-negative
# %%
def min_max_scaling(data):
    largest, smallest = 0, data.flat[0]
    for v in data.flat:
        largest = max(largest, v)
        smallest = min(smallest, v)
    return (data - smallest) / (largest - smallest)

scaled_data = min_max_scaling(data)
