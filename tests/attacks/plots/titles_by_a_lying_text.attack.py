# attack: the titles of the axes are of a subclass of Text that draws nothing and whose get_text says a title
# question: box-plots
# loses: titles
# %%
import matplotlib.pyplot as plt
premiums = insurance_data["Annual Premium"]
names = sorted(insurance_data["Vehicle Age"].unique())
figure, pair = plt.subplots(1, 2)
pair[0].boxplot([premiums])
pair[1].boxplot([premiums[insurance_data["Vehicle Age"] == name] for name in names], tick_labels=names)
for axes in pair:
    axes.set_ylabel("Annual Premium")
# trick
from matplotlib.text import Text
class Silent(Text):
    """Says a title and draws none."""
    def get_text(self):
        return "Annual Premium"
    def draw(self, renderer):
        pass
for axes in pair:
    axes.title.__class__ = Silent
