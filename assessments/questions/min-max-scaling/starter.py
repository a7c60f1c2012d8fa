# %% [given]
import numpy as np

data = np.array([5, 20, 50, 10, 15, 30])

# %% [answer]
# Define min_max_scaling(data) and scaled_data here.
