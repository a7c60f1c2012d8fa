# loses: distances, integers, zero-and-symmetry, points-kept, distance
# %%
def euclidean_distance(point_a, point_b):
    return 0.0
distance = euclidean_distance(point_a, point_b)
