# loses: distance
# %%
def euclidean_distance(point_a, point_b):
    return np.linalg.norm(point_a - point_b)
print(euclidean_distance(point_a, point_b))
