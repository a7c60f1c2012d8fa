"""What cannot be seen is not described, however it was hidden; what can be seen is, however strange it looks."""

import base64
import io
from collections.abc import Callable
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.patheffects as effects
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox
from PIL import Image

from assay_agent.artists import describe_figure
from assay_agent.figures import render_figure
from assay_agent.picture import Picture

KINDS = ("bars", "lines", "points", "areas", "boxes")
TEXTS = ("title", "xlabel", "ylabel", "xticks", "yticks", "legend", "texts")
rng = np.random.default_rng(4)
x = rng.normal(size=300)
table = pd.DataFrame({"a": x, "b": np.exp(x), "g": rng.choice(["u", "v", "w"], 300)})


@pytest.fixture(autouse=True)
def fresh():
    with mpl.rc_context():
        yield
    plt.close("all")


def draw(source: Callable[[], Any]) -> tuple[Any, Picture, list[int]]:
    """The figure that a source draws, its picture, and a list that grows whenever it is drawn again."""
    plt.close("all")
    plt.figure()
    source()
    figure, drawn = plt.gcf(), []

    def savefig(*args: Any, **kwargs: Any) -> None:
        drawn.append(1)
        Figure.savefig(*args, **kwargs)

    _, picture = render_figure(figure, savefig)
    assert picture is not None
    drawn.clear()
    return figure, picture, drawn


def kinds_of(description: dict[str, Any]) -> set[str]:
    return {kind for axes in description["axes"] for kind in KINDS if axes[kind]}


def cover(**how: Any) -> None:
    plt.gcf().add_artist(Rectangle((0, 0), 1, 1, zorder=99, **how))


def each(artists: Any, **how: Any) -> None:
    for artist in artists:
        artist.set(**how)


def bars(**how: Any) -> None:
    plt.bar(["a", "b", "c"], [3, 1, 2], **how)


def add_patch(**how: Any) -> None:
    plt.gca().add_patch(Rectangle((-1, -1), 9, 9, zorder=9, **how))


def show_noise(axes: Any, **how: Any) -> None:
    axes.imshow(rng.random((9, 9)), aspect="auto", **how)


def overlaid(**how: Any) -> None:
    bars()
    other = plt.gcf().add_axes((0, 0, 1, 1), **how)
    show_noise(other)


def silent(artist: Any) -> None:
    artist.__class__ = type("Silent", (type(artist),), {"draw": lambda self, renderer: None})


def mixed(*, hide: Callable[[Any], None]) -> None:
    """Bars in the same place as others that can be seen, and hidden."""
    plt.bar([1, 2, 3], [3, 1, 2])
    for patch in plt.bar([1, 2, 3], [2, 1, 1], color="r"):
        hide(patch)


