# %%
from sklearn.metrics.pairwise import euclidean_distances
def euclidean_distance(point_a, point_b):
    return euclidean_distances(point_a.reshape(1, -1), point_b.reshape(1, -1))[0][0]
distance = euclidean_distance(point_a, point_b)
