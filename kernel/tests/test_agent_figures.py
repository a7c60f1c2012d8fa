"""What is drawn is recorded, whatever front end drew it and whatever became of the figure."""

import base64
import io
import json
from collections.abc import Iterator

import numpy as np
import pytest
from kernel_driver import Kernel, agent_kernel
from matplotlib.image import imread

PREPARE = """
import numpy as np, pandas as pd, matplotlib.pyplot as plt, seaborn as sns
rng = np.random.default_rng(1)
groups = np.repeat(['a', 'b', 'c'], 40)
df = pd.DataFrame({'g': groups, 'v': rng.lognormal(0, 1, 120) + np.repeat([0, 1, 2], 40), 'w': rng.normal(size=120)})
arrays = [df.loc[df.g == name, 'v'].to_numpy() for name in 'abc']
quartiles = [np.percentile(a, [25, 50, 75]).tolist() for a in arrays]
whole = np.percentile(df.v, [25, 50, 75]).tolist()
"""


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    with agent_kernel() as running:
        running.run(PREPARE)
        yield running


def figures_of(kernel: Kernel, *sources: str) -> list[dict]:
    kernel.run("plt.close('all')")
    kernel.figures()
    for source in sources:
        run = kernel.run(source)
        assert run.error is None, run.error
    return kernel.figures()


def axes_of(kernel: Kernel, source: str) -> dict:
    figures = figures_of(kernel, source)
    assert len(figures) == 1
    assert len(figures[0]["axes"]) == 1
    return figures[0]["axes"][0]


def quartiles_of(axes: dict) -> list[list[float]]:
    boxes = sorted(axes["boxes"], key=lambda box: box["position"])
    return [[box["q1"], box["median"], box["q3"]] for box in boxes]


@pytest.mark.parametrize(
    "source",
    [
        "plt.boxplot(df.v)",
        "plt.boxplot(df.v, patch_artist=True, notch=False)",
        "plt.boxplot(df.v, vert=False)",
        "plt.boxplot(df.v, showfliers=False, showcaps=False)",
        "plt.boxplot(df.v, notch=True)",
        "plt.boxplot(df.v, showmeans=True, meanline=True)",
        "plt.boxplot(df.v, widths=0.9, whis=(0, 100))",
        "plt.subplots()[1].boxplot(df.v)",
        "sns.boxplot(x=df.v)",
        "sns.boxplot(y=df.v)",
        "sns.boxplot(data=df, y='v', fill=False)",
        "sns.boxplot(data=df, y='v', notch=True)",
        "sns.catplot(data=df, y='v', kind='box')",
        "df.v.plot.box()",
        "df.v.plot(kind='box', vert=False)",
        "df.boxplot(column='v')",
        "df[['v']].plot.box(patch_artist=True)",
        "df.plot(kind='box', y='v')",
    ],
)
def test_a_box_plot_gives_its_quartiles(kernel: Kernel, source: str):
    axes = axes_of(kernel, source)
    assert np.allclose(quartiles_of(axes), [kernel.value("whole")], rtol=1e-9)


