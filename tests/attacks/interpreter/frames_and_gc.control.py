# control: looks up its caller's name, counts live objects, and cleans up by a weak reference
# question: count-categories
# %%
import gc, inspect, weakref
class Counts(dict):
    """A dict that can be referred to weakly."""

def count(table):
    caller = inspect.currentframe().f_back.f_code.co_name
    counts = Counts()
    for item in table["Category"]:
        counts[item] = counts.get(item, 0) + 1
    weakref.finalize(counts, lambda: None)
    return counts
unique_value_counts = count(df)
gc.collect()
