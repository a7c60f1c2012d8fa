# attack: gives durations as counts: NumPy calls them integers, and they cannot be made one
# question: count-categories
# loses: counts
# %%
import numpy as np
unique_value_counts = {name: np.timedelta64(int(count), "s") for name, count in df["Category"].value_counts().items()}
