# %%
from sklearn.preprocessing import MinMaxScaler

# %%
def min_max_scaling(data):
    arr = np.asarray(data, dtype=float)
    column = arr.reshape(-1, 1)
    return MinMaxScaler().fit_transform(column).reshape(arr.shape)

# %%
scaled_data = min_max_scaling(data)
print("min", scaled_data.min(), "max", scaled_data.max())
