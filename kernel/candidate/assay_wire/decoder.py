"""Tagged JSON → plain values. What comes in is hostile: every shape, size and type is checked before it is used."""

import base64
import binascii
import datetime
import math
import re
from typing import Any

import numpy as np
import pandas as pd

from assay_wire.values import MAX_INT_BITS, Handle, Limits, Missing, Opaque, TooLarge

_DTYPES = re.compile(r"^[<|](b1|i[1248]|u[1248]|f[248]|c(8|16)|[mM]8\[(Y|M|W|D|h|m|s|ms|us|ns)\])$")
_MAX_ITEMS = 50_000_000
_MAX_DIMENSIONS = 16
_MAX_REPORTED = 200


class WireError(ValueError):
    """What came is not of the agreed form; the message says how."""


def decode(data: Any, limits: Limits | None = None) -> Any:
    """Return the plain value that `data` stands for.

    Gives only None, bool, int, float, complex, str, bytes, list, tuple, set, dict, dates, numpy scalars and arrays,
    pandas frames, series and indexes, and the stand-ins of ``assay_wire.values``. Raises WireError for anything else.
    """
    try:
        return _Decoder(limits or Limits()).decode(data, 0)
    except WireError:
        raise
    except (RecursionError, ValueError, TypeError, OverflowError, KeyError, MemoryError) as error:
        raise WireError(f"a value could not be read ({type(error).__name__}: {str(error)[:_MAX_REPORTED]})") from error


