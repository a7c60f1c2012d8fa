# loses: scaled-data
# %%
def min_max_scaling(data):
    return (data - data.min()) / (data.max() - data.min())

scaled = min_max_scaling(data)
print(scaled)
