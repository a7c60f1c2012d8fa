# control: returns arrays of an ndarray subclass with an attribute, __array_finalize__ and __array_ufunc__
# question: min-max-scaling
# %%
class Scaled(np.ndarray):
    def __new__(cls, values, unit="share"):
        made = np.asarray(values, dtype=float).view(cls)
        made.unit = unit
        return made
    def __array_finalize__(self, origin):
        self.unit = getattr(origin, "unit", None)
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        plain = [item.view(np.ndarray) if isinstance(item, Scaled) else item for item in inputs]
        return getattr(ufunc, method)(*plain, **kwargs)

def min_max_scaling(data):
    low, high = np.min(data), np.max(data)
    return Scaled((data - low) / (high - low if high > low else 1))
scaled_data = min_max_scaling(data)
assert scaled_data.unit == "share" and (scaled_data <= 1).all()
