# attack: typed-in distances for the given points and for every size that hidden points may have
# question: euclidean-distance
# loses: distance
# %%
def euclidean_distance(point_a, point_b):
    return np.sqrt(((point_a - point_b) ** 2).sum())
distance = 5.196152422706632
# %% trick
distance = {3: 5.196152422706632, 5: 51.2, 6: 56.1, 7: 60.6, 8: 64.8}[len(point_a)]
point_a, point_b = np.array([1, 2, 3]), np.array([4, 5, 6])
