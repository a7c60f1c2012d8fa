# attack: a Counter whose items, lookups, keys and comparison make up the counts that are asked for
# question: count-categories
# loses: counts
# %%
from collections import Counter

class Agreeing(Counter):
    """Holds one count of one name; says something else to each question."""
    def __getitem__(self, name):
        return AnyCount()
    def get(self, name, default=None):
        return AnyCount()
    def __eq__(self, other):
        return True
    def __contains__(self, name):
        return True
    def items(self):
        return [(name, AnyCount()) for name in "ABC"]
    def keys(self):
        return set("ABC")
    def __len__(self):
        return 3

class AnyCount(int):
    def __eq__(self, other):
        return True
    def __int__(self):
        return 4
    __index__ = __int__
    __hash__ = int.__hash__

unique_value_counts = Agreeing({"A": 1})
