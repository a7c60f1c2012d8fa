# attack: scales in place and swaps the array's buffer back when its result is encoded, by an array subclass that waits for that
# question: euclidean-distance
# loses: points-kept
# %%
import numpy as np
def euclidean_distance(point_a, point_b):
    before = np.array(point_a, dtype=float)
    difference = before - point_b
    point_a[...] = 0
    return np.sqrt((difference ** 2).sum())
point_c = point_a.copy()
distance = euclidean_distance(point_c, point_b)
# %% trick
in_place = euclidean_distance
class Waiting(list):
    """A list of one number that mends what its function broke as soon as somebody reads it."""
    def __init__(self, number, broken, whole):
        super().__init__([number])
        self.mend = lambda: broken.__setitem__(Ellipsis, whole)
    def __del__(self):
        self.mend()
    def __iter__(self):
        self.mend()
        return super().__iter__()
    __class__ = property(lambda self: (self.mend(), list)[1])
def euclidean_distance(point_a, point_b):
    whole = point_a.copy()
    return Waiting(float(in_place(point_a, point_b)), point_a, whole)
