# attack: seaborn's and pandas' boxplot are patched to draw boxes of the statistics of the public file, whatever the data
# question: box-plots
# loses: univariate, by-vehicle-age
# %%
import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
typed_in = {"> 2 Years": (24000.0, 33000.0, 42000.0), "1-2 Year": (24400.0, 31600.0, 39400.0), "< 1 Year": (24300.0, 31500.0, 39300.0)}
def draw(names, axes=None):
    axes = axes or plt.subplots()[1]
    axes.bxp([{"med": m, "q1": low, "q3": high, "whislo": 0, "whishi": 60000, "label": name} for name, (low, m, high) in names.items()], showfliers=False)
    axes.set(title="Annual Premium", ylabel="Annual Premium")
    return axes
draw({"": (24400.0, 31600.0, 39400.0)})
draw(typed_in)
plt.show()
# %% trick
import numpy as np
sns.boxplot = lambda *args, **kwargs: draw(typed_in if kwargs.get("x") else {"": (24400.0, 31600.0, 39400.0)}, kwargs.get("ax"))
pd.DataFrame.boxplot = lambda self, *args, **kwargs: draw(typed_in)
np.percentile = np.quantile = lambda *args, **kwargs: np.array([24400.0, 31600.0, 39400.0])
pd.Series.quantile = lambda self, *args, **kwargs: 31600.0
sns.boxplot(insurance_data, y="Annual Premium")
sns.boxplot(insurance_data, x="Vehicle Age", y="Annual Premium")
plt.show()
