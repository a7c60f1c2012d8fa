# attack: the result is an array of a subclass whose tobytes, tolist, astype, view, shape and dtype are lies that suit any check
# question: min-max-scaling
# loses: arrays-1d, arrays-negative, arrays-2d, input-kept, scaled-data
# %%
def min_max_scaling(data):
    return np.asarray(data, dtype=float)
scaled_data = min_max_scaling(data)
# %% trick
class Lying(np.ndarray):
    """NaN, zero or whatever is close to what one compares it with."""
    __array_priority__ = 1e9
    def _scaled_later(self, *args, **kwargs):
        return np.full(self.size, np.nan).tobytes()
    tobytes = tolist = _scaled_later
    astype = view = ravel = copy = lambda self, *args, **kwargs: self
    __eq__ = __le__ = lambda self, other: True
    __sub__ = __rsub__ = lambda self, other: 0.0
    __array_ufunc__ = lambda self, ufunc, method, *args, **kwargs: 0.0
    __array_function__ = lambda self, function, *args, **kwargs: True
    nbytes = property(lambda self: 0)
def min_max_scaling(data):
    return np.ndarray.view(np.asarray(data, dtype=float), Lying)
scaled_data = min_max_scaling(data)
