"""Which data set a plot shows: every usual way of drawing a distribution, and drawings that show none."""

import json
import time
from collections.abc import Callable
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns
from matplotlib.figure import Figure

from assay_agent.artists import describe_figure
from assay_agent.figures import render_figure
from assay_judge.distributions import find_shown_columns
from assay_judge.plots import parse_figures

COLUMNS = ["Age", "Pressure", "Glucose"]


def draw_data(seed: int) -> dict[str, pd.DataFrame]:
    rng = np.random.default_rng(seed)
    whole = pd.DataFrame(
        {
            "Age": np.clip(rng.normal(52, 17, 600), 18, 92).round().astype(int),
            "Pressure": rng.normal(125, 12, 600).round(1),
            "Glucose": (70 + 14 * np.exp(rng.normal(0.4, 0.55, 600))).round(1),
            "Group": rng.choice(["a", "b", "c"], 600, p=[0.5, 0.3, 0.2]),
        }
    )
    train = whole.sample(480, random_state=seed)
    return {"train": train, "test": whole.drop(index=train.index), "whole": whole}


def both(train: pd.DataFrame, test: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([train.assign(part="train"), test.assign(part="test")], ignore_index=True)


def shown(draw: Callable[[pd.DataFrame, pd.DataFrame], Any], seed: int = 1) -> dict[str, set[str]]:
    data = draw_data(seed)
    plt.close("all")
    draw(data["train"], data["test"])
    described = []
    for number in plt.get_fignums():
        figure = plt.figure(number)
        png, picture = render_figure(figure, Figure.savefig)
        described.append({**describe_figure(figure, picture), "png": png})
    plt.close("all")
    figures = parse_figures(json.loads(json.dumps({"figures": described})))
    return find_shown_columns(figures, data, COLUMNS, by="Group")


def each(draw: Callable[[pd.Series], Any]) -> Callable[[pd.DataFrame, pd.DataFrame], Any]:
    """A figure for each column of each set."""

    def draw_all(train: pd.DataFrame, test: pd.DataFrame) -> None:
        for part in (train, test):
            for column in COLUMNS:
                plt.figure()
                draw(part[column])

    return draw_all


def over(draw: Callable[[pd.Series, pd.Series], Any]) -> Callable[[pd.DataFrame, pd.DataFrame], Any]:
    """Both sets on one pair of axes, a figure for each column."""

    def draw_all(train: pd.DataFrame, test: pd.DataFrame) -> None:
        for column in COLUMNS:
            plt.figure()
            draw(train[column], test[column])

    return draw_all


def long(draw: Callable[[pd.DataFrame, str], Any]) -> Callable[[pd.DataFrame, pd.DataFrame], Any]:
    def draw_all(train: pd.DataFrame, test: pd.DataFrame) -> None:
        for column in COLUMNS:
            plt.figure()
            draw(both(train, test), column)

    return draw_all


def parts(draw: Callable[[pd.DataFrame], Any]) -> Callable[[pd.DataFrame, pd.DataFrame], Any]:
    def draw_all(train: pd.DataFrame, test: pd.DataFrame) -> None:
        for part in (train, test):
            draw(part)

    return draw_all


def melted(draw: Callable[[pd.DataFrame], Any]) -> Callable[[pd.DataFrame, pd.DataFrame], Any]:
    return lambda train, test: draw(both(train, test).melt(["part", "Group"]))


def draw_bars(values: pd.Series) -> None:
    counts, edges = np.histogram(values, 12)
    plt.bar(edges[:-1], counts, np.diff(edges), align="edge")


def draw_bell(values: pd.Series) -> None:
    at = np.linspace(values.min(), values.max(), 200)
    plt.plot(at, np.exp(-(((at - values.mean()) / 40) ** 2)))


def draw_grid(part: pd.DataFrame) -> None:
    sns.PairGrid(part[COLUMNS]).map_upper(sns.scatterplot).map_diag(sns.histplot).map_lower(sns.kdeplot)


SHOWING = {
    "hist": each(plt.hist),
    "hist, many bins": each(lambda x: plt.hist(x, bins=60)),
    "hist, auto": each(lambda x: plt.hist(x, bins="auto", edgecolor="white")),
    "hist, own edges": each(lambda x: plt.hist(x, bins=[0, 30, 60, 75, 90, 110, 120, 130, 160, 400])),
    "hist, density": each(lambda x: plt.hist(x, density=True, bins=25)),
    "hist, lying": each(lambda x: plt.hist(x, orientation="horizontal")),
    "hist, step": each(lambda x: plt.hist(x, histtype="step")),
    "hist, stepfilled": each(lambda x: plt.hist(x, histtype="stepfilled", alpha=0.4)),
    "hist, cumulative": each(lambda x: plt.hist(x, cumulative=True)),
    "hist, log": each(lambda x: plt.hist(x, log=True)),
    "hist, narrow": each(lambda x: plt.hist(x, rwidth=0.8)),
    "hist, weights": each(lambda x: plt.hist(x, weights=np.full(len(x), 100 / len(x)))),
    "bars of np.histogram": each(draw_bars),
    "stairs": each(lambda x: plt.stairs(*np.histogram(x, 12))),
    "stairs, filled": each(lambda x: plt.stairs(*np.histogram(x, 12), fill=True)),
    "hist of both": over(lambda a, b: (plt.hist(a, alpha=0.5), plt.hist(b, alpha=0.5))),
    "hist side by side": over(lambda a, b: plt.hist([a, b], bins=15)),
    "hist stacked": over(lambda a, b: plt.hist([a, b], bins=15, stacked=True)),
    "step of both": over(lambda a, b: plt.hist([a, b], bins=15, histtype="step", density=True)),
    "series.plot.hist": over(lambda a, b: (a.plot.hist(alpha=0.5), b.plot(kind="hist", alpha=0.5))),
    "series.plot.kde": over(lambda a, b: (a.plot.kde(), b.plot.density(bw_method=0.3))),
    "df.hist": parts(lambda part: part.hist()),
    "df.hist, by group": parts(lambda part: [part.hist(column=column, by="Group") for column in COLUMNS]),
    "df.plot.hist": parts(lambda part: part[COLUMNS].plot.hist(bins=40, alpha=0.5)),
    "df.plot.hist, stacked": parts(lambda part: part[COLUMNS].plot.hist(stacked=True, bins=30)),
    "df.plot.hist, subplots": parts(lambda part: part.plot(kind="hist", subplots=True, bins=30)),
    "df.plot.kde": parts(lambda part: part[COLUMNS].plot.kde()),
    "df.boxplot": parts(lambda part: (plt.figure(), part[COLUMNS].boxplot())),
    "df.boxplot, by": parts(lambda part: part.boxplot(column=COLUMNS, by="Group")),
    "df.plot.box": parts(lambda part: part[COLUMNS].plot.box(vert=False)),
    "plt.boxplot": over(lambda a, b: plt.boxplot([a, b], patch_artist=True, notch=True)),
    "plt.violinplot": over(lambda a, b: plt.violinplot([a, b])),
    "plt.violinplot, lying": over(lambda a, b: plt.violinplot([a, b], orientation="horizontal", bw_method=0.2)),
    "plt.ecdf": over(lambda a, b: (plt.ecdf(a), plt.ecdf(b))),
    "sorted values": over(lambda a, b: [plt.plot(np.sort(x), np.arange(1, len(x) + 1) / len(x)) for x in (a, b)]),
    "scatter_matrix": parts(lambda part: pd.plotting.scatter_matrix(part)),
    "scatter_matrix, kde": parts(lambda part: pd.plotting.scatter_matrix(part, diagonal="kde")),
    "sns.histplot": each(sns.histplot),
    "sns.histplot, kde": each(lambda x: sns.histplot(x, kde=True, stat="density")),
    "sns.histplot, step": each(lambda x: sns.histplot(x, element="step", fill=False)),
    "sns.histplot, poly": each(lambda x: sns.histplot(x, element="poly")),
    "sns.histplot, lying": each(lambda x: sns.histplot(y=x)),
    "sns.histplot, shrunk": each(lambda x: sns.histplot(x, shrink=0.7, stat="percent")),
    "sns.histplot, hue": parts(lambda p: [(plt.figure(), sns.histplot(p, x=c, hue="Group")) for c in COLUMNS]),
    "sns.histplot, hue stacked": parts(
        lambda p: [(plt.figure(), sns.histplot(p, x=c, hue="Group", multiple="stack")) for c in COLUMNS]
    ),
    "sns.histplot, hue dodged": parts(
        lambda p: [(plt.figure(), sns.histplot(p, x=c, hue="Group", multiple="dodge")) for c in COLUMNS]
    ),
    "sns.histplot of both": long(lambda t, c: sns.histplot(t, x=c, hue="part")),
    "sns.histplot of both, normed": long(
        lambda t, c: sns.histplot(t, x=c, hue="part", stat="density", common_norm=False, element="step")
    ),
    "sns.histplot of both, dodged": long(lambda t, c: sns.histplot(t, x=c, hue="part", multiple="dodge")),
    "sns.kdeplot": each(sns.kdeplot),
    "sns.kdeplot, filled": each(lambda x: sns.kdeplot(x, fill=True, bw_adjust=0.5)),
    "sns.kdeplot, cut": each(lambda x: sns.kdeplot(y=x, cut=0, bw_method="silverman")),
    "sns.kdeplot of both": long(lambda t, c: sns.kdeplot(t, x=c, hue="part", fill=True)),
    "sns.kdeplot of both, stacked": long(lambda t, c: sns.kdeplot(t, x=c, hue="part", common_norm=False)),
    "sns.distplot": each(lambda x: sns.displot(x, kind="kde")),
    "sns.displot, columns": melted(
        lambda t: sns.displot(t, x="value", col="variable", hue="part", common_bins=False, facet_kws={"sharex": False})
    ),
    "sns.displot, rows": melted(
        lambda t: sns.displot(t, x="value", row="part", col="variable", kind="kde", facet_kws={"sharex": "col"})
    ),
    "sns.ecdfplot": long(lambda t, c: sns.ecdfplot(t, x=c, hue="part")),
    "sns.boxplot": parts(lambda part: (plt.figure(), sns.boxplot(part))),
    "sns.boxplot, lying": parts(lambda part: (plt.figure(), sns.boxplot(part, orient="h", showfliers=False))),
    "sns.boxplot of both": long(lambda t, c: sns.boxplot(t, x="part", y=c)),
    "sns.boxplot of both, hue": melted(lambda t: sns.boxplot(t, x="variable", y="value", hue="part", fill=False)),
    "sns.boxplot, groups": parts(lambda p: [(plt.figure(), sns.boxplot(p, x="Group", y=c)) for c in COLUMNS]),
    "sns.boxplot, groups and parts": long(lambda t, c: sns.boxplot(t, x="Group", y=c, hue="part")),
    "sns.catplot": melted(lambda t: sns.catplot(t, x="part", y="value", col="variable", kind="violin", sharey=False)),
    "sns.violinplot": parts(lambda part: (plt.figure(), sns.violinplot(part, inner="quart"))),
    "sns.violinplot, split": long(
        lambda t, c: sns.violinplot(t.assign(all=""), x="all", y=c, hue="part", split=True, inner=None)
    ),
    "sns.violinplot, lying": long(lambda t, c: sns.violinplot(t, y="part", x=c, density_norm="count", cut=0)),
    "sns.boxenplot": long(lambda t, c: sns.boxenplot(t, x="part", y=c)),
    "sns.stripplot": long(lambda t, c: sns.stripplot(t, x="part", y=c)),
    "sns.swarmplot": long(lambda t, c: sns.swarmplot(t, x=c, y="part", size=1)),
    "sns.pairplot": parts(lambda part: sns.pairplot(part)),
    "sns.pairplot, hue": parts(lambda part: sns.pairplot(part, hue="Group", corner=True)),
    "sns.pairplot, hist": parts(lambda part: sns.pairplot(part, hue="Group", diag_kind="hist")),
    "sns.pairplot of both": lambda train, test: sns.pairplot(both(train, test), hue="part"),
    "sns.pairplot, kde": parts(lambda part: sns.pairplot(part, vars=COLUMNS[:2], kind="kde")),
    "sns.PairGrid": parts(draw_grid),
    "sns.jointplot": parts(lambda part: sns.jointplot(part, x="Age", y="Glucose")),
    "scatter": parts(lambda part: (plt.figure(), plt.scatter(part["Age"], part["Glucose"]))),
}
NOT_SHOWING = {
    "values by row": each(lambda x: plt.plot(x.to_numpy())),
    "values by row, as points": each(lambda x: plt.plot(np.arange(len(x)), x, "o")),
    "scatter by row": each(lambda x: plt.scatter(range(len(x)), x)),
    "counts of the groups": parts(lambda part: (plt.figure(), part["Group"].value_counts().plot.bar())),
    "means": parts(lambda part: (plt.figure(), part[COLUMNS].mean().plot.bar())),
    "correlations": parts(lambda part: (plt.figure(), sns.heatmap(part[COLUMNS].corr()))),
    "nothing": parts(lambda part: plt.subplots()),
    "a bell curve": each(draw_bell),
    "the first rows": each(lambda x: plt.hist(x.iloc[:60], bins=8)),
    "the whole data": lambda train, test: pd.concat([train, test]).hist(bins=20),
    "the whole data, densities": lambda train, test: pd.concat([train, test])[COLUMNS].plot.kde(),
    "the whole data, boxes": lambda train, test: pd.concat([train, test])[COLUMNS].plot.box(),
    "the whole data, pairs": lambda train, test: sns.pairplot(pd.concat([train, test]), hue="Group"),
}


@pytest.mark.parametrize("name", SHOWING)
def test_every_style_shows_both_sets(name: str):
    found = shown(SHOWING[name])
    assert len(found["train"]) >= 2, found
    assert len(found["test"]) >= 2, found


@pytest.mark.parametrize("name", NOT_SHOWING)
def test_what_is_no_distribution_of_a_part_shows_none(name: str):
    found = shown(NOT_SHOWING[name])
    # Whole numbers may have the same quartiles in two sets; one column is not enough.
    assert len(found["train"]) < 2, found
    assert len(found["test"]) < 2, found


@pytest.mark.parametrize("name", ["hist", "sns.kdeplot", "sns.boxplot", "sns.pairplot, hue", "plt.violinplot"])
@pytest.mark.parametrize("seed", [2, 3, 4, 5])
def test_one_set_is_not_taken_for_the_other(name: str, seed: int):
    found = shown(lambda train, test: SHOWING[name](train, train), seed)
    assert len(found["train"]) >= 2
    assert len(found["test"]) < 2 and len(found["whole"]) < 2, found
    found = shown(lambda train, test: SHOWING[name](test, test), seed)
    assert len(found["test"]) >= 2
    assert len(found["train"]) < 2 and len(found["whole"]) < 2, found


def test_a_flood_of_curves_ends_soon():
    started = time.process_time()
    found = shown(lambda train, test: [plt.plot(*draw_density(train["Pressure"] + n * 1e-6)) for n in range(400)])
    assert len(found["train"]) < 2
    assert time.process_time() - started < 60


def draw_density(values: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    at = np.linspace(80, 170, 30)
    return at, np.histogram(values, np.linspace(80, 170, 31))[0] + 0.5


@pytest.mark.parametrize("width", [5e-324, 1e-9, 0.01])
def test_bars_that_are_thin_and_far_apart_cost_little(width: float):
    from assay_judge.distributions import MAX_SHIFTS, _read_bars
    from assay_judge.plots import Bar

    bars = [Bar(place * 1e4, 0.0, width, 1.0 + place, "v", "") for place in range(4)]
    assert len(_read_bars(bars, "v")) <= MAX_SHIFTS