@pytest.mark.parametrize(
    ("source", "ticks"),
    [
        ("plt.boxplot(arrays, tick_labels=list('abc'))", "abc"),
        ("plt.boxplot(arrays, tick_labels=list('abc'), vert=False)", "abc"),
        ("plt.boxplot(arrays); plt.xticks([1, 2, 3], ['a', 'b', 'c'])", "abc"),
        ("fig, ax = plt.subplots(); ax.boxplot(arrays, patch_artist=True); ax.set_xticklabels(['a', 'b', 'c'])", "abc"),
        ("plt.boxplot({n: a for n, a in zip('abc', arrays)}.values(), tick_labels=['a', 'b', 'c'])", "abc"),
        ("sns.boxplot(data=df, x='g', y='v')", "abc"),
        ("sns.boxplot(data=df, x='v', y='g')", "abc"),
        ("sns.boxplot(data=df, x='g', y='v', hue='g')", "abc"),
        ("sns.boxplot(data=df, x='g', y='v', hue='g', legend=True, palette='Set2')", "abc"),
        ("sns.boxplot(data=df, x='g', y='v', fill=False, gap=0.1)", "abc"),
        ("sns.boxplot(x='g', y='v', data=df); sns.stripplot(x='g', y='v', data=df)", "abc"),
        ("sns.catplot(data=df, x='g', y='v', kind='box')", "abc"),
        ("sns.boxplot(data=df, x='g', y='v', width=0.3, linewidth=3, fliersize=0)", "abc"),
        ("sns.boxplot(dict(zip('abc', arrays)))", "abc"),
        ("df.boxplot(column='v', by='g')", "abc"),
        ("df.boxplot(column='v', by='g', vert=False, grid=False)", "abc"),
        ("df.plot.box(column='v', by='g')", "abc"),
        ("pd.DataFrame(dict(zip('abc', arrays))).plot.box()", "abc"),
        ("pd.DataFrame(dict(zip('abc', arrays))).boxplot(rot=45)", "abc"),
        ("sns.violinplot(data=df, x='g', y='v', inner=None); sns.boxplot(data=df, x='g', y='v', width=.2)", "abc"),
    ],
)
def test_grouped_box_plots_give_each_groups_quartiles_under_its_name(kernel: Kernel, source: str, ticks: str):
    axes = axes_of(kernel, source)
    boxes = {box["tick"]: [box["q1"], box["median"], box["q3"]] for box in axes["boxes"]}
    assert sorted(boxes) == sorted(ticks)
    for name, expected in zip("abc", kernel.value("quartiles"), strict=True):
        assert np.allclose(boxes[name], expected, rtol=1e-9), name


def test_a_log_axis_a_limited_view_and_a_hidden_box_are_told_apart(kernel: Kernel):
    axes = axes_of(kernel, "plt.boxplot(df.v); plt.yscale('log')")
    assert axes["yscale"] == "log"
    assert np.allclose(quartiles_of(axes), [kernel.value("whole")], rtol=1e-6)
    assert axes_of(kernel, "plt.boxplot(df.v); plt.ylim(500, 600)")["boxes"] == []
    hidden = "b = plt.boxplot(df.v)\nfor group in b.values():\n    for artist in group: artist.set_visible(False)"
    assert axes_of(kernel, hidden)["boxes"] == []
    see_through = hidden.replace("set_visible(False)", "set_alpha(0)")
    assert axes_of(kernel, see_through)["boxes"] == []


def test_tiny_and_equal_boxes_are_still_found(kernel: Kernel):
    axes = axes_of(kernel, "plt.boxplot([arrays[0] * 1e-9, arrays[1] * 1e-9])")
    assert len(axes["boxes"]) == 2
    axes = axes_of(kernel, "plt.boxplot([arrays[0] * 1e9 + 1e12])")
    assert len(axes["boxes"]) == 1
    # The median lies on an edge of the box.
    axes = axes_of(kernel, "plt.boxplot([1, 1, 1, 1, 2, 3, 9])")
    assert quartiles_of(axes) == [[1.0, 1.0, 2.5]]
    axes = axes_of(kernel, "sns.boxplot(y=[1, 1, 1, 1, 2, 3, 9])")
    assert quartiles_of(axes) == [[1.0, 1.0, 2.5]]


def test_bars_and_rectangles_are_no_boxes(kernel: Kernel):
    axes = axes_of(kernel, "plt.bar(['x', 'y'], [1, 2]); plt.plot([0, 1], [1, 1])")
    assert axes["boxes"] == []
    assert [bar["height"] for bar in axes["bars"]] == [1.0, 2.0]
    assert axes_of(kernel, "df.w.plot.hist()")["boxes"] == []


@pytest.mark.parametrize(
    "source",
    [
        "plt.bar(['x', 'y', 'z'], [3, 1, 2])",
        "pd.Series([3, 1, 2], index=list('xyz')).plot.bar()",
        "sns.barplot(x=['x', 'y', 'z'], y=[3, 1, 2])",
        "sns.countplot(x=['x', 'x', 'x', 'y', 'z', 'z'])",
    ],
)
def test_bars_give_height_and_tick(kernel: Kernel, source: str):
    axes = axes_of(kernel, source)
    labels = {round(tick["at"], 6): tick["label"] for tick in axes["xticks"]}
    heights = {labels[round(bar["x"] + bar["width"] / 2, 6)]: bar["height"] for bar in axes["bars"]}
    assert heights == {"x": 3.0, "y": 1.0, "z": 2.0}
    assert {bar["orientation"] for bar in axes["bars"]} == {"v"}