WHITE = {"color": "w"}
NOWHERE = Path([(0, 0), (0, 0), (0, 0)])
PLAIN = {
    "regression": lambda: (
        plt.scatter(x, 2 * x, label="d"), plt.plot([-2, 2], [-4, 4], label="l"),
        plt.legend(), plt.title("t"), plt.xlabel("x"), plt.ylabel("y"),
    ),
    "boxes": lambda: plt.boxplot([x, x + 1]),
    "histogram": lambda: plt.hist(x, bins=30),
    "white faces, black edges": lambda: plt.hist(x, color="white", edgecolor="black"),
    "steps": lambda: plt.hist(x, histtype="step"),
    "bars across": lambda: plt.barh([str(n) for n in range(30)], range(30)),
    "bars with gaps at nothing": lambda: plt.bar(range(6), [0, 0, 3, 0, 1, 0]),
    "pixels": lambda: plt.plot(x, x**2, ","),
    "few pixels": lambda: plt.plot([1, 2, 3], [1, 2, 3], "k,"),
    "points of size 1": lambda: plt.scatter(x, x**2, s=1),
    "many pale points": lambda: plt.scatter(np.repeat(x, 20), np.repeat(x, 20), alpha=0.05),
    "large hollow points": lambda: plt.scatter(x[:20], x[:20], s=400, facecolors="none", edgecolors="r"),
    "gold on white": lambda: plt.plot(np.sin(x), color="gold", lw=0.5),
    "dotted": lambda: plt.plot(np.sort(x), ":", lw=0.7),
    "twin axes": lambda: (plt.plot(x), plt.gca().twinx().plot(2 * x, "r")),
    "logarithmic": lambda: (plt.plot(np.exp(x)), plt.yscale("log"), plt.xscale("symlog")),
    "logarithmic histogram": lambda: plt.hist(np.exp(x), log=True),
    "polar": lambda: plt.subplot(projection="polar").plot(x, np.abs(x)),
    "three dimensions": lambda: plt.subplot(projection="3d").scatter(x, x, x),
    "inverted and cut": lambda: (plt.plot(np.sort(x)), plt.xlim(250, 50), plt.gca().invert_yaxis()),
    "axes as large as the figure": lambda: (plt.gcf().add_axes((0, 0, 1, 1)).plot(x), plt.title("t"), plt.xlabel("x")),
    "half outside": lambda: plt.gcf().add_axes((0.6, 0.1, 0.9, 0.8)).boxplot([x]),
    "no axis, a title": lambda: (plt.plot(np.sort(x)), plt.axis("off"), plt.title("t")),
    "clear legend": lambda: (plt.plot(np.sort(x), label="l"), plt.legend(framealpha=0, frameon=False)),
    "decisions": lambda: (plt.contourf(rng.random((9, 9))), plt.scatter([1, 2, 3], [2, 3, 4], c="w", edgecolor="k")),
    "heatmap": lambda: sns.heatmap(rng.random((5, 5)), annot=True),
    "spans and lines": lambda: (plt.plot(x), plt.axhline(0), plt.axhspan(0, 1, alpha=0.3), plt.axvspan(9, 30)),
    "a band": lambda: (plt.plot(x), plt.fill_between(range(300), x - 1, x + 1, alpha=0.3)),
    "errors": lambda: plt.errorbar(range(20), x[:20], yerr=1),
    "pandas": lambda: table.boxplot(column="a", by="g"),
    "pandas' histograms": lambda: table.hist(),
    "seaborn's boxes": lambda: sns.boxplot(table, x="g", y="a", fill=False),
    "seaborn's violins": lambda: sns.violinplot(table, x="g", y="a"),
    "seaborn's densities": lambda: sns.kdeplot(table, x="a", hue="g", fill=True, common_norm=False),
    "seaborn's points": lambda: sns.stripplot(table, x="g", y="a", size=1),
    "seaborn's pairs": lambda: sns.pairplot(table, hue="g"),
    "tight": lambda: (plt.hist(x), plt.tight_layout()),
    "cropped when saved": lambda: (mpl.rcParams.update({"savefig.bbox": "tight"}), plt.hist(x)),
    "constrained": lambda: (plt.gcf().set_layout_engine("constrained"), plt.hist(x), plt.title("t")),
    "no background": lambda: (plt.gcf().patch.set_alpha(0), plt.gca().patch.set_alpha(0), plt.plot(np.sort(x))),
}  # fmt: skip
STYLES = {
    style: lambda style=style: (
        plt.style.use(style), plt.close(), plt.hist(x, bins=20), plt.title("t"), plt.xlabel("x"),
        plt.plot(x[:9], label="l"), plt.legend(),
    )
    for style in ("ggplot", "dark_background", "grayscale", "bmh", "Solarize_Light2", "fivethirtyeight")
}  # fmt: skip
ODD = {
    "histograms over each other": lambda: (plt.hist(x, bins=9), plt.hist(np.tile(x, 2), bins=9, color="r")),
    "violins over boxes": lambda: (sns.boxplot(table, x="g", y="a"), plt.violinplot([x])),
    "half covered": lambda: (bars(), plt.gca().add_artist(Rectangle((-1, -1), 2, 9, color="w", zorder=9))),
    "a frame around": lambda: (bars(), cover(fill=False)),
    "a tinted sheet": lambda: (bars(), cover(color="b", alpha=0.4)),
    "an inset": lambda: (plt.hist(x), plt.gca().inset_axes((0.6, 0.6, 0.3, 0.3)).plot(x)),
    "points in a circle": lambda: (
        plt.scatter(x, x).set_clip_path(Circle((0.5, 0.5), 0.3, transform=plt.gca().transAxes)),
    ),
    "shadows": lambda: plt.plot(x, path_effects=[effects.SimpleLineShadow(), effects.Normal()]),
    "a white title on a dark stripe": lambda: (
        bars(), plt.title("t", color="white", backgroundcolor="black"),
    ),
    "white lines on a dark span": lambda: (
        plt.axhspan(-9, 9, color="k"), plt.vlines([1, 2], 0, 1, colors="w"), 
        plt.boxplot([x], boxprops=WHITE, whiskerprops=WHITE, sym="", showcaps=False),
    ),
    "drawn by hand": lambda: (plt.xkcd(), plt.plot(np.sort(x)), bars(), plt.title("t")),
    "a swarm": lambda: sns.swarmplot(table.head(60), x="g", y="a"),
    "few pale points": lambda: plt.scatter([1, 2], [1, 2], alpha=0.05, color="k"),
    "cover below": lambda: (bars(), plt.gcf().add_artist(Rectangle((0, 0), 1, 1, color="w", zorder=-9))),
}  # fmt: skip
UNSEEN = {
    "white sheet": lambda: (bars(), cover(color="white")),
    "pink sheet": lambda: (bars(), cover(color="pink")),
    "white rectangle on the axes": lambda: (bars(), add_patch(color="w")),
    "noise above": lambda: (bars(), show_noise(plt.gca(), extent=(-1, 3, 0, 4), zorder=9)),
    "noise on the figure": lambda: (bars(), plt.gcf().figimage(rng.random((480, 640)), zorder=9)),
    "other axes above": lambda: overlaid(),
    "other axes without frame above": lambda: overlaid(frameon=False),
    "an inset over all": lambda: (bars(), show_noise(plt.gca().inset_axes((0, 0, 1, 1), zorder=9))),
    "almost transparent": lambda: bars(alpha=0.005),
    "transparent colours": lambda: bars(color=(0, 0, 0, 0.005)),
    "clipped by a path": lambda: each(plt.bar([1, 2, 3], [3, 1, 2]), clip_path=(NOWHERE, plt.gca().transAxes)),
    "clipped by a box": lambda: each(plt.bar([1, 2, 3], [3, 1, 2]), clip_box=Bbox.from_extents(0, 0, 1, 1)),
    "moved away": lambda: each(plt.bar([1, 2], [3, 1]), transform=Affine2D().translate(1e5, 0) + plt.gca().transData),
    "out of view": lambda: (bars(), plt.xlim(50, 60)),
    "a layout that comes back": lambda: (
        mpl.rcParams.update({"figure.constrained_layout.use": True}), plt.figure(), bars(), cover(color="white")
    ),
    "points around the view": lambda: (plt.scatter([-9, 9], [9, -9]), plt.axis((0, 1, 0, 1))),
    "a line past the view": lambda: (plt.plot([-90, 80], [-80, 90]), plt.axis((0, 1, 0, 1))),
    "a line of no width": lambda: plt.plot([1, 2], lw=1e-9),
    "points of no size": lambda: plt.scatter([1, 2], [1, 2], s=1e-9, linewidths=0),
    "without effect": lambda: plt.plot([1, 2], path_effects=[effects.Stroke(alpha=0)]),
    "white segments": lambda: plt.gca().add_collection(LineCollection([[(0, 0), (1, 1)]], colors="w")),
    "white boxes": lambda: plt.boxplot([x], boxprops={"color": "w"}, showfliers=False),
    "axes far away": lambda: plt.gcf().add_axes((3, 3, 1, 1)).plot([1, 2]),
    "a cover drawn in colours": lambda: (plt.scatter(x, x), plt.fill_between([-9, 9], -9, 9, color="w")),
}  # fmt: skip


