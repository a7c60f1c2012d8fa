# control: uses np.isclose itself
# question: euclidean-distance
# %%
def euclidean_distance(point_a, point_b):
    return np.linalg.norm(np.asarray(point_a) - np.asarray(point_b))
distance = euclidean_distance(point_a, point_b)
assert np.isclose(distance, euclidean_distance(point_b, point_a))
