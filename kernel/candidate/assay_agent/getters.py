"""What matplotlib's own classes say of an artist, whatever a candidate's subclass or a later patch would say.

The methods are taken when this module is imported, before any code of a candidate's runs.
"""

from collections.abc import Callable, Iterator
from typing import Any

import matplotlib.pyplot  # noqa: F401  (so that all of matplotlib's own artists are there)
from matplotlib.artist import Artist
from matplotlib.figure import Figure


def _list_kinds(kind: type) -> Iterator[type]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _list_kinds(narrower)


_KINDS = dict.fromkeys(_list_kinds(Artist))
_DRAWS = {vars(kind)["draw"] for kind in _KINDS if "draw" in vars(kind)}


def own(name: str) -> Callable[..., Any]:
    """Return a function that calls the method `name` of the nearest class of matplotlib's own that an artist is of."""
    methods = {kind: vars(kind)[name] for kind in _KINDS if name in vars(kind)}

    def call(artist: Any, *args: Any) -> Any:
        for kind in type(artist).__mro__:
            if kind in methods:
                return methods[kind](artist, *args)
        raise AttributeError(name)

    return call


list_axes: Callable[[Any], list[Any]] = vars(Figure)["axes"].fget
get_artist_transform = vars(Artist)["get_transform"]
"""Without a patch's own shape: what places it on the axes."""


def is_a(artist: Any, kind: type | tuple[type, ...]) -> bool:
    """As isinstance, but an object's own word for its class is not asked."""
    return issubclass(type(artist), kind)


def draws_itself(artist: Any) -> bool:
    """True when not matplotlib's code but the candidate's draws this artist."""
    draw = getattr(type(artist), "draw", None)
    return draw not in _DRAWS or "draw" in vars(artist)
