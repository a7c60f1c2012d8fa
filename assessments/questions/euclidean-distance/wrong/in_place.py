# loses: points-kept
# %%
def euclidean_distance(point_a, point_b):
    point_a -= point_b
    return np.sqrt((point_a * point_a).sum())
distance = euclidean_distance(point_a.copy(), point_b)