@pytest.mark.parametrize("name", [*PLAIN, *STYLES])
def test_a_plain_figure_is_drawn_once_and_described_as_it_is(name: str):
    figure, picture, drawn = draw({**PLAIN, **STYLES}[name])
    assert describe_figure(figure, picture) == describe_figure(figure)
    assert kinds_of(describe_figure(figure)) or name == "heatmap"
    assert drawn == []


@pytest.mark.parametrize("name", ODD)
def test_what_looks_odd_but_shows_counts(name: str):
    figure, picture, _ = draw(ODD[name])
    described = describe_figure(figure, picture)
    assert described == describe_figure(figure)
    assert kinds_of(described)


@pytest.mark.parametrize("name", UNSEEN)
def test_what_shows_nothing_does_not_count(name: str):
    figure, picture, drawn = draw(UNSEEN[name])
    described = describe_figure(figure, picture)
    # A box that is not seen may have whiskers that are; what covers is no data.
    kinds = {"bars", "points", "boxes"} | ({"lines"} if "boxes" not in name else set())
    assert not kinds_of(described) & kinds, described
    assert len(drawn) < 20


@pytest.mark.parametrize(
    "hide",
    [silent, lambda patch: patch.set_clip_path(NOWHERE, patch.axes.transAxes), lambda patch: patch.set_alpha(1e-9)],
)
def test_what_is_hidden_beside_what_is_seen_does_not_count(hide: Callable[[Any], None]):
    figure, picture, _ = draw(lambda: mixed(hide=hide))
    (axes,) = describe_figure(figure, picture)["axes"]
    assert [bar["height"] for bar in axes["bars"]] == [3, 1, 2]


