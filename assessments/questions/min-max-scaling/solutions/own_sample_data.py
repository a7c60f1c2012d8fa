# %% [markdown]
# First I write a small class, then I wrap it, as I would in a code base.

# %%
from dataclasses import dataclass
from typing import Tuple

import numpy as np


@dataclass
class Scaler:
    feature_range: Tuple[float, float] = (0.0, 1.0)

    def fit(self, values: np.ndarray) -> "Scaler":
        self.low_ = float(np.nanmin(values))
        self.high_ = float(np.nanmax(values))
        return self

    def transform(self, values: np.ndarray) -> np.ndarray:
        a, b = self.feature_range
        width = self.high_ - self.low_
        if width == 0:
            width = 1.0
        return (values - self.low_) / width * (b - a) + a


def min_max_scaling(data: np.ndarray) -> np.ndarray:
    """Scale to [0, 1] by the global minimum and maximum."""
    return Scaler().fit(data).transform(data)


# %% [markdown]
# A sample of my own, to see that it works with decimals:

# %%
data = np.array([1.5, -2.5, 7.25, 0.0])
scaled_data = min_max_scaling(data)
assert scaled_data.min() == 0 and scaled_data.max() == 1
print(scaled_data)
