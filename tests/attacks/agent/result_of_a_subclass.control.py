# control: returns a float of a class of its own that compares with a tolerance
# question: euclidean-distance
# %%
class Distance(float):
    """Equal to what is near."""
    def __eq__(self, other):
        return abs(float(self) - float(other)) < 1e-9
    __hash__ = float.__hash__

def euclidean_distance(point_a, point_b):
    return Distance(np.linalg.norm(np.asarray(point_a, dtype=float) - np.asarray(point_b, dtype=float)))
distance = euclidean_distance(point_a, point_b)
assert distance == 5.196152422706632
