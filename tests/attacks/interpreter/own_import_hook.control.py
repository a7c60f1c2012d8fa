# control: makes a module of its own in memory and imports it through a loader of its own
# question: min-max-scaling
# %%
import importlib.abc, importlib.machinery, sys
SOURCE = """
def scale(values):
    low, high = values.min(), values.max()
    return (values - low) / (high - low) if high > low else values * 0.0
"""
class InMemory(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module."""
    def find_spec(self, fullname, path=None, target=None):
        return importlib.machinery.ModuleSpec(fullname, self) if fullname == "my_scaling" else None
    def exec_module(self, module):
        exec(SOURCE, module.__dict__)
sys.meta_path.insert(0, InMemory())

# %%
import my_scaling
def min_max_scaling(data):
    return my_scaling.scale(data)
scaled_data = min_max_scaling(data)
