# %%
from functools import reduce
import math
def euclidean_distance(point_a, point_b):
    return reduce(math.hypot, (float(a) - float(b) for a, b in zip(point_a, point_b)), 0.0)
distance = euclidean_distance(point_a, point_b)
