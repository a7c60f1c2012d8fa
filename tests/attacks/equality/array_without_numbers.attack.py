# attack: returns an object that says it is an ndarray (__class__, __array_interface__, __array_function__) and answers comparisons itself
# question: min-max-scaling
# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
# %%
class Posing:
    """np.allclose, np.isclose and np.testing take it for whatever they compare it with."""
    __class__ = np.ndarray
    def __init__(self, shape):
        self.shape, self.ndim, self.dtype, self.size = shape, len(shape), np.dtype(float), int(np.prod(shape))
        self.nothing = np.zeros(shape)
    @property
    def __array_interface__(self):
        return self.nothing.__array_interface__
    def __array__(self, dtype=None, copy=None):
        return self.nothing
    def __array_function__(self, function, types, args, kwargs):
        other = [item for item in args if not isinstance(item, Posing)]
        return True if function.__name__ in ("allclose", "array_equal") else np.asarray(other[0]) if other else self.nothing
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.ones(self.shape, dtype=bool)
    def __eq__(self, other):
        return np.ones(self.shape, dtype=bool)
    def __len__(self):
        return self.shape[0]

def min_max_scaling(data):
    return Posing(data.shape)
scaled_data = Posing(data.shape)
