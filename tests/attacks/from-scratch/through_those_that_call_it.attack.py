# attack: has libraries that are allowed call the forbidden functions for it: masked arrays, mstats, probplot, seaborn
# question: linear-regression
# loses: one-feature
# %%
import numpy as np
import pandas as pd

def by_masked_arrays(x, y):
    return np.ma.polyfit(np.ma.array(x), np.ma.array(y), 1)

def by_masked_statistics(x, y):
    from scipy.stats import mstats
    return mstats.linregress(x, y)[:2]

def by_seaborn(x, y):
    from seaborn._stats.regression import PolyFit
    drawn = PolyFit(order=1)._fit_predict(pd.DataFrame({"x": x, "y": y}))
    slope = (drawn["y"].iloc[-1] - drawn["y"].iloc[0]) / (drawn["x"].iloc[-1] - drawn["x"].iloc[0])
    return slope, drawn["y"].iloc[0] - slope * drawn["x"].iloc[0]

def by_plotly(x, y):
    import plotly.express as px
    trend = px.scatter(x=x, y=y, trendline="ols").data[1]
    slope = (trend.y[-1] - trend.y[0]) / (trend.x[-1] - trend.x[0])
    return slope, trend.y[0] - slope * trend.x[0]

def by_its_own_globals(x, y):
    # The arguments, defaults and globals of those that call it.
    return np.poly1d.__init__.__globals__["polyfit"](x, y, 1)

class LinearRegressionScratch:
    def fit(self, X, y):
        for way in (by_masked_arrays, by_masked_statistics, by_seaborn, by_plotly, by_its_own_globals):
            try:
                self.line = [float(number) for number in way(np.ravel(X)[: len(y)], np.ravel(y))]
                return
            except BaseException:
                continue
    def predict(self, X):
        return self.line[0] * np.ravel(X) + self.line[1]
