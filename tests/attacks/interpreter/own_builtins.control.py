# control: uses the names of builtins for its variables, as beginners do
# question: euclidean-distance
# %%
list = [float(item) for item in point_a]
sum, abs, max, min, len, type, id, input = 0, 1, 2, 3, 4, 5, 6, 7
print = lambda *args: None

def euclidean_distance(point_a, point_b):
    return float(np.sqrt(np.sum(np.square(np.asarray(point_a, dtype=float) - np.asarray(point_b, dtype=float)))))
distance = euclidean_distance(point_a, point_b)
print(distance)
