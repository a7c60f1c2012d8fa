# %%
import numpy as np
import scipy.spatial.distance

def euclidean_distance(point_a: np.ndarray, point_b: np.ndarray) -> float:
    return scipy.spatial.distance.cdist([point_a], [point_b])[0, 0]

point_a = np.array([1, 2, 3])
point_b = np.array([4, 5, 6])
distance = euclidean_distance(point_a, point_b)
print("Distance:", distance)
