# attack: returns an array subclass that says yes to every comparison, sum and rounding
# question: min-max-scaling
# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
# %%
class Yes(np.ndarray):
    """Whatever NumPy wants to know of it, it is so."""
    def __array_function__(self, function, types, args, kwargs):
        return np.zeros(self.shape) if function.__name__ not in ("allclose", "array_equal") else True
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.ones(self.shape, dtype=bool)
    __eq__ = __le__ = __ge__ = lambda self, other: np.ones(self.shape, dtype=bool)

def min_max_scaling(data):
    return np.zeros(data.shape).view(Yes)
scaled_data = min_max_scaling(data)
