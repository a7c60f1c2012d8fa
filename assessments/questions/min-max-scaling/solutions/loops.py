# %%
def min_max_scaling(data):
    flat = [float(v) for v in data.ravel()]
    smallest = flat[0]
    largest = flat[0]
    for v in flat:
        if v < smallest:
            smallest = v
        if v > largest:
            largest = v
    out = []
    for v in flat:
        out.append((v - smallest) / (largest - smallest))
    return np.array(out).reshape(data.shape)

scaled_data = min_max_scaling(data)
for before, after in zip(data, scaled_data):
    print(before, '->', after)
