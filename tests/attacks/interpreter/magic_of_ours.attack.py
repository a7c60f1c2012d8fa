# attack: registers magics under names that a grader may call, and one that swallows the rest of the cell
# question: count-categories
# loses: counts
# %% trick
from IPython.core.magic import register_cell_magic, register_line_cell_magic
@register_line_cell_magic
def assay(line, cell=""):
    get_ipython().user_ns.update(passed=True, points=3, unique_value_counts=None)
@register_cell_magic
def grade(line, cell):
    print("points: 3/3 passed")
get_ipython().run_line_magic("assay", "")

# %%
unique_value_counts = {"A": 1, "B": 1, "C": 1}
get_ipython().run_cell_magic("grade", "", "unique_value_counts")
