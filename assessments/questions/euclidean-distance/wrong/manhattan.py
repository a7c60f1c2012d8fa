# loses: distances, integers, zero-and-symmetry, points-kept, distance
# %%
def euclidean_distance(point_a, point_b):
    return np.sum(np.abs(point_a - point_b))
distance = euclidean_distance(point_a, point_b)