def test_what_is_drawn_for_the_question_alone_does_not_count():
    class Late(Rectangle):
        times = 0

        def draw(self, renderer: Any) -> None:
            Late.times += 1
            if Late.times > 3:
                super().draw(renderer)

    def draw_late() -> None:
        bars()
        for patch in plt.gca().patches:
            patch.__class__ = Late

    figure, picture, _ = draw(draw_late)
    assert not kinds_of(describe_figure(figure, picture))
    assert Late.times > 0


def stretched(patch: Any) -> None:
    """Drawn twice as long as it says."""

    class Stretched(type(patch)):
        def get_patch_transform(self) -> Any:
            return super().get_patch_transform() + Affine2D().scale(1, 2)

    patch.__class__ = Stretched


def stretched_alone(patch: Any) -> None:
    usual = patch.get_patch_transform
    patch.get_patch_transform = lambda: usual() + Affine2D().scale(1, 2)


def shortened(patch: Any) -> None:
    class Shortened(type(patch)):
        def draw(self, renderer: Any) -> None:
            height, self._height = self._height, self._height / 3
            super().draw(renderer)
            self._height = height

    patch.__class__ = Shortened


@pytest.mark.parametrize("change", [stretched, stretched_alone, shortened])
def test_what_is_drawn_otherwise_than_it_says_does_not_count(change: Callable[[Any], None]):
    figure, picture, _ = draw(
        lambda: ([change(patch) for patch in plt.bar([1, 2, 3], [3, 1, 2])], plt.ylim(0, 7), plt.title("t"))
    )
    assert not kinds_of(describe_figure(figure, picture))
    assert describe_figure(figure, picture)["axes"][0]["title"] == "t"


def test_what_a_patched_class_draws_does_not_count(monkeypatch: pytest.MonkeyPatch):
    usual = Rectangle.get_patch_transform

    def longer(self: Any) -> Any:
        return usual(self) + Affine2D().scale(1, 2 if self.axes else 1)

    monkeypatch.setattr(Rectangle, "get_patch_transform", longer)
    figure, picture, _ = draw(lambda: (plt.bar([1, 2, 3], [3, 1, 2]), plt.ylim(0, 7)))
    assert not kinds_of(describe_figure(figure, picture))
    assert Rectangle.get_patch_transform is longer
    monkeypatch.setattr(Rectangle, "get_patch_transform", lambda self: usual(self))
    figure, picture, _ = draw(lambda: (plt.bar([1, 2, 3], [3, 1, 2]), plt.ylim(0, 7), plt.title("t")))
    assert describe_figure(figure, picture) == describe_figure(figure)


def test_subclasses_that_add_something_count():
    class Noted(Rectangle):
        def draw(self, renderer: Any) -> None:
            super().draw(renderer)
            self.axes.text(self.get_x(), 1, "note").draw(renderer)

    class Line(Line2D):
        def get_label(self) -> str:
            return "a line"

    def draw_all() -> None:
        for patch in plt.bar([1, 2, 3], [3, 1, 2]):
            patch.__class__ = Noted
        plt.gca().add_line(Line([1, 2], [5, 4]))
        plt.title("t")

    figure, picture, _ = draw(draw_all)
    described = describe_figure(figure, picture)
    assert kinds_of(described) == {"bars", "lines"}
    assert [type(patch) for patch in plt.gca().patches] == [Noted] * 3


def add_texts(**how: Any) -> None:
    axes = plt.gca()
    axes.plot([1, 2], label="l")
    axes.set(title="t", xlabel="x", ylabel="y")
    plt.suptitle("s")
    axes.text(1, 1, "n")
    legend = axes.legend()
    labels = [*axes.get_xticklabels(), *axes.get_yticklabels()]
    each([axes.title, axes.xaxis.label, axes.yaxis.label, *axes.texts, *labels, *legend.get_texts()], **how)
    each(plt.gcf().texts, **how)


def lie(text: Any) -> None:
    text.__class__ = type("Liar", (Text,), {"draw": lambda self, renderer: None, "get_text": lambda self: "t"})


@pytest.mark.parametrize("how", [{}, {"color": "0.8"}, {"fontsize": 4}, {"alpha": 0.5}, {"family": "serif"}], ids=str)
def test_texts_that_can_be_read_count(how: dict[str, Any]):
    figure, picture, drawn = draw(lambda: add_texts(**how))
    (axes,) = describe_figure(figure, picture)["axes"]
    assert [key for key in TEXTS if not axes[key]] == []
    assert drawn == []


