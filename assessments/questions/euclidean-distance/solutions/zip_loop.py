# %%
from math import sqrt

def squared(a, b):
    total = 0.0
    for x, y in zip(a, b):
        total += (x - y) ** 2
    return total
# %%
def euclidean_distance(point_a, point_b):
    if len(point_a) != len(point_b):
        raise ValueError("the points must have as many coordinates each")
    return sqrt(squared(point_a, point_b))
# %%
distance = euclidean_distance(point_b, point_a)
