# loses: distances, integers, zero-and-symmetry, points-kept, distance
# %%
def euclidean_distance(point_a, point_b):
    return abs(np.linalg.norm(point_a) - np.linalg.norm(point_b))
distance = euclidean_distance(point_a, point_b)
