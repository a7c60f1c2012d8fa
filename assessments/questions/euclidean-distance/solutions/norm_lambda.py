# %%
euclidean_distance = lambda p, q: np.linalg.norm(p - q)
distance = euclidean_distance(point_a, point_b)
distance