def test_horizontal_bars_say_so(kernel: Kernel):
    axes = axes_of(kernel, "plt.barh(['x', 'y'], [3, 1], label='importance'); plt.legend()")
    assert [(bar["width"], bar["orientation"], bar["label"]) for bar in axes["bars"]] == [
        (3.0, "h", "importance"),
        (1.0, "h", "importance"),
    ]
    assert [entry["label"] for entry in axes["legend"]] == ["importance"]


@pytest.mark.parametrize(
    ("points", "line"),
    [
        ("plt.scatter(x, y, label='data')", "plt.plot(x, 2 * x, 'r-', label='fit')"),
        ("plt.plot(x, y, 'o', label='data')", "plt.plot(x, 2 * x, label='fit')"),
        ("plt.plot(x, y, '.', ls='none', label='data')", "plt.axline((0, 0), slope=2, label='fit')"),
        ("ax = sns.scatterplot(x=x, y=y, label='data')", "sns.lineplot(x=x, y=2 * x, label='fit')"),
        ("sns.regplot(x=x, y=y, label='data')", "pass"),
        (
            "d = pd.DataFrame({'x': x, 'y': y}); ax = d.plot.scatter('x', 'y', label='data')",
            "ax.plot(x, 2 * x, label='fit')",
        ),
        ("plt.scatter(x, y, label='data')", "plt.plot(np.sort(x), 2 * np.sort(x), '--', lw=0.5, label='fit')"),
        ("plt.scatter(x, y, label='data')", "plt.axhline(0, label='fit')"),
        ("plt.errorbar(x, y, fmt='o', label='data')", "plt.plot(x, 2 * x, label='fit')"),
    ],
)
def test_points_and_a_line_on_one_axes(kernel: Kernel, points: str, line: str):
    axes = axes_of(
        kernel,
        f"x = np.linspace(-1, 1, 20); y = 2 * x + rng.normal(size=20)\n{points}\n{line}\n"
        "plt.xlabel('X axis'); plt.ylabel('Y axis'); plt.title('Regression'); plt.legend()",
    )
    assert len(axes["points"]) >= 1 and len(axes["points"][0]["x"]) == 20
    assert len(axes["lines"]) >= 1
    assert (axes["xlabel"], axes["ylabel"], axes["title"]) == ("X axis", "Y axis", "Regression")
    assert axes["legend"]


def test_a_curve_gives_its_data_and_markers_are_points_as_well(kernel: Kernel):
    axes = axes_of(kernel, "plt.plot([1, 2, 3], [4.0, 5.0, 4.5], marker='o', linestyle='--', label='k')")
    assert axes["lines"][0]["x"] == [1.0, 2.0, 3.0]
    assert axes["lines"][0]["y"] == [4.0, 5.0, 4.5]
    assert axes["lines"][0]["linestyle"] == "--"
    assert axes["points"][0]["kind"] == "markers"


def test_an_axline_ends_in_the_view(kernel: Kernel):
    axes = axes_of(kernel, "plt.scatter([0, 1], [0, 2]); plt.axline((0, 0), slope=2)")
    x, y = axes["lines"][0]["x"], axes["lines"][0]["y"]
    assert y[1] - y[0] == pytest.approx(2 * (x[1] - x[0]))
    assert axes["xlim"][0] - 1e-6 <= min(x) and max(x) <= axes["xlim"][1] + 1e-6


def test_titles_of_axes_and_figure(kernel: Kernel):
    figures = figures_of(
        kernel,
        "fig, (a, b) = plt.subplots(1, 2); a.set_title('left', loc='left'); fig.suptitle('Both')\n"
        "a.plot([1, 2]); b.set_title('B'); fig.supxlabel('below')",
    )
    assert figures[0]["suptitle"] == "Both"
    assert figures[0]["supxlabel"] == "below"
    assert [axes["title"] for axes in figures[0]["axes"]] == ["left", "B"]


