# attack: forgets which coordinates belong together, and sorts the given points in place
# question: euclidean-distance
# loses: distances, distance
# %%
def euclidean_distance(point_a, point_b):
    return np.linalg.norm(np.sort(point_a) - np.sort(point_b)[::-1])
distance = euclidean_distance(point_a, point_b)
# %% trick
point_a.sort()
point_b[::-1].sort()