class _Decoder:
    def __init__(self, limits: Limits):
        self.limits = limits
        self.nodes = 0
        self.data_bytes = 0

    def decode(self, data: Any, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > self.limits.nodes or depth > self.limits.depth + 4:
            raise WireError("a value is nested too deep or has too many parts")
        if data is None or isinstance(data, (bool, str)):
            return data
        if isinstance(data, int):
            if data.bit_length() > MAX_INT_BITS:
                raise WireError("an integer is too large")
            return data
        if isinstance(data, float):
            if not math.isfinite(data):
                raise WireError("a number is not finite where JSON allows only finite ones")
            return data
        if not isinstance(data, dict):
            raise WireError(f"a value has the JSON type {type(data).__name__}")
        tag = data.get("t")
        reader = self._READERS.get(tag) if isinstance(tag, str) else None
        if reader is None:
            raise WireError(f"a value has the unknown tag {str(tag)[:40]!r}")
        return reader(self, data, depth + 1)

    def _int(self, data: dict, depth: int) -> int:
        text = _text(data, "v")
        if len(text) > MAX_INT_BITS // 4 + 3 or not re.fullmatch(r"-?0x[0-9a-f]+", text):
            raise WireError("a large integer is malformed")
        return int(text, 16)

    def _float(self, data: dict, depth: int) -> float:
        text = _text(data, "v")
        if text not in ("nan", "inf", "-inf"):
            raise WireError("a special float is malformed")
        return float(text)

    def _list(self, data: dict, depth: int) -> Any:
        items = [self.decode(item, depth) for item in _items(data, "v")]
        kind = data.get("kind")
        if kind == "tuple":
            return tuple(items)
        if kind in ("set", "frozenset"):
            return set(_hashable(items))
        return items

    def _dict(self, data: dict, depth: int) -> dict:
        result: dict[Any, Any] = {}
        for pair in _items(data, "v"):
            if not isinstance(pair, list) or len(pair) != 2:
                raise WireError("a dict is malformed")
            key = self.decode(pair[0], depth)
            result[_hashable([key])[0]] = self.decode(pair[1], depth)
        return result

    def _complex(self, data: dict, depth: int) -> complex:
        real, imaginary = (self.decode(part, depth) for part in _items(data, "v"))
        return complex(float(real), float(imaginary))

    def _bytes(self, data: dict, depth: int) -> bytes:
        return self._raw(data, "v")

    def _date(self, data: dict, depth: int) -> Any:
        text = _text(data, "v")
        for kind in (datetime.date, datetime.datetime, datetime.time):
            try:
                return kind.fromisoformat(text[:64])
            except ValueError:
                continue
        raise WireError("a date is malformed")

    def _timedelta(self, data: dict, depth: int) -> datetime.timedelta:
        return datetime.timedelta(seconds=float(data["v"]))

    def _scalar(self, data: dict, depth: int) -> Any:
        array = self._typed(data, ())
        return array[()]

    def _ndarray(self, data: dict, depth: int) -> np.ndarray:
        shape = _shape(data)
        if data.get("dtype") not in ("object", "str"):
            return self._typed(data, shape)
        items = [self.decode(item, depth) for item in _items(data, "items")]
        if len(items) != math.prod(shape):
            raise WireError("an array's shape does not fit its items")
        array = np.empty(len(items), dtype=object)
        for place, item in enumerate(items):
            array[place] = item
        if data["dtype"] == "str" and all(isinstance(item, str) for item in items):
            width = max((len(item) for item in items), default=1)
            if len(items) * width * 4 <= self.limits.data_bytes:
                array = array.astype(str)
        return array.reshape(shape)

    def _masked(self, data: dict, depth: int) -> np.ndarray:
        values, mask = self.decode(data["data"], depth), self.decode(data["mask"], depth)
        if not isinstance(values, np.ndarray) or not isinstance(mask, np.ndarray) or values.shape != mask.shape:
            raise WireError("a masked array is malformed")
        return np.where(mask.astype(bool), np.nan, values.astype(float))

    def _typed(self, data: dict, shape: tuple[int, ...]) -> np.ndarray:
        dtype = _text(data, "dtype")
        if not _DTYPES.fullmatch(dtype):
            raise WireError(f"an array has the dtype {dtype[:40]!r}")
        raw = self._raw(data, "data")
        kind = np.dtype(dtype)
        if len(raw) != math.prod(shape) * kind.itemsize:
            raise WireError("an array's shape does not fit its data")
        return np.frombuffer(raw, dtype=kind).reshape(shape).copy()

    def _raw(self, data: dict, key: str) -> bytes:
        text = _text(data, key)
        self.data_bytes += len(text) * 3 // 4
        if self.data_bytes > self.limits.data_bytes + 1024:
            raise WireError("a value has too many bytes")
        try:
            return base64.b64decode(text, validate=True)
        except binascii.Error as error:
            raise WireError("a value's bytes are no base64") from error

    def _series(self, data: dict, depth: int) -> pd.Series:
        index, values = self._index(data["index"], depth), self._column(data["values"], depth)
        if len(index) != len(values):
            raise WireError("a series' index does not fit its values")
        name = self.decode(data.get("name"), depth)
        return pd.Series(values, index=index, name=name if isinstance(name, (str, int, float, tuple)) else None)

    def _dataframe(self, data: dict, depth: int) -> pd.DataFrame:
        index, columns = self._index(data["index"], depth), self._index(data["columns"], depth)
        blocks = [self._column(block, depth) for block in _items(data, "blocks")]
        if len(blocks) != len(columns) or any(len(block) != len(index) for block in blocks):
            raise WireError("a data frame's columns do not fit its index")
        frame = pd.DataFrame(dict(enumerate(blocks)), index=index, columns=range(len(blocks)))
        frame.columns = columns
        return frame

    def _index(self, data: Any, depth: int) -> pd.Index:
        if not isinstance(data, dict) or data.get("t") != "index":
            raise WireError("an index is malformed")
        levels = [self._column(level, depth) for level in _items(data, "levels")]
        for level in levels:
            _hashable(level.tolist())
        names = [self.decode(name, depth) for name in _items(data, "names")]
        if not levels or len(names) != len(levels) or any(len(level) != len(levels[0]) for level in levels):
            raise WireError("an index is malformed")
        names = [name if isinstance(name, (str, int, float, tuple)) else None for name in names]
        if len(levels) == 1:
            return pd.Index(levels[0], name=names[0])
        return pd.MultiIndex.from_arrays(levels, names=names)

    def _column(self, data: Any, depth: int) -> np.ndarray:
        if not isinstance(data, dict) or data.get("t") != "ndarray":
            raise WireError("a column is malformed")
        array = self.decode(data, depth)
        if array.ndim != 1:
            raise WireError("a column has more than one dimension")
        return array

    def _handle(self, data: dict, depth: int) -> Handle:
        number = data.get("id")
        if not isinstance(number, int) or isinstance(number, bool):
            raise WireError("a handle is malformed")
        return Handle(number, _text(data, "type")[:_MAX_REPORTED], data.get("callable") is True)

    def _opaque(self, data: dict, depth: int) -> Opaque:
        return Opaque(_text(data, "type")[:_MAX_REPORTED], _text(data, "repr")[:_MAX_REPORTED])

    def _missing(self, data: dict, depth: int) -> Missing:
        return Missing()

    def _too_large(self, data: dict, depth: int) -> TooLarge:
        size = data.get("bytes")
        return TooLarge(size if isinstance(size, int) else 0)

    _READERS = {  # noqa: RUF012 (a table of methods)
        "int": _int, "float": _float, "list": _list, "dict": _dict, "complex": _complex, "bytes": _bytes, "date": _date,
        "timedelta": _timedelta, "scalar": _scalar, "ndarray": _ndarray, "masked": _masked, "series": _series,
        "dataframe": _dataframe, "index": _index, "handle": _handle, "opaque": _opaque, "missing": _missing,
        "too_large": _too_large,
    }  # fmt: skip


def _text(data: dict, key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise WireError(f"the field {key!r} of a value is no text")
    return value


def _items(data: dict, key: str) -> list:
    value = data.get(key)
    if not isinstance(value, list):
        raise WireError(f"the field {key!r} of a value is no list")
    return value


def _shape(data: dict) -> tuple[int, ...]:
    shape = _items(data, "shape")
    if len(shape) > _MAX_DIMENSIONS or not all(
        isinstance(side, int) and not isinstance(side, bool) and side >= 0 for side in shape
    ):
        raise WireError("an array's shape is malformed")
    # One without columns takes no room, however many rows it claims.
    if math.prod(max(side, 1) for side in shape) > _MAX_ITEMS:
        raise WireError("an array's shape is too large")
    return tuple(shape)


def _hashable(items: list) -> list:
    for item in items:
        try:
            hash(item)
        except TypeError as error:
            raise WireError("a key is not hashable") from error
    return items
