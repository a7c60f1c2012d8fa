# %%
def euclidean_distance(point_a, point_b):
    """The length of the straight line between two points."""
    difference = np.asarray(point_a, dtype=float) - np.asarray(point_b, dtype=float)
    return float(np.sqrt(np.sum(difference**2)))


distance = euclidean_distance(point_a, point_b)
print(f"The distance is {distance:.3f}")
