"""Figures as the judge reads them: what is drawn, described by the agent's own code, and hostile descriptions."""

import base64
import io
import struct
import zlib
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pytest
from judge_driver import Answers, create_marker, mark
from matplotlib.figure import Figure
from PIL import Image

from assay_agent.artists import describe_figure
from assay_agent.figures import render_figure
from assay_judge.outcomes import CheckFailedError
from assay_judge.plots import measure_ink, parse_figures


def png_of(pixels: np.ndarray) -> str:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, format="PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def record(figure: Any) -> dict[str, Any]:
    png, picture = render_figure(figure, Figure.savefig)
    plt.close(figure)
    return {**describe_figure(figure, picture), "png": png}


WHITE = png_of(np.full((50, 50, 3), 255, dtype=np.uint8))
INKED = png_of(np.random.default_rng(0).integers(0, 255, (50, 50, 3), dtype=np.uint8))


def check_plot(header: str, *records: dict[str, Any]) -> dict[str, Any]:
    marker = create_marker(f'# %% [check] id=a title="A" points=1 kind=plot {header}\n')
    return mark(marker, Answers({"figures": list(records)}))["a"]


def test_what_is_drawn_is_read():
    figure, axes = plt.subplots()
    values = np.arange(20.0)
    axes.boxplot([values, values + 5], tick_labels=["a", "b"])
    axes.scatter([1, 2], [3, 4], label="dots")
    axes.plot([1, 2, 3], [1, 2, 3], label="line")
    axes.set_title("Boxes")
    axes.set_xlabel("group")
    axes.legend()
    figure.suptitle("Above")
    (read,) = parse_figures({"figures": [record(figure)]})
    (shown,) = read.axes
    assert [box.median for box in shown.boxes] == [9.5, 14.5]
    assert [box.tick for box in shown.boxes] == ["a", "b"]
    assert (shown.boxes[0].q1, shown.boxes[0].q3) == (4.75, 14.25)
    assert shown.points[0].x.tolist() == [1, 2]
    assert [line.y.tolist() for line in shown.lines if line.label == "line"] == [[1, 2, 3]]
    assert [text for text, _ in shown.legend] == ["dots", "line"]
    assert read.title_of(shown) == "Boxes"
    assert {"Boxes", "group", "Above", "dots"} <= set(read.words.split())
    assert read.ink > 0.01


@pytest.mark.parametrize("kind", ["bar", "line", "scatter", "box", "hist"])
def test_a_plot_check_without_code_asks_for_its_kind_and_labels(kind: str):
    def draw(label: bool) -> dict[str, Any]:
        figure, axes = plt.subplots()
        values = [1.0, 2.0, 4.0, 9.0]
        draw_kind = {
            "bar": lambda: axes.bar(range(4), values),
            "line": lambda: axes.plot(values),
            "box": lambda: axes.boxplot(values),
            "scatter": lambda: axes.scatter(values, values),
            "hist": lambda: axes.hist(values),
        }
        draw_kind[kind]()
        if label:
            axes.set(title="T", xlabel="x", ylabel="y")
        return record(figure)

    header = f"type={kind} title=yes xlabel=yes ylabel=yes legend=no"
    bare, labelled = draw(False), draw(True)
    assert check_plot(header, labelled)["status"] == "passed"
    assert check_plot(header, bare, labelled)["status"] == "passed"
    assert f"the {kind} plot lacks title and xlabel and ylabel" in check_plot(header, bare)["message"]
    assert f"expected a {kind} plot, found no figure" in check_plot(header)["message"]


def test_a_plot_of_another_kind_does_not_do():
    figure, axes = plt.subplots()
    axes.boxplot([1, 2, 3, 4, 90])
    boxes = record(figure)
    for kind in ("bar", "line", "scatter", "hist"):
        assert f"expected a {kind} plot, found one figure without one" in check_plot(f"type={kind}", boxes)["message"]


def test_a_described_plot_without_ink_is_no_plot():
    figure, axes = plt.subplots()
    axes.bar([1, 2], [3, 4])
    described = record(figure)
    for png in (WHITE, None, "", "no base64!", base64.b64encode(b"GIF89a").decode(), 3, {}, INKED[:200]):
        assert check_plot("type=bar", {**described, "png": png})["status"] == "failed"
    assert check_plot("type=bar", {**described, "png": INKED})["status"] == "passed"


def make_png(width: int, height: int, body: bytes) -> str:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")
    return base64.b64encode(data).decode()


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 1), (0, 0), (5_000, 5_000)])
def test_a_picture_that_lies_about_its_size_has_no_ink(size: tuple[int, int]):
    assert measure_ink(make_png(*size, b"\0" * 1000)) == 0


def test_a_large_picture_is_measured_on_fewer_pixels():
    pixels = np.full((3_000, 3_000, 3), 255, dtype=np.uint8)
    pixels[:, :300] = 0
    assert measure_ink(png_of(pixels)) == pytest.approx(0.1, abs=0.01)


AXES = {"title": "", "xlabel": "", "ylabel": "", "xticks": [], "yticks": [], "legend": [], "bars": [], "lines": [],
        "points": [], "boxes": [], "texts": []}  # fmt: skip
FIGURE = {"suptitle": "", "supxlabel": "", "supylabel": "", "texts": [], "axes": [], "png": INKED}


@pytest.mark.parametrize(
    "broken",
    [
        {"figures": [{**FIGURE, "axes": [{**AXES, key: value}]}]}
        for key in ("bars", "lines", "points", "boxes", "legend", "xticks", "texts")
        for value in (None, 3, "text", {}, [3] if key != "texts" else {}, [{}] if key != "texts" else {})
    ]
    + [
        None, 3, [], {}, {"figures": {}}, {"figures": [None]}, {"figures": [{**FIGURE, "axes": [[]]}]},
        {"figures": [{**FIGURE, "axes": [{**AXES, "lines": [{"x": [1], "y": [1, 2], "label": ""}]}]}]},
        {"figures": [{**FIGURE, "axes": [{**AXES, "lines": [{"x": [10**400], "y": [1], "label": ""}]}]}]},
    ],
    ids=str,
)  # fmt: skip
def test_a_malformed_description_fails_with_a_sentence(broken: Any):
    with pytest.raises(CheckFailedError, match="the description of the figures could not be read"):
        parse_figures(broken)


def test_values_of_a_wrong_type_inside_a_description_are_nothing():
    lines = [{"x": ["1", True, None], "y": [1, 2, 3], "label": 7}]
    (figure,) = parse_figures({"figures": [{**FIGURE, "suptitle": 3, "axes": [{**AXES, "lines": lines}]}]})
    assert np.isnan(figure.axes[0].lines[0].x).all()
    assert (figure.suptitle, figure.axes[0].lines[0].label) == ("", "")


def test_no_more_is_read_than_a_figure_can_hold():
    line = {"x": [0] * 6_000, "y": [0] * 6_000, "label": "x" * 10_000}
    (figure,) = parse_figures({"figures": [{**FIGURE, "axes": [{**AXES, "lines": [line]}]}]})
    assert (figure.axes[0].lines[0].count, len(figure.axes[0].lines[0].label)) == (5_000, 400)
    assert len(parse_figures({"figures": [FIGURE] * 100})) == 60
