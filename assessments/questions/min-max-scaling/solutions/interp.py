# %%
import pandas as pd

def min_max_scaling(data):
    return np.interp(data, (data.min(), data.max()), (0, 1))

result = pd.Series(min_max_scaling(data), name="scaled")
result.describe()
# %%
scaled_data = result.to_numpy()