@pytest.mark.parametrize(
    "source",
    [
        "plt.plot([1, 2]); plt.show()",
        "plt.plot([1, 2])",
        "plt.plot([1, 2]); plt.close()",
        "plt.plot([1, 2]); plt.close('all')",
        "f = plt.figure(); plt.plot([1, 2]); plt.close(f)",
        "f = plt.figure(7); plt.plot([1, 2]); plt.close(7)",
        "f = plt.figure('named'); plt.plot([1, 2]); plt.close('named')",
        "plt.plot([1, 2]); plt.savefig('p.png')",
        "plt.plot([1, 2]); plt.savefig('p.png'); plt.close()",
        "def draw():\n    fig, ax = plt.subplots()\n    ax.plot([1, 2])\n    plt.show()\ndraw()",
        "def draw():\n    fig, ax = plt.subplots()\n    ax.plot([1, 2])\n    return fig\nfig = draw()",
        "plt.ioff(); plt.plot([1, 2]); plt.show(); plt.ion()",
        "with plt.ioff():\n    plt.plot([1, 2])",
        "with plt.style.context('ggplot'):\n    plt.plot([1, 2])\n    plt.show()",
        "import matplotlib\nmatplotlib.use('Agg')\nplt.plot([1, 2]); plt.show()\n%matplotlib inline",
        "%matplotlib inline\nplt.plot([1, 2])",
        "get_ipython().run_line_magic('matplotlib', 'inline'); plt.plot([1, 2]); plt.show()",
        "from matplotlib import pyplot\npyplot.plot([1, 2])\npyplot.show()",
        "pd.Series([1, 2]).plot(); plt.tight_layout(); plt.show()",
        "from IPython.display import display\nfig, ax = plt.subplots(); ax.plot([1, 2]); display(fig); plt.close(fig)",
        "fig, ax = plt.subplots(layout='constrained'); ax.plot([1, 2]); fig.show()",
        "plt.rc('text', usetex=False); plt.plot([1, 2]); plt.pause(0.01)",
        "from matplotlib.figure import Figure\nfig = Figure(); fig.subplots().plot([1, 2]); fig",
        "from matplotlib.figure import Figure\nfig = Figure(); fig.subplots().plot([1, 2]); display(fig)",
    ],
)
def test_a_figure_is_recorded_however_it_is_shown_or_closed(kernel: Kernel, source: str):
    figures = figures_of(kernel, source)
    assert len(figures) == 1, [figure["axes"] for figure in figures]
    assert figures[0]["axes"][0]["lines"][0]["y"] == [1.0, 2.0]
    image = imread(io.BytesIO(base64.b64decode(figures[0]["png"])))
    assert image.shape[0] > 100
    assert np.ptp(image[..., :3]) > 0.5


def test_a_figure_is_shown_to_the_candidate_as_in_any_kernel(kernel: Kernel):
    kernel.run("%matplotlib inline")
    run = kernel.run("plt.plot([1, 2])\nplt.show()")
    assert sum("image/png" in data for data in run.displays) == 1


def test_a_figure_that_is_drawn_on_over_several_cells_is_one(kernel: Kernel):
    figures = figures_of(
        kernel,
        "plt.close('all')\nfig, ax = plt.subplots()\nax.plot([1, 2])",
        "ax.set_title('Later')\nax.scatter([1], [1])\nfig",
    )
    assert len(figures) == 1
    assert figures[0]["axes"][0]["title"] == "Later"
    assert len(figures[0]["axes"][0]["points"]) == 1


def test_each_figure_carries_its_cell_and_question(kernel: Kernel):
    kernel.run("plt.close('all')")
    kernel.figures()
    kernel.run("plt.plot([1, 2]); plt.show()\nplt.figure(); plt.plot([3, 4])", question="one")
    kernel.run("plt.plot([5, 6])", question="two")
    figures = kernel.figures()
    assert [figure["question"] for figure in figures] == ["one", "one", "two"]
    assert figures[0]["cell"] == figures[1]["cell"] != figures[2]["cell"]
    assert kernel.figures() == []


def test_blank_figures_are_recorded_as_blank(kernel: Kernel):
    figures = figures_of(kernel, "plt.figure()\nplt.show()")
    assert all(figure["axes"] == [] for figure in figures)
    axes = axes_of(kernel, "plt.subplots(); plt.title('t')")
    assert axes["lines"] == axes["points"] == axes["bars"] == axes["boxes"] == []


