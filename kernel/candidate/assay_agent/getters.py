"""What matplotlib's own classes say of an artist, whatever a candidate's subclass or a later patch would say.

The methods are taken when this module is imported, before any code of a candidate's runs.
"""

import contextlib
import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import matplotlib.pyplot  # noqa: F401  (so that all of matplotlib's own artists are there)
from matplotlib.artist import Artist
from matplotlib.figure import Figure, FigureBase


def _list_kinds(kind: type) -> Iterator[type]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _list_kinds(narrower)


_KINDS = dict.fromkeys(_list_kinds(Artist))
# The recorder itself puts methods of its own into figures.
_ORIGINALS = {kind: dict(vars(kind)) for kind in _KINDS if not issubclass(kind, FigureBase)}
_METHOD_NAMES = {name for kind in _KINDS for name, value in vars(kind).items() if inspect.isfunction(value)}
_set_class, _set_method, _delete_method = object.__setattr__, type.__setattr__, type.__delattr__


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


def is_own(artist: Any) -> bool:
    """True when no class and no method of an artist is the candidate's."""
    return type(artist) in _KINDS and not vars(artist).keys() & _METHOD_NAMES


def find_patched() -> list[type]:
    """Matplotlib's classes that are not any more as they were."""
    return [kind for kind, methods in _ORIGINALS.items() if vars(kind) != methods]


@contextlib.contextmanager
def restored(artists: Iterable[Any]) -> Iterator[None]:
    """Matplotlib as it was when it was loaded, and these artists of its own classes."""
    with contextlib.ExitStack() as stack:
        for kind in find_patched():
            stack.callback(_replace_methods, kind, dict(vars(kind)))
            _replace_methods(kind, _ORIGINALS[kind])
        for artist in artists:
            kind = next(kind for kind in type(artist).__mro__ if kind in _KINDS)
            overridden = {name: vars(artist)[name] for name in vars(artist).keys() & _METHOD_NAMES}
            # Where the memory is laid out in another way, the class stays.
            with contextlib.suppress(TypeError):
                stack.callback(_set_class, artist, "__class__", type(artist))
                _set_class(artist, "__class__", kind)
            stack.callback(vars(artist).update, overridden)
            for name in overridden:
                del vars(artist)[name]
        yield


def _replace_methods(kind: type, methods: dict[str, Any]) -> None:
    now = dict(vars(kind))
    for name in now.keys() - methods.keys():
        _delete_method(kind, name)
    for name, method in methods.items():
        if now.get(name) is not method:
            _set_method(kind, name, method)