@pytest.mark.parametrize(
    "how",
    [
        {"visible": False}, {"color": "white"}, {"color": "none"}, {"alpha": 0.001}, {"fontsize": 0.001},
        {"path_effects": [effects.Stroke(alpha=0)]}, {"clip_box": Bbox.null(), "clip_on": True},
    ],
    ids=str,
)  # fmt: skip
def test_texts_that_cannot_be_read_do_not_count(how: dict[str, Any]):
    figure, picture, _ = draw(lambda: add_texts(**how))
    described = describe_figure(figure, picture)
    assert {key: described["axes"][0][key] for key in TEXTS if described["axes"][0][key]} == {}
    assert not described["suptitle"]
    assert kinds_of(described) == {"lines"}


def test_texts_under_a_sheet_far_away_or_of_an_axis_that_is_off_do_not_count():
    figure, picture, _ = draw(lambda: (add_texts(), cover(color="w")))
    assert [key for key in TEXTS if describe_figure(figure, picture)["axes"][0][key]] == []
    figure, picture, _ = draw(lambda: (plt.plot([1, 2]), plt.title("t", y=9), plt.suptitle("s", x=-7)))
    described = describe_figure(figure, picture)
    assert described["axes"][0]["title"] == described["suptitle"] == ""
    figure, picture, _ = draw(lambda: (add_texts(), plt.axis("off")))
    (axes,) = describe_figure(figure, picture)["axes"]
    assert [key for key in TEXTS if not axes[key]] == ["xlabel", "ylabel", "xticks", "yticks"]


def test_boxes_whose_names_cannot_be_read_have_none():
    figure, picture, _ = draw(lambda: (plt.boxplot([x, x], tick_labels=["a", "b"]), plt.tick_params(labelcolor="w")))
    assert [box["tick"] for box in describe_figure(figure, picture)["axes"][0]["boxes"]] == ["", ""]


def test_getters_that_lie_are_not_asked(monkeypatch: pytest.MonkeyPatch):
    def draw_all() -> None:
        plt.bar([1, 2], [3, 4])
        plt.plot([1, 2], [5, 6])
        plt.title("true")
        lie(plt.gca().title)

    figure, picture, _ = draw(draw_all)
    monkeypatch.setattr(Rectangle, "get_height", lambda self: 9.0)
    monkeypatch.setattr(Line2D, "get_path", lambda self: Path([(7, 7), (8, 8)]))
    monkeypatch.setattr(Text, "get_text", lambda self: "false")
    monkeypatch.setattr(Figure, "axes", [])
    (axes,) = describe_figure(figure, picture)["axes"]
    assert [bar["height"] for bar in axes["bars"]] == [3.0, 4.0]
    assert axes["lines"][0]["y"] == [5.0, 6.0]
    assert axes["title"] == ""
    assert "false" not in str(axes)


def test_too_many_doubts_are_asked_about_together():
    def draw_all() -> None:
        for number in range(200):
            plt.plot([number, number + 1], [0, 1], path_effects=[effects.Normal()])

    figure, picture, drawn = draw(draw_all)
    assert len(describe_figure(figure, picture)["axes"][0]["lines"]) == 200
    assert len(drawn) < 60


def test_nothing_of_the_figure_is_changed_by_asking():
    figure, picture, drawn = draw(lambda: (bars(), add_texts(color="white"), cover(color="w")))
    before = [dict(vars(artist)) for artist in figure.findobj()]
    describe_figure(figure, picture)
    after = [dict(vars(artist)) for artist in figure.findobj()]
    assert len(drawn) > 3
    for name in ("_visible", "_alpha", "_layout_engine", "_autotitlepos"):
        assert [item.get(name) for item in after] == [item.get(name) for item in before]


def test_a_picture_shows_axes_beside_the_figure():
    figure, _, _ = draw(lambda: plt.plot([1, 2]))
    usual, _ = render_figure(figure, Figure.savefig)
    figure, picture, _ = draw(lambda: plt.gcf().add_axes((1.1, 0, 1, 1)).boxplot([x]))
    wider, _ = render_figure(figure, Figure.savefig)
    assert kinds_of(describe_figure(figure, picture)) >= {"boxes", "points"}
    width, usual_width = (measure_width(png) for png in (wider, usual))
    assert width > 1.9 * usual_width


def measure_width(png: str | None) -> int:
    assert png is not None
    with Image.open(io.BytesIO(base64.b64decode(png))) as image:
        return image.width
