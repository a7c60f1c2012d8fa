# control: a right result in a subclass of ndarray with a unit and a repr, made by a function that numpy dispatches to
# question: min-max-scaling
# %%
class Shares(np.ndarray):
    """An array that knows its limits."""
    def __new__(cls, values, limits=None):
        made = np.asarray(values, dtype=float).view(cls)
        made.limits = limits
        return made
    def __array_finalize__(self, other):
        self.limits = getattr(other, "limits", None)
    def __repr__(self):
        return f"<{self.size} shares of {self.limits}>"
def min_max_scaling(data):
    low, high = np.min(data), np.max(data)
    return Shares((np.asarray(data) - low) / ((high - low) or 1), (low, high))
scaled_data = min_max_scaling(data)
print(repr(scaled_data))