@pytest.mark.parametrize(
    "source",
    [
        "plt.plot([1, 2], visible=False)",
        "plt.plot([1, 2], alpha=0)",
        "plt.plot([1, 2], linewidth=0)",
        "plt.plot([1, 2], linestyle='none')",
        "plt.plot([1, 2]); plt.xlim(100, 200)",
        "plt.plot([np.nan, np.nan])",
        "plt.scatter([1], [1], s=0)",
        "plt.scatter([1], [1], alpha=0)",
        "plt.scatter([], [])",
        "plt.plot([1, 2]); plt.gca().set_visible(False)",
        "plt.bar(['x'], [1], alpha=0)",
        "plt.plot([1, 2], color='none')",
        "plt.plot([1, 2], color=(0, 0, 0, 0))",
        "plt.scatter([1], [1], color='none')",
        "plt.bar(['x'], [1], color='none', edgecolor='none')",
        "plt.bar(['x'], [1], color='none', edgecolor='k', linewidth=0)",
        "plt.plot([1, 2], color='white')",
        "plt.scatter([1], [1], color='w')",
    ],
)
def test_what_cannot_be_seen_is_not_drawn(kernel: Kernel, source: str):
    for figure in figures_of(kernel, source):
        for axes in figure["axes"]:
            assert axes["lines"] == axes["points"] == axes["bars"] == [], axes


@pytest.mark.parametrize(
    "source",
    [
        "plt.scatter([1, 2], [1, 2], facecolors='none', edgecolors='r')",
        "plt.scatter([1, 2], [1, 2], c=[0.1, 0.9], cmap='viridis')",
        "plt.scatter([1, 2], [1, 2], marker='x')",
        "plt.plot([1, 2], [1, 2], 'x')",
        "plt.plot([1, 2], [1, 2], 'o', mfc='none')",
        "plt.plot([1, 2], [1, 2], 'o', mfc='white', mec='k')",
    ],
)
def test_hollow_points_are_points(kernel: Kernel, source: str):
    assert len(axes_of(kernel, source)["points"]) == 1


def test_hollow_bars_and_a_light_median_count(kernel: Kernel):
    assert len(axes_of(kernel, "plt.bar(['x'], [1], color='none', edgecolor='k')")["bars"]) == 1
    assert len(axes_of(kernel, "plt.bar(['x'], [1], color='white', edgecolor='k')")["bars"]) == 1
    axes = axes_of(kernel, "plt.boxplot(df.v, patch_artist=True, medianprops=dict(color='white'))")
    assert np.allclose(quartiles_of(axes), [kernel.value("whole")])


def test_a_huge_figure_stays_within_the_limits(kernel: Kernel):
    figures = figures_of(kernel, "plt.figure(figsize=(60, 60)); plt.imshow(rng.random((900, 900))); plt.show()")
    assert len(figures) == 1
    assert len(figures[0]["png"] or "") <= 2_000_000
    axes = axes_of(kernel, "plt.plot(rng.random(200_000)); plt.scatter(range(100_000), range(100_000))")
    assert len(axes["lines"][0]["x"]) <= 5_000
    assert axes["lines"][0]["count"] == 200_000


def test_many_figures_are_capped(kernel: Kernel):
    figures = figures_of(kernel, "for i in range(70):\n    plt.figure(figsize=(1, 1)); plt.plot([1, i]); plt.close()")
    assert len(figures) == 60


def test_all_that_is_said_of_figures_fits_into_one_message(kernel: Kernel):
    figures = figures_of(
        kernel,
        "for i in range(5):\n    fig, ax = plt.subplots(figsize=(9, 9))\n    ax.imshow(rng.random((700, 700)))\n"
        "    for k in range(30): ax.plot(rng.random(5_000))",
    )
    assert len(figures) == 5
    assert len(json.dumps(figures)) < 8_000_000


def test_a_figure_that_cannot_be_drawn_does_not_cost_the_next(kernel: Kernel):
    kernel.run("plt.close('all')")
    kernel.figures()
    kernel.run("plt.plot([1, 2]); plt.title('$\\\\frac{1$')")
    kernel.run("plt.close('all')")
    figures = figures_of(kernel, "plt.plot([3, 4])")
    assert figures[-1]["axes"][0]["lines"][0]["y"] == [3.0, 4.0]


def test_a_pair_plot_and_a_joint_plot_are_described(kernel: Kernel):
    figures = figures_of(kernel, "sns.pairplot(df[['v', 'w']])")
    assert len(figures[0]["axes"]) >= 4
    figures = figures_of(kernel, "df.hist()")
    assert [axes["title"] for axes in figures[0]["axes"]] == ["v", "w"]


def test_no_library_is_taken_for_a_candidate_that_patches_matplotlib(kernel: Kernel):
    kernel.run("sns.pairplot(df[['v', 'w']]); df.hist(); df.plot.kde(); plt.show(); plt.close('all')")
    run = kernel.run("from assay_agent.getters import find_patched\nprint(find_patched())")
    assert run.stdout == "[]\n"


