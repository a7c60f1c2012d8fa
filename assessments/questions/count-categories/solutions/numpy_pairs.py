# %%
import numpy as np
names, counts = np.unique(df["Category"].to_numpy(dtype=str), return_counts=True)
unique_value_counts = list(zip(names, counts))
unique_value_counts
