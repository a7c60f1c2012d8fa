"""Values cross as they are, and what is malformed is refused with a sentence."""

import collections
import contextlib
import datetime
import decimal
import fractions
import json

import numpy as np
import pandas as pd
import pytest
import scipy.sparse
from hypothesis import given
from hypothesis import strategies as st

from assay_wire import Encoder, Limits, Missing, Opaque, TooLarge, WireError, decode, encode


def cross(value):
    return decode(json.loads(json.dumps(encode(value), allow_nan=False)))


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -3,
        2**53 + 1,
        -(10**40),
        0.1,
        "ä\u2028",
        [],
        [1, [2, (3,)]],
        {"a": 1, 2: [3]},
        {1, 2},
        1 + 2j,
        b"\x00\xff",
    ],
)
def test_plain_values_come_back_equal(value):
    back = cross(value)
    assert back == value
    assert type(back) is type(value)


_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _TEXT


@given(st.recursive(_LEAVES, lambda inner: st.lists(inner) | st.dictionaries(_TEXT, inner)))
def test_any_nesting_of_plain_values_comes_back_equal(value):
    assert cross(value) == value


def test_lone_surrogates_do_not_break_the_message():
    assert cross("a\ud800b") == "a?b"


def test_special_floats_cross():
    assert np.isnan(cross(float("nan")))
    assert cross([np.inf, -np.inf]) == [np.inf, -np.inf]


@pytest.mark.parametrize(
    "dtype",
    [
        "float64",
        "float32",
        "float16",
        "int8",
        "uint64",
        "bool",
        "complex128",
        ">f8",
        "datetime64[ns]",
        "timedelta64[s]",
    ],
)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0), (2, 3, 2)])
def test_arrays_keep_values_shape_and_kind(dtype, shape):
    array = (np.arange(np.prod(shape)) % 2).astype("int64").reshape(shape).astype(dtype)
    back = cross(array)
    assert back.shape == array.shape
    assert back.dtype.kind == array.dtype.kind
    assert np.array_equal(back, array)


def test_non_contiguous_and_subclassed_arrays_cross_as_plain_ones():
    class Lying(np.ndarray):
        def tobytes(self, *args, **kwargs):
            return b"\x00" * 24

    array = np.arange(6.0)[::2].view(Lying)
    back = cross(array)
    assert type(back) is np.ndarray
    assert back.tolist() == [0.0, 2.0, 4.0]
    assert cross(np.asfortranarray(np.arange(6).reshape(2, 3))).tolist() == [[0, 1, 2], [3, 4, 5]]


def test_numpy_scalars_strings_objects_and_masks_cross():
    assert cross(np.float32(0.5)).dtype == np.float32
    assert cross(np.str_("x")) == "x"
    assert cross(np.array(["a", None, 3], dtype=object)).tolist() == ["a", None, 3]
    assert cross(np.array(["a", "b"])).tolist() == ["a", "b"]
    assert np.isnan(cross(np.ma.array([1.0, 2.0], mask=[True, False]))[0])


def test_frames_and_series_keep_columns_index_and_values():
    frame = pd.DataFrame(
        {
            "n": [1.5, np.nan],
            "c": pd.Categorical(["x", "y"]),
            "i": pd.array([1, None], dtype="Int64"),
            "s": pd.array(["a", None], dtype="string"),
            "d": pd.to_datetime(["2024-01-02", "2024-03-04"]),
            "b": [True, False],
        },
        index=["r", "s"],
    )
    back = cross(frame)
    assert list(back.columns) == list(frame.columns)
    assert list(back.index) == ["r", "s"]
    assert back["c"].tolist() == ["x", "y"]
    assert np.isnan(back["i"].iloc[1])
    assert back["d"].iloc[0] == pd.Timestamp("2024-01-02")
    assert back["b"].tolist() == [True, False]


def test_multi_indexes_and_doubled_columns_cross():
    series = pd.DataFrame({"a": [1, 1, 2], "b": list("xyx")}).value_counts()
    back = cross(series)
    assert dict(back) == dict(series)
    doubled = pd.DataFrame([[1, 2]], columns=["a", "a"])
    assert cross(doubled).to_numpy().tolist() == [[1, 2]]


def test_counters_and_subclasses_cross_as_their_base():
    class Sneaky(dict):
        def items(self):
            return [("A", 99)]

    assert cross(collections.Counter("aab")) == {"a": 2, "b": 1}
    assert cross(Sneaky(A=1)) == {"A": 1}
    assert cross(datetime.date(2024, 1, 2)) == datetime.date(2024, 1, 2)


def test_what_does_not_cross_is_opaque_and_what_is_huge_is_too_large():
    class Rude:
        def __repr__(self):
            raise RuntimeError

    assert isinstance(cross(Rude()), Opaque)
    assert isinstance(cross(np.zeros(10_000_000)), TooLarge)
    assert isinstance(cross("x" * 2_000_000), TooLarge)
    cyclic: list = []
    cyclic.append(cyclic)
    assert isinstance(cross(cyclic), TooLarge)
    assert decode({"t": "missing"}) == Missing()


