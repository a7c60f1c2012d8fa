# loses: distances, integers, zero-and-symmetry, points-kept, distance
# %%
def euclidean_distance(point_a, point_b):
    return np.sqrt(np.mean((point_a - point_b) ** 2))
distance = euclidean_distance(point_a, point_b)
