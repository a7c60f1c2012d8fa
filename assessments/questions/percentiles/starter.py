# %% [given]
import numpy as np

data = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])

# %% [answer]
# Define percentiles here, and show the three numbers.
