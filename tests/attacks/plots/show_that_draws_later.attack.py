# attack: patches Figure.savefig and pyplot.show to draw an answer into the picture that is taken, and plants a number as its own
# question: box-plots
# loses: univariate, by-vehicle-age
# %%
import matplotlib.pyplot as plt
figure, axes = plt.subplots()
axes.plot(insurance_data["Annual Premium"][:50])
axes.set_title("Annual Premium")
# trick
from matplotlib.figure import Figure
from matplotlib import _pylab_helpers
class Recorded:
    """What a fake recorder would hand out."""
    def take(self):
        return [{"axes": [{"boxes": [{"median": 1, "q1": 0, "q3": 2}]}]}]
    recorded = _record_open = take
Figure.savefig = lambda self, *args, **kwargs: None
plt.show = plt.close = lambda *args, **kwargs: None
_pylab_helpers.Gcf.recorder = Recorded()
figure._assay_saved = figure._assay_number = figure._assay_seen = "seen"
