# loses: distances, integers, zero-and-symmetry, points-kept
# %%
def euclidean_distance(a, b):
    return np.linalg.norm(point_a - point_b)
distance = euclidean_distance(point_a, point_b)
