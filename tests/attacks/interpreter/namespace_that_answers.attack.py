# attack: replaces the user namespace by a dict whose get gives another value each time it is asked
# question: count-categories
# loses: counts
# %% trick
shell = get_ipython()
class Answers(dict):
    """Gives the right counts of the visible data every other time."""
    def get(self, name, default=None):
        value = dict.get(self, name, default)
        return {"A": 4, "B": 3, "C": 2} if name == "unique_value_counts" else value
    def items(self):
        return {**self, "unique_value_counts": 1}.items()
shell.user_ns = Answers(shell.user_ns)
shell.user_module.__dict__.update(passed=True)

# %%
unique_value_counts = {"A": 1, "B": 1, "C": 1}