def test_drawing_in_a_call_of_the_judges_is_harmless(kernel: Kernel):
    kernel.run("def draw(n):\n    plt.plot([n]); plt.show(); return n")
    assert kernel.call("draw", 3) == 3


def test_a_figure_that_is_saved_without_pyplot_counts(kernel: Kernel):
    source = "from matplotlib.figure import Figure\nf = Figure()\nf.subplots().hist(df.v)\nf.savefig('f.png')"
    figures = figures_of(kernel, source)
    assert [len(axes["bars"]) for figure in figures for axes in figure["axes"]] == [10]
    assert kernel.run("import os\nprint(os.path.getsize('f.png') > 1000)").stdout == "True\n"


def test_each_figure_of_a_loop_that_saves_and_clears(kernel: Kernel):
    figures = figures_of(
        kernel, "for n in (3, 4, 5):\n    plt.hist(df.v, bins=n)\n    plt.savefig(f'{n}.png')\n    plt.clf()"
    )
    drawn = [len(axes["bars"]) for figure in figures for axes in figure["axes"]]
    assert drawn == [3, 4, 5]


def test_what_was_cleared_before_anyone_saw_it_does_not_count(kernel: Kernel):
    figures = figures_of(kernel, "plt.hist(df.v, bins=3)\nplt.clf()\nplt.hist(df.v, bins=4)\nplt.show()")
    assert [len(axes["bars"]) for figure in figures for axes in figure["axes"]] == [4]


@pytest.mark.parametrize(
    ("source", "outlines"),
    [
        ("plt.hist(df.v, histtype='step')", 1),
        ("plt.fill_between([0, 1, 2], [1, 3, 1])", 1),
        ("plt.stairs([1, 2, 3])", 1),
        ("plt.violinplot(arrays, showextrema=False)", 3),
        ("sns.kdeplot(df, x='v', hue='g', fill=True)", 3),
        ("plt.boxplot(df.v, patch_artist=True)", 0),
        ("plt.bar([1, 2], [3, 4])", 0),
        ("plt.fill_between([0, 1, 2], [1, 3, 1], alpha=0)", 0),
        ("plt.fill_between(range(5000), range(5000))", 0),
    ],
)
def test_outlines(kernel: Kernel, source: str, outlines: int):
    assert len(axes_of(kernel, source)["areas"]) == outlines


def test_a_flood_of_outlines_is_capped(kernel: Kernel):
    figures = figures_of(kernel, "for n in range(200):\n    plt.fill_between(np.arange(500), np.full(500, n), n + 1)")
    drawn = sum(len(area["x"]) for figure in figures for axes in figure["axes"] for area in axes["areas"])
    assert 30_000 < drawn <= 40_000


COUNT = """
import assay_agent.figures
described, describe = [], assay_agent.figures.artists.describe_figure
def counting(figure, picture):
    described.append(figure)
    return describe(figure, picture)
assay_agent.figures.artists.describe_figure = counting
"""


@pytest.mark.parametrize(
    ("source", "times"),
    [
        ("plt.plot([1, 2])\nplt.show()", 1),
        ("plt.plot([1, 2])", 1),
        ("figure, _ = plt.subplots()\nfigure.savefig('saved.png')", 1),
        ("figure, axes = plt.subplots()\nfigure.savefig('saved.png', dpi=50)\naxes.set_title('Changed')", 2),
        ("_, axes = plt.subplots()\nline, = axes.plot([1, 2])\nplt.show()", 1),
        ("figure, axes = plt.subplots()\ndisplay(figure)\naxes.plot([1, 2])\nplt.show()", 2),
        ("figure, axes = plt.subplots()\nline, = axes.plot([1, 2])\ndisplay(figure)\nline.set_color('red')", 2),
        ("figure, axes = plt.subplots()\ndisplay(figure)\naxes.set_xlabel('x')\nplt.close()", 2),
    ],
)
def test_a_figure_is_drawn_again_only_where_it_has_changed(kernel: Kernel, source: str, times: int):
    kernel.run(COUNT)
    try:
        figures_of(kernel, source)
        assert kernel.run("print(len(described))").stdout == f"{times}\n"
    finally:
        kernel.run("assay_agent.figures.artists.describe_figure = describe")
