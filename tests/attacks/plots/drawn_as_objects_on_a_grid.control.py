# control: the object-oriented way throughout, with a grid of axes, text artists of a subclass, and display(fig)
# question: box-plots
# %%
from IPython.display import display
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec
from matplotlib.text import Text
class Heading(Text):
    """Capitals, whatever is written."""
    def set_text(self, s):
        super().set_text(str(s).upper())
fig = Figure(figsize=(10, 4), layout="constrained")
grid = GridSpec(1, 3, figure=fig)
first, second = fig.add_subplot(grid[0, 0]), fig.add_subplot(grid[0, 1:])
premiums = insurance_data["Annual Premium"]
groups = dict(list(premiums.groupby(insurance_data["Vehicle Age"])))
first.boxplot(premiums, sym="", patch_artist=True, boxprops={"facecolor": "white"})
second.boxplot(list(groups.values()), tick_labels=list(groups), orientation="horizontal")
for axes, title in ((first, "Annual Premium"), (second, "Annual Premium by Vehicle Age")):
    axes.title.__class__ = Heading
    axes.set_title(title)
display(fig)
