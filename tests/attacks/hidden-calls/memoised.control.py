# control: right functions that remember their results, by functools.lru_cache, by bytes and by a class with a registry
# question: min-max-scaling
# %%
import functools
class Remembered:
    made = {}
    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
    def __call__(self, data):
        data = np.asarray(data)
        key = (data.shape, data.dtype.str, data.tobytes())
        if key not in self.made:
            self.made[key] = self.function(data)
        return self.made[key].copy()
@functools.lru_cache(maxsize=None)
def limits(raw, kind):
    values = np.frombuffer(raw, dtype=kind)
    return float(values.min()), float(values.max())
@Remembered
def min_max_scaling(data):
    low, high = limits(data.tobytes(), data.dtype.str)
    return (data - low) / (high - low if high != low else 1.0)
scaled_data = min_max_scaling(data)
