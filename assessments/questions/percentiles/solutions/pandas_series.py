# %%
import pandas as pd

percentiles = pd.Series(data).quantile([0.25, 0.5, 0.75])
percentiles
