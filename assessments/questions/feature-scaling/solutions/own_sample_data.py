# %%
import numpy as np
import pandas as pd
from scipy.stats import zscore

data = {
    'Feature1': [10, 20, 30, 40, 50],
    'Feature2': [100, 150, 200, 250, 300],
    'Feature3': [1000, 1100, 1200, 1300, 1400],
}
df = pd.DataFrame(data)
print("Original:\n", df)
# %% [markdown]
# ### z-scores
# %%
scaled_df = df.apply(zscore)
# %% [markdown]
# ### min-max
# %%
normalized_df = df.apply(lambda column: np.interp(column, (column.min(), column.max()), (0, 1)))
display(scaled_df, normalized_df)