@pytest.mark.parametrize(
    "data",
    [
        {"t": "nonsense"},
        {"t": ["list"]},
        [1, 2],
        {"t": "list", "v": 3},
        {"t": "ndarray", "dtype": "<f8", "shape": [4], "data": "AAAA"},
        {"t": "ndarray", "dtype": "|O8", "shape": [1], "data": "AAAAAAAAAAA="},
        {"t": "ndarray", "dtype": "<f8", "shape": [-1], "data": ""},
        {"t": "ndarray", "dtype": "<f8", "shape": [True], "data": "AAAAAAAAAAA="},
        {"t": "ndarray", "dtype": "object", "shape": [10**9, 10**9], "items": []},
        {"t": "ndarray", "dtype": "<f8", "shape": [0] * 40, "data": ""},
        {"t": "dict", "v": [[{"t": "list", "v": []}, 1]]},
        {"t": "dict", "v": [[1]]},
        {"t": "int", "v": "__import__('os')"},
        {"t": "float", "v": "1"},
        {"t": "handle", "id": "1", "type": "x"},
        {"t": "series", "index": {}, "values": {}},
        {"t": "dataframe", "columns": {"t": "index"}, "index": 1, "blocks": []},
        float("nan"),
    ],
)
def test_malformed_data_is_refused_with_a_sentence(data):
    with pytest.raises(WireError) as caught:
        decode(data)
    assert str(caught.value)


def test_deep_and_long_data_is_refused():
    deep: object = 1
    for _ in range(2_000):
        deep = {"t": "list", "v": [deep]}
    with pytest.raises(WireError):
        decode(deep)
    with pytest.raises(WireError):
        decode({"t": "list", "v": [1] * 100}, Limits(nodes=50))


def test_objects_that_are_not_what_they_say_are_opaque_and_spare_their_neighbours():
    class Fake:
        __class__ = property(lambda self: int)  # type: ignore[assignment]

    class Broken(pd.DataFrame):
        @property
        def columns(self):
            raise RuntimeError("columns")

    back = cross([Fake(), 1, Broken({"a": [1]}), {"k": Fake()}])
    assert isinstance(back[0], Opaque)
    assert back[1] == 1
    assert isinstance(back[3]["k"], Opaque)


def test_values_of_one_message_share_its_limits():
    encoder = Encoder(Limits(data_bytes=1_000))
    assert encoder.encode(np.zeros(100))["t"] == "ndarray"
    assert encoder.encode(np.zeros(100))["t"] == "too_large"
    assert encoder.encode(3) == 3


def test_text_arrays_stay_text_arrays():
    assert cross(np.array(["a", "bb"])).dtype == np.dtype("<U2")
    assert cross(np.array([["a"], ["bb"]])).shape == (2, 1)
    assert cross(pd.Series(["a", "b"])).dtype == object


@pytest.mark.parametrize(
    "value",
    [
        pd.Series(pd.date_range("2024-01-01", periods=2, tz="Europe/Berlin")),
        pd.Series(pd.period_range("2024-01", periods=2)),
        pd.cut(pd.Series([1, 5]), [0, 2, 9]),
        pd.DataFrame({"a": []}),
        pd.DataFrame(),
        pd.DataFrame({"a": pd.array([1.5, None], dtype="float64[pyarrow]")}),
        pd.DataFrame({"a": pd.arrays.SparseArray([0.0, 0.0, 1.0])}),
        pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["x", "y"]),
        pd.Index([1, 2], name="n"),
        pd.RangeIndex(3),
        pd.Timestamp("2024-01-01"),
        pd.NaT,
        pd.NA,
        datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC),
        datetime.timedelta(hours=1),
        decimal.Decimal("1.5"),
        fractions.Fraction(1, 3),
        range(3),
        collections.OrderedDict(a=1),
        collections.defaultdict(list, a=[1]),
        collections.deque([1, 2]),
        np.datetime64("2024-01-01"),
        np.ma.masked,
        np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]),
        np.matrix([[1, 2]]),
        scipy.sparse.csr_matrix(np.eye(2)),
        {1: {2: (3, {4})}},
        frozenset([1]),
        ValueError("x"),
        lambda: 1,
        int,
        np,
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_value_crosses_as_something(value):
    cross(value)
    cross([value])
    cross({"k": value})


TAGS = [
    "list",
    "dict",
    "ndarray",
    "series",
    "dataframe",
    "index",
    "scalar",
    "masked",
    "date",
    "timedelta",
    "complex",
    "int",
    "float",
    "bytes",
    "handle",
]
KEYS = [
    "v",
    "dtype",
    "shape",
    "data",
    "items",
    "kind",
    "index",
    "values",
    "levels",
    "names",
    "columns",
    "blocks",
    "mask",
    "id",
    "type",
    "repr",
    "bytes",
    "name",
]
JSON_PARTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.fixed_dictionaries(
            {"t": st.sampled_from(TAGS)},
            optional={
                key: inner
                | st.lists(st.integers(-2, 4), max_size=3)
                | st.sampled_from(["<f8", "object", "str", "AA=="])
                for key in KEYS
            },
        )
    ),
    max_leaves=12,
)


@given(JSON_PARTS)
def test_any_malformed_data_is_refused_as_such(data):
    with contextlib.suppress(WireError):
        decode(data)
