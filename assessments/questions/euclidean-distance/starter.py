# %% [given]
import numpy as np

point_a = np.array([1, 2, 3])
point_b = np.array([4, 5, 6])

# %% [answer]
# Define euclidean_distance(point_a, point_b) and distance here.
