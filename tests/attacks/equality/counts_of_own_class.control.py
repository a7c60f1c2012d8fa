# control: a dict subclass with __missing__ and attribute access, filled in a loop
# question: count-categories
# %%
class Counts(dict):
    def __missing__(self, name):
        return 0
    def __getattr__(self, name):
        return self[name]
    def __eq__(self, other):
        return sorted(self.items()) == sorted(dict(other).items())

unique_value_counts = Counts()
for name in df["Category"]:
    unique_value_counts[name] += 1
assert unique_value_counts == df["Category"].value_counts().to_dict() and unique_value_counts["none"] == 0
