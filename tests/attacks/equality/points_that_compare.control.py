# control: a class with __eq__, __hash__, ordering, __array__ and __len__, used by a right function
# question: euclidean-distance
# %%
from functools import total_ordering

@total_ordering
class Point:
    def __init__(self, coordinates):
        self.coordinates = tuple(float(item) for item in coordinates)
    def __eq__(self, other):
        return self.coordinates == other.coordinates
    def __lt__(self, other):
        return self.coordinates < other.coordinates
    def __hash__(self):
        return hash(self.coordinates)
    def __array__(self, dtype=None, copy=None):
        return np.array(self.coordinates, dtype=dtype)
    def __len__(self):
        return len(self.coordinates)
    def __sub__(self, other):
        return Point(a - b for a, b in zip(self.coordinates, other.coordinates))
    def __abs__(self):
        return float(np.sqrt(np.sum(np.square(np.asarray(self)))))

def euclidean_distance(point_a, point_b):
    return abs(Point(point_a) - Point(point_b))
distance = euclidean_distance(point_a, point_b)
assert Point(point_a) == Point(point_a) and len(Point(point_b)) == len(point_b)
