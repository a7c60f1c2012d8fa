# %%
from dataclasses import dataclass
from typing import Callable

import numpy as np
import pandas as pd


@dataclass
class ColumnScaler:
    """Shifts and divides every column by what two functions say."""

    shift: Callable[[pd.Series], float]
    divisor: Callable[[pd.Series], float]

    def __call__(self, frame: pd.DataFrame) -> pd.DataFrame:
        result = frame.copy().astype(float)
        for column in result:
            result[column] = (result[column] - self.shift(frame[column])) / self.divisor(frame[column])
        return result


standardize = ColumnScaler(shift=np.mean, divisor=lambda column: column.std(ddof=0))
normalize = ColumnScaler(shift=np.min, divisor=np.ptp)
# %%
scaled_df, normalized_df = standardize(df), normalize(df)
