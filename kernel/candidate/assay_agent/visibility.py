"""What can be seen of an artist as far as its own settings tell; the rest is asked of the picture (picture.py)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib import rcParams
from matplotlib.collections import PatchCollection, PolyCollection, QuadMesh
from matplotlib.colors import to_rgba
from matplotlib.contour import ContourSet
from matplotlib.image import AxesImage
from matplotlib.patches import Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from assay_agent.getters import is_a, list_axes, own

MAX_COLORS = 2_000
MIN_ALPHA = 1 / 255
"""What is paler leaves a picture of 256 shades as it is."""
MIN_FONT_SIZE = 2.0
"""In points. Matplotlib makes one of whatever is less than one."""
MARGIN = 0.02
"""Share of the view by which a point may lie outside of it: its marker still reaches in."""
ASIDE = 1.0
"""Figures' sizes that axes may lie beside their figure: notebooks show what is near it."""
_SAME_COLOR = 0.02
_FILLED = (AxesImage, ContourSet, PatchCollection, PolyCollection, Polygon, QuadMesh, Rectangle)

get_visible, get_alpha, get_facecolor = own("get_visible"), own("get_alpha"), own("get_facecolor")
get_edgecolor, get_linewidth, get_color = own("get_edgecolor"), own("get_linewidth"), own("get_color")
get_xlim, get_ylim, get_text, get_fontsize = own("get_xlim"), own("get_ylim"), own("get_text"), own("get_fontsize")
get_xscale, get_yscale, get_transform = own("get_xscale"), own("get_yscale"), own("get_transform")


def is_shown(artist: Any) -> bool:
    """True when an artist is neither hidden nor transparent."""
    alpha = get_alpha(artist)
    return bool(get_visible(artist)) and (alpha is None or bool(np.max(alpha, initial=0) >= MIN_ALPHA))


def patch_colors(patch: Any) -> list[Any]:
    edge = [get_edgecolor(patch)] if get_linewidth(patch) > 0 else []
    return [get_facecolor(patch), *edge]


def is_inked(axes: Any, colors: list[Any]) -> bool:
    """True when one of the colours can be seen on the axes' background."""
    background = np.asarray(to_rgba(get_facecolor(axes)))
    for color in colors[:MAX_COLORS]:
        rgba = np.asarray(to_rgba(color))
        on_background = bool(np.abs(rgba[:3] - background[:3]).max() < _SAME_COLOR) and not axes.images
        if rgba[3] >= MIN_ALPHA and not (on_background and background[3] > 0):
            return True
    return False


def is_colored(colors: list[Any]) -> bool:
    """True when one of the colours is not transparent."""
    return any(to_rgba(color)[3] >= MIN_ALPHA for color in colors[:MAX_COLORS])


def is_plain(axes: Any) -> bool:
    """True when nothing but the axes' own background can lie behind what is drawn."""
    return not any(is_a(item, _FILLED) for item in vars(axes)["_children"][:MAX_COLORS])


def is_text_shown(text: Any) -> bool:
    """True when a text is there, of a size and a colour, and not far away from its figure."""
    if text is None or not get_text(text).strip() or not is_shown(text) or get_fontsize(text) < MIN_FONT_SIZE:
        return False
    if not is_colored([get_color(text)]):
        return False
    figure = text.get_figure(root=True)
    if figure is None:
        return False
    try:
        place = get_transform(text).transform((float(text._x), float(text._y)))
    except (TypeError, ValueError):
        # Dates and categories, which matplotlib itself converts.
        return True
    size = np.array([figure.bbox.width, figure.bbox.height])
    return bool(np.all(place >= -ASIDE * size) and np.all(place <= (1 + ASIDE) * size))


def is_on_figure(axes: Any) -> bool:
    """True when axes are not far away from their figure."""
    left, bottom, right, top = axes.bbox.extents
    size = axes.get_figure(root=True).bbox
    wide, high = ASIDE * size.width, ASIDE * size.height
    return bool(right > -wide and left < size.width + wide and top > -high and bottom < size.height + high)


def measure_extent(figure: Any) -> Bbox | None:
    """The part of the plane, in inches, that a picture must show; None where it is the figure, as usual."""
    width, height = (float(side) for side in figure.get_size_inches())
    boxes = [axes.get_position().extents for axes in list_axes(figure) if get_visible(axes) and is_on_figure(axes)]
    whole = None if rcParams["savefig.bbox"] is None else Bbox.from_extents(0, 0, width, height)
    if not boxes:
        return whole
    left, bottom, right, top = *np.min(boxes, axis=0)[:2], *np.max(boxes, axis=0)[2:]
    if left > 0.001 and bottom > 0.001 and right < 0.999 and top < 0.999:
        return whole
    # Room for ticks, labels and title.
    sides = (min(0, left - 0.15), min(0, bottom - 0.15), max(1, right + 0.1), max(1, top + 0.15))
    return Bbox.from_extents(*np.clip(sides, -ASIDE, 1 + ASIDE) * np.array([width, height, width, height]))


@dataclass(frozen=True)
class View:
    """What axes show of the plane."""

    low: np.ndarray
    high: np.ndarray
    """Corners in data coordinates."""
    box: Bbox | None
    """With a margin, in the coordinates that `scale` leads to; None where the view is no rectangle."""
    scale: Any
    name: str
    """Of the projection."""


def find_view(axes: Any) -> View:
    """Return the view of axes."""
    corners = np.column_stack([sorted(get_xlim(axes)), sorted(get_ylim(axes))])
    name = getattr(axes, "name", "rectilinear")
    scale = None if get_xscale(axes) == get_yscale(axes) == "linear" else axes.transScale
    with np.errstate(all="ignore"):
        scaled = corners if scale is None or name != "rectilinear" else np.sort(scale.transform(corners), axis=0)
        margin = MARGIN * (scaled[1] - scaled[0])
        sides = np.concatenate([scaled[0] - margin, scaled[1] + margin])
    box = Bbox.from_extents(*sides) if name == "rectilinear" and np.isfinite(sides).all() else None
    return View(corners[0], corners[1], box, scale, name)


def is_in_view(view: View, xy: np.ndarray, shape: str = "points") -> bool:
    """True when a point, a part of a line or of an outlined area (`shape`) is in the view."""
    known = xy[np.isfinite(xy).all(axis=1)]
    if len(known) == 0:
        return False
    if view.box is None:
        # On a map or a circle, coordinates come round; three dimensions have no such view at all.
        return view.name == "3d" or bool(
            (known.max(axis=0) >= view.low).all() and (known.min(axis=0) <= view.high).all()
        )
    with np.errstate(all="ignore"):
        placed = xy if view.scale is None else np.asarray(view.scale.transform(xy))
        if shape == "points":
            return bool(((placed >= view.box.min) & (placed <= view.box.max)).all(axis=1).any())
        return bool(Path(placed).intersects_bbox(view.box, filled=shape == "area"))


def is_rectangle_in_view(view: View, x: float, y: float, width: float, height: float) -> bool:
    """True when a rectangle meets the view; one of no width or height counts where it lies."""
    ends = np.sort([[x, y], [x + width, y + height]], axis=0)
    return view.name != "rectilinear" or bool((ends[0] <= view.high).all() and (ends[1] >= view.low).all())
