# loses: distances, zero-and-symmetry, points-kept
# %%
def euclidean_distance(point_a, point_b):
    a, b = point_a.astype(int), point_b.astype(int)
    return np.sqrt(((a - b) ** 2).sum())
distance = euclidean_distance(point_a, point_b)
