# control: float and tuple subclasses with an equality that has a tolerance
# question: percentiles
# %%
class Rounded(float):
    def __eq__(self, other):
        return abs(float(self) - float(other)) < 0.005
    def __hash__(self):
        return hash(round(self, 2))
    def __repr__(self):
        return f"{float(self):.2f}"

class Three(tuple):
    __slots__ = ()

percentiles = Three(Rounded(np.percentile(data, share)) for share in (25, 50, 75))
print(percentiles)
assert percentiles[1] == np.median(data)
