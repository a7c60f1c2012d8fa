# %%
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.model_selection import StratifiedShuffleSplit


@dataclass(frozen=True)
class Split:
    training: pd.DataFrame
    test: pd.DataFrame


class Splitter:
    """Splits a table so that the groups of one column keep their shares."""

    def __init__(self, test_size: float, column: str, seed: int) -> None:
        self._splitter = StratifiedShuffleSplit(n_splits=1, test_size=test_size, random_state=seed)
        self._column = column

    def split(self, table: pd.DataFrame) -> Split:
        training, test = next(self._splitter.split(table, table[self._column]))
        return Split(table.take(training), table.take(test))


class Comparison:
    def __init__(self, split: Split) -> None:
        self._split = split

    def draw(self, *columns: str) -> plt.Figure:
        figure = plt.figure(figsize=(5 * len(columns), 4), layout="constrained")
        for place, column in enumerate(columns, start=1):
            axes = figure.add_subplot(1, len(columns), place)
            edges = np.histogram_bin_edges(self._split.training[column], bins="auto")
            for label, part in vars(self._split).items():
                axes.hist(part[column], bins=edges, density=True, histtype="step", label=label)
            axes.set_xlabel(column)
            axes.legend()
        figure.suptitle("Both sets by their densities")
        return figure


# %%
split = Splitter(test_size=0.2, column="Test Results", seed=8).split(pd.read_csv(Path("dataset.csv")))
trainingSet, testSet = split.training, split.test
Comparison(split).draw("Age", "Blood Pressure", "Cholesterol")
