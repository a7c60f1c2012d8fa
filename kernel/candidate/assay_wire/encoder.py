"""Values → tagged JSON. Runs in every kernel, beside code that may have replaced builtins or patched libraries.

Subclasses are sent as their plain base, through the base's own methods, so that an overridden method neither lies nor
breaks an honest answer.
"""

import base64
import collections
import datetime
import decimal
import fractions
import math
import sys
from typing import Any

from assay_wire.values import MAX_INT_BITS, Handle, Limits

_SAFE_INT = 2**53
_TEXT_LIMIT = 1_000_000
_REPR_LIMIT = 200
# What a tag, a bracket and a short number take in JSON, as bytes of data before base64.
_NODE_BYTES = 12
_ARRAY_KINDS = "biufcmM"
_isinstance, _type, _len, _str, _repr, _int, _float = isinstance, type, len, str, repr, int, float
_list, _dict, _tuple, _bool, _enumerate = list, dict, tuple, bool, enumerate
_b64encode = base64.b64encode


class _TooLargeError(Exception):
    def __init__(self, size: int):
        super().__init__(size)
        self.size = size


def encode(value: Any, limits: Limits | None = None) -> Any:
    """Return `value` as tagged JSON data (see the package's docstring).

    Never raises for a candidate's value: one that is too large gives ``{"t": "too_large"}``, one of another type
    ``{"t": "opaque"}`` with its type's name and at most 200 characters of its repr.
    """
    return Encoder(limits).encode(value)


