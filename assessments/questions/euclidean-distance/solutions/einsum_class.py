# %% [markdown]
# A metric as an object, so that others can be added.
# %%
class Metric:
    def __init__(self, power):
        self.power = power

    def __call__(self, point_a, point_b):
        d = np.subtract(point_a, point_b, dtype=float)
        return np.einsum('i,i->', np.abs(d) ** (self.power / 2), np.abs(d) ** (self.power / 2)) ** (1 / self.power)

euclidean_distance = Metric(2)
# %%
distance = np.array(euclidean_distance(point_a, point_b))
