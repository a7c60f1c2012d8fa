# attack: swaps the __builtins__ of the agent's modules, so that its code runs with functions of ours
# question: count-categories
# loses: counts
# %% trick
import sys
class Mine(dict):
    """Builtins in which everything that is asked about is true."""
mine = Mine(vars(__builtins__) if not isinstance(__builtins__, dict) else __builtins__)
mine["isinstance"] = lambda value, kind: False
mine["repr"] = lambda value: "Counter({'A': 4, 'B': 3, 'C': 2})"
for name, module in list(sys.modules.items()):
    if name.startswith(("assay_wire", "assay_agent")):
        module.__dict__["__builtins__"] = mine

# %%
unique_value_counts = {"A": 1, "B": 1, "C": 1}
