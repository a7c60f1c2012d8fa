# loses: distances, integers, zero-and-symmetry, points-kept, distance
# %%
def euclidean_distance(point_a, point_b):
    x, y, z = point_a - point_b
    return (x**2 + y**2 + z**2) ** 0.5
distance = euclidean_distance(point_a, point_b)