class Encoder:
    """Encodes several values that go into one message and share its limits."""

    def __init__(self, limits: Limits | None = None):
        self.limits = limits or Limits()
        self.nodes = 0
        self.data_bytes = 0

    def encode(self, value: Any) -> Any:
        """Like the function `encode`; a value that does not fit any more is too large, a smaller later one may fit."""
        nodes, data_bytes = self.nodes, self.data_bytes
        try:
            return self._encode(value, 0)
        except _TooLargeError as error:
            size = error.size
        except RecursionError:
            size = 0
        self.nodes, self.data_bytes = nodes, data_bytes
        return {"t": "too_large", "bytes": size}

    def _encode(self, value: Any, depth: int) -> Any:
        self.nodes += 1
        self.data_bytes += _NODE_BYTES
        if self.nodes > self.limits.nodes:
            raise _TooLargeError(self.nodes)
        if depth > self.limits.depth:
            raise _TooLargeError(depth)
        if self.data_bytes > self.limits.data_bytes:
            raise _TooLargeError(self.data_bytes)
        try:
            for attempt in (self._encode_scalar, self._encode_library, self._encode_container):
                data = attempt(value, depth)
                if data is not NotImplemented:
                    return data
        except (_TooLargeError, RecursionError):
            raise
        except Exception:
            # A class of the candidate's that is not what it says (`__class__`, an overridden property).
            pass
        return encode_opaque(value)

    def _encode_scalar(self, value: Any, depth: int) -> Any:
        if value is None or value is True or value is False:
            return value
        if _isinstance(value, _str):
            return self._text(_str.__str__(value))
        if _isinstance(value, _int):
            number = _int.__int__(value)
            if -_SAFE_INT <= number <= _SAFE_INT:
                return number
            if number.bit_length() > MAX_INT_BITS:
                raise _TooLargeError(number.bit_length() // 8)
            return {"t": "int", "v": hex(number)}
        if _isinstance(value, _float) and not _is_numpy(value):
            number = _float.__float__(value)
            if math.isfinite(number):
                return number
            return {"t": "float", "v": "nan" if number != number else ("inf" if number > 0 else "-inf")}
        return NotImplemented

    def _text(self, text: str) -> str:
        self.data_bytes += _len(text)
        if _len(text) > _TEXT_LIMIT or self.data_bytes > self.limits.data_bytes:
            raise _TooLargeError(_len(text))
        # Lone surrogates are no valid UTF-8 and would break the message on its way.
        return text.encode("utf-8", "replace").decode("utf-8")

    def _encode_container(self, value: Any, depth: int) -> Any:
        if _isinstance(value, (_list, _tuple, set, frozenset, collections.deque)):
            return {
                "t": "list",
                "kind": _base_name(value),
                "v": [self._encode(item, depth + 1) for item in _iterate(value)],
            }
        if _isinstance(value, _dict):
            pairs = [[self._encode(key, depth + 1), self._encode(item, depth + 1)] for key, item in _dict.items(value)]
            return {"t": "dict", "v": pairs}
        if _isinstance(value, (type({}.keys()), type({}.values()), type({}.items()))):
            return {"t": "list", "kind": "list", "v": [self._encode(item, depth + 1) for item in value]}
        if _isinstance(value, range):
            if _len(value) > self.limits.nodes:
                raise _TooLargeError(_len(value))
            return {"t": "list", "kind": "range", "v": [self._encode(item, depth + 1) for item in value]}
        if _isinstance(value, complex):
            return {"t": "complex", "v": [self._encode(value.real, depth + 1), self._encode(value.imag, depth + 1)]}
        if _isinstance(value, (bytes, bytearray)):
            return {"t": "bytes", "v": self._data(bytes(value))}
        if _isinstance(value, (decimal.Decimal, fractions.Fraction)):
            return self._encode(_float(value), depth + 1)
        if _isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
            return {"t": "date", "v": value.isoformat()[:64]}
        if _isinstance(value, datetime.timedelta):
            return {"t": "timedelta", "v": value.total_seconds()}
        if _isinstance(value, Handle):
            return {"t": "handle", "id": value.number, "type": value.type_name, "callable": value.callable}
        return encode_opaque(value)

    def _encode_library(self, value: Any, depth: int) -> Any:
        numpy = sys.modules.get("numpy")
        if numpy is None:
            return NotImplemented
        pandas = sys.modules.get("pandas")
        if pandas is not None and _isinstance(value, (pandas.DataFrame, pandas.Series, pandas.Index)):
            return self._encode_pandas(pandas, value, depth)
        if pandas is not None and (value is pandas.NA or value is pandas.NaT):
            return {"t": "float", "v": "nan"}
        if _isinstance(value, numpy.ma.MaskedArray):
            return {
                "t": "masked",
                "data": self._array(numpy, numpy.ma.getdata(value), depth),
                "mask": self._array(numpy, numpy.ma.getmaskarray(value), depth),
            }
        if _isinstance(value, numpy.ndarray):
            return self._array(numpy, value, depth)
        if _isinstance(value, numpy.generic):
            array = numpy.ndarray.view(numpy.asarray(value), numpy.ndarray)
            if array.dtype.kind in _ARRAY_KINDS:
                return {
                    "t": "scalar",
                    "dtype": array.dtype.newbyteorder("<").str,
                    "data": self._data(_to_bytes(numpy, array)),
                }
            return self._encode(array.item(), depth + 1)
        if pandas is not None and _isinstance(value, pandas.api.extensions.ExtensionArray):
            return self._array(numpy, numpy.asarray(value), depth)
        if pandas is not None and _isinstance(value, (pandas.Interval, pandas.Period)):
            return self._text(_str(value))
        tensorflow = sys.modules.get("tensorflow")
        if tensorflow is not None and _isinstance(value, (tensorflow.Tensor, tensorflow.Variable)):
            return self._encode_library(numpy.asarray(value), depth)
        sparse = sys.modules.get("scipy.sparse")
        if sparse is not None and sparse.issparse(value):
            if value.shape[0] * (value.shape[1] if _len(value.shape) > 1 else 1) * 8 > self.limits.data_bytes:
                raise _TooLargeError(value.shape[0] * 8)
            return self._array(numpy, value.toarray(), depth)
        return NotImplemented

    def _array(self, numpy: Any, value: Any, depth: int) -> Any:
        array = numpy.ndarray.view(value, numpy.ndarray)
        shape = [_int(side) for side in array.shape]
        if array.dtype.kind in _ARRAY_KINDS and array.dtype.itemsize <= 16:
            if array.nbytes > self.limits.data_bytes:
                raise _TooLargeError(_int(array.nbytes))
            return {
                "t": "ndarray",
                "dtype": array.dtype.newbyteorder("<").str,
                "shape": shape,
                "data": self._data(_to_bytes(numpy, array)),
            }
        if array.dtype.names is not None or array.dtype.kind in "V":
            return encode_opaque(value)
        kind = "str" if array.dtype.kind in "UT" else "object"
        if array.size > self.limits.nodes:
            raise _TooLargeError(_int(array.size))
        items = [self._encode(item, depth + 1) for item in numpy.ndarray.ravel(array).tolist()]
        return {"t": "ndarray", "dtype": kind, "shape": shape, "items": items}

    def _encode_pandas(self, pandas: Any, value: Any, depth: int) -> Any:
        numpy = sys.modules["numpy"]
        if _isinstance(value, pandas.Index):
            return self._index(pandas, numpy, value, depth)
        value = _as_plain(pandas, value)
        if _isinstance(value, pandas.Series):
            return {
                "t": "series",
                "name": self._encode(value.name, depth + 1),
                "index": self._index(pandas, numpy, value.index, depth),
                "values": self._column(pandas, numpy, value, depth),
                "kind": _str(value.dtype)[:60],
            }
        columns = [pandas.DataFrame.iloc.fget(value)[:, place] for place in range(value.shape[1])]  # type: ignore[attr-defined]
        return {
            "t": "dataframe",
            "columns": self._index(pandas, numpy, value.columns, depth),
            "index": self._index(pandas, numpy, value.index, depth),
            "blocks": [self._column(pandas, numpy, column, depth) for column in columns],
            "kinds": [_str(column.dtype)[:60] for column in columns],
        }

    def _column(self, pandas: Any, numpy: Any, series: Any, depth: int) -> Any:
        dtype = series.dtype
        if _isinstance(dtype, numpy.dtype):
            return self._array(numpy, numpy.asarray(series), depth)
        if _isinstance(dtype, pandas.DatetimeTZDtype):
            return self._array(numpy, numpy.asarray(series.dt.tz_convert("UTC").dt.tz_localize(None)), depth)
        if _isinstance(dtype, pandas.CategoricalDtype):
            return self._array(numpy, numpy.asarray(series.astype(dtype.categories.dtype)), depth)
        if pandas.api.types.is_bool_dtype(dtype) and not series.isna().any():
            return self._array(numpy, series.to_numpy(dtype=bool), depth)
        if pandas.api.types.is_integer_dtype(dtype) and not series.isna().any():
            return self._array(numpy, series.to_numpy(dtype="int64"), depth)
        if pandas.api.types.is_numeric_dtype(dtype):
            return self._array(numpy, series.to_numpy(dtype="float64", na_value=numpy.nan), depth)
        return self._array(numpy, numpy.asarray(series.astype(object)), depth)

    def _index(self, pandas: Any, numpy: Any, index: Any, depth: int) -> Any:
        names = [self._encode(name, depth + 1) for name in index.names]
        if _isinstance(index, pandas.MultiIndex):
            levels = [
                self._column(pandas, numpy, pandas.Series(index.get_level_values(place)), depth)
                for place in range(index.nlevels)
            ]
            return {"t": "index", "names": names, "levels": levels}
        return {"t": "index", "names": names, "levels": [self._column(pandas, numpy, pandas.Series(index), depth)]}

    def _data(self, data: bytes) -> str:
        self.data_bytes += _len(data)
        if self.data_bytes > self.limits.data_bytes:
            raise _TooLargeError(self.data_bytes)
        return _b64encode(data).decode("ascii")


def encode_opaque(value: Any) -> dict[str, Any]:
    """Return what stands in for a value that does not cross: its type's name and the beginning of its repr."""
    try:
        text = _repr(value)[:_REPR_LIMIT].encode("utf-8", "replace").decode("utf-8")
    except Exception:
        text = "(its repr raises)"
    return {"t": "opaque", "type": type_name(value), "repr": text}


def type_name(value: Any) -> str:
    """Return the dotted name of a value's type, as the type says it (a claim), at most 200 characters."""
    kind = _type(value)
    module, name = _type.__getattribute__(kind, "__module__"), _type.__getattribute__(kind, "__qualname__")
    return (name if module in ("builtins", "__main__") else f"{module}.{name}")[:200]


def _as_plain(pandas: Any, value: Any) -> Any:
    """A table or column of a subclass as what it holds, whatever its methods and properties say."""
    plain = pandas.DataFrame if _isinstance(value, pandas.DataFrame) else pandas.Series
    if _type(value) is plain:
        return value
    held = object.__getattribute__(value, "__dict__")
    copy = plain._from_mgr(held["_mgr"], held["_mgr"].axes)
    if plain is pandas.Series:
        object.__setattr__(copy, "_name", held.get("_name"))
    return copy


def _is_numpy(value: Any) -> bool:
    numpy = sys.modules.get("numpy")
    return numpy is not None and _isinstance(value, numpy.generic)


def _to_bytes(numpy: Any, array: Any) -> bytes:
    little = array.astype(array.dtype.newbyteorder("<"), copy=False)
    return numpy.ndarray.tobytes(numpy.ascontiguousarray(little) if little.ndim else little)


def _base_name(value: Any) -> str:
    for base in (_list, _tuple, set, frozenset):
        if _isinstance(value, base):
            return base.__name__
    return "list"


def _iterate(value: Any) -> Any:
    base: Any
    for base in (_list, _tuple, set, frozenset):
        if _isinstance(value, base):
            return base.__iter__(value)
    return iter(value)
