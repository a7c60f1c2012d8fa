"""When values are the same, and what the messages say where they are not."""

import datetime
import math

import numpy as np
import pandas as pd
import pytest

from assay_judge.closeness import as_numbers, describe, find_difference
from assay_judge.counts import expect_counts, find_count_difference
from assay_judge.expectations import (
    compute_r2,
    expect_accuracy,
    expect_any_close,
    expect_at_least,
    expect_equal,
    expect_shape,
    notes,
)
from assay_judge.frames import find_frame_difference
from assay_judge.outcomes import CheckFailedError, expect
from assay_wire import Handle, Missing, Opaque, TooLarge

WANTED = np.array([0.0, 0.25, 1.0])


@pytest.mark.parametrize(
    "got",
    [
        [0, 0.25, 1], (0, 0.25, 1), np.array([0, 0.25, 1]), pd.Series([0, 0.25, 1], index=[7, 8, 9]),
        np.array([0, 0.25, 1], dtype=np.float32), np.array([0, 0.25, 1], dtype=object), [1e-10, 0.25 + 2e-7, 1 - 9e-7],
        np.array([0.25 + 1e-6 - 0.25, 0.25, 1 + 8e-6], dtype=np.float32), np.array([0, 0.25, 1], dtype=complex),
        [np.array(0), np.float64(0.25), 1],
    ],
)  # fmt: skip
def test_right_numbers_of_any_type_are_close(got: object):
    assert find_difference(got, WANTED) is None


@pytest.mark.parametrize(
    "got", [[1e-6, 0.25, 1], [0, 0.25 + 1e-5, 1], [0, 0.25, math.nan], [0, 0.25, math.inf], [1, 0.25, 0]]
)
def test_other_numbers_are_not_close(got: list[float]):
    assert "values differ (tolerance 1e-06 relative)" in str(find_difference(got, WANTED, what="x"))


def test_nan_is_close_to_an_expected_nan_and_infinity_to_its_own_sign():
    assert find_difference([math.nan, math.inf], [math.nan, math.inf]) is None
    assert find_difference([math.nan, -math.inf], [math.nan, math.inf])
    assert find_difference([0.0], [math.nan])


def test_messages_say_expected_got_where_how_many_and_tolerance():
    assert find_difference([0, 0.5, 2], WANTED, what="scaled") == (
        "scaled: expected 0.25, got 0.5 at index 1; 2 of 3 values differ (tolerance 1e-06 relative)"
    )
    assert "at index (1, 0)" in str(find_difference([[1, 2], [0, 4]], [[1, 2], [3, 4]]))
    assert find_difference(3, 4, what="n", rtol=0, atol=0.5) == "n: expected 4, got 3 (tolerance 0.5 absolute)"
    assert "tolerance 1e-05 relative" in str(find_difference(np.float32(3), 4))
    assert find_difference([1, 2], [1, 2, 3], what="x") == "x: expected 3 values, got 2 values"
    assert find_difference([[1], [2]], [1, 2], what="x") == "x: expected 2 values, got an array of shape (2, 1)"
    assert find_difference([[1], [2]], [1, 2], flatten=True) is None
    assert find_difference(1, [1]) == "the value: expected 1 values, got a single number"


@pytest.mark.parametrize(
    "got",
    [
        None, True, "1", b"1", [True, False], np.array([True]), [None, 1], ["1", 2], {"a": 1}, {1, 2}, 1j, [1, 2j],
        [[1], [1, 2]], [[]], 10**400, [10**400], datetime.date(2024, 1, 1), np.datetime64("2024-01-01"),
        np.timedelta64(3, "D"), Missing(), Opaque("a.B", "<B>"), TooLarge(10), Handle(1, "a.B", False), [Missing()],
        np.array([True, 1.5], dtype=object), pd.DataFrame({"a": ["x"]}), pd.Series([pd.Timestamp("2024")]),
    ],
)  # fmt: skip
def test_what_is_no_number_fails_with_a_sentence(got: object):
    with pytest.raises(CheckFailedError):
        expect_any_close(got, [[0.0, 1.0]], what="x")


def test_descriptions_are_short_whatever_the_value_is():
    class Unshowable:
        def __repr__(self) -> str:
            raise RuntimeError

    values = [
        "x" * 10_000, list(range(10_000)), {i: "y" * 1000 for i in range(100)}, 10**4000,
        [10**4000], Unshowable(), 1e300, [Unshowable()], np.zeros((1000, 3)), pd.DataFrame(np.zeros((3, 50))),
        np.array(["a" * 900]),
    ]  # fmt: skip
    for value in values:
        assert 0 < len(describe(value)) <= 300, value


def test_equality_of_plain_values():
    for got, wanted in [
        ("a", "a"), (1.0, 1), ((1, "a"), [1, "a"]), (np.array([1, 2]), [1, 2]), ([[1], [1, 2]], [[1], [1, 2]]),
        ({"a": (1,)}, {"a": [1]}), (math.nan, math.nan), (np.bool_(True), True), ([], []), (None, None),
    ]:  # fmt: skip
        expect_equal(got, wanted)
    for got, wanted in [
        ("1", 1), (True, 1), (1, True), ([1], 1), (1, [1]), ([1, 2], [1]), ({"a": 1}, {"b": 1}), (None, 0),
        (0, math.nan), (pd.DataFrame({"a": [1]}), 1), (Missing(), None), (np.array([1, 2]), 1), ([[1, 2]], [1, 2]),
        ("a", ["a"]),
    ]:  # fmt: skip
        with pytest.raises(CheckFailedError, match="expected"):
            expect_equal(got, wanted)


COUNTS = {"A": 3, "B": 1}


@pytest.mark.parametrize(
    "got",
    [
        {"A": 3, "B": 1}, {"B": 1.0, "A": np.int64(3)}, {"A": 3, "B": 1, "C": 0}, [("A", 3), ("B", 1)],
        [[3, "A"], [1, "B"]],
        pd.Series([3, 1], index=["A", "B"]), pd.Series([3, 1], index=pd.MultiIndex.from_tuples([("A",), ("B",)])),
        pd.DataFrame({"n": [3, 1]}, index=["A", "B"]), pd.DataFrame({"Category": ["A", "B"], "count": [3, 1]}),
        pd.DataFrame({"count": [3, 1], "Category": ["A", "B"]}), np.array([["A", "3"], ["B", "1"]]),
        np.array([["A", 3], ["B", 1]], dtype=object), {("A", 3), ("B", 1)},
    ],
)  # fmt: skip
def test_counts_come_in_many_forms(got: object):
    expect_counts(got, COUNTS)


@pytest.mark.parametrize(
    ("got", "message"),
    [
        ({"A": 3}, "'B' is missing"),
        ({"A": 3, "B": 2}, "expected 1 for 'B', got 2"),
        ({"A": 3, "B": True}, "expected 1 for 'B'"),
        ({"A": 3, "B": 1, "C": 4}, "'C' is no category"),
        ({"A": 0.75, "B": 0.25}, "expected 3 for 'A', got 0.75"),
    ],
)
def test_wrong_counts_are_named(got: dict, message: str):
    assert message in str(find_count_difference(got, COUNTS))


@pytest.mark.parametrize(
    "got", [3, "A", ["A", "B"], None, [("A", 3), ("A", 1)], [([1], 2)], pd.DataFrame(), [{"A": 1}]]
)
def test_what_is_no_table_of_counts_fails_with_a_sentence(got: object):
    with pytest.raises(CheckFailedError):
        expect_counts(got, COUNTS)


FRAME = pd.DataFrame({"n": [1.0, 2.0, np.nan], "who": ["a", None, "c"], "yes": [True, False, True]}, index=[5, 6, 7])


def test_tables_are_compared_by_column_name_and_row_order():
    same = FRAME.reset_index(drop=True)[["who", "yes", "n"]]
    assert find_frame_difference(same, FRAME) is None
    assert "in the order" in str(find_frame_difference(same, FRAME, columns_in_order=True))
    assert "row label 5" in str(find_frame_difference(same, FRAME, check_index=True))
    assert find_frame_difference(pd.Series([1, 2], name="z"), pd.Series([1.0, 2.0], name="y")) is None


@pytest.mark.parametrize(
    ("got", "message"),
    [
        ([1, 2], "expected a DataFrame, got list"),
        (FRAME.iloc[:2], "expected 3 rows, got 2"),
        (FRAME.drop(columns="n"), "expected the columns"),
        (FRAME.rename(columns={"n": "m"}), "expected the columns"),
        (FRAME.assign(n=[1.0, 2.5, np.nan]), "column 'n': expected 2, got 2.5 at index 1"),
        (FRAME.assign(n=["1", "2", "3"]), "column 'n': expected numbers"),
        (FRAME.assign(who=["a", "b", "c"]), "column 'who': expected None at row 1, got 'b'"),
        (FRAME.assign(yes=[1, 0, 1]), "column 'yes': expected True at row 0"),
    ],
)
def test_differences_of_tables_are_named(got: object, message: str):
    try:
        problem = find_frame_difference(got, FRAME)
    except CheckFailedError as failed:
        problem = str(failed)
    assert message in str(problem)


def test_thresholds_are_computed_here_and_a_hair_is_remarked():
    notes.near_threshold = False
    expect_at_least(0.9, 0.8, "it")
    assert not notes.near_threshold
    expect_at_least(0.803, 0.8, "it")
    assert notes.near_threshold
    with pytest.raises(CheckFailedError, match=r"expected at least 0.8, got 0.797 \(near the threshold\)"):
        expect_at_least(0.797, 0.8, "it")
    for value in (math.nan, 0.5, -math.inf):
        with pytest.raises(CheckFailedError, match=r"got [^(]*$"):
            expect_at_least(value, 0.8, "it")


def test_accuracy_takes_numbers_booleans_and_text():
    expect_accuracy([[0], [1], [1.0]], [0, 1, 1], 1.0)
    expect_accuracy(pd.Series(["a", "b"]), np.array(["a", "b"]), 1.0)
    expect_accuracy(np.array([True, False]), [True, False], 1.0)
    for got, labels in [(["a"], [1]), ([1], ["a"]), ([[1]], ["a"]), ([1, 0], [True, False]), ([0, 1], [0]), (3, ["a"])]:
        with pytest.raises(CheckFailedError):
            expect_accuracy(got, labels, 0.0)


def test_r2_of_what_is_not_finite_is_nothing():
    assert compute_r2([[1], [2], [3]], [1, 2, 3]) == 1
    assert compute_r2([math.nan, 2, 3], [1, 2, 3]) == -math.inf
    assert compute_r2([1e300, 2, 3], [1, 2, 3]) == -math.inf


def test_shapes_and_conditions():
    expect_shape([[1, 2]], (1, 2))
    with pytest.raises(CheckFailedError, match=r"expected the shape \(2,\), got \(\)"):
        expect_shape(3, (2,))
    expect(np.array([True, True]), "no")
    for condition in (
        np.array([]),
        np.array([True, False]),
        np.array(["a", "b"]),
        pd.NA,
        pd.Series([1, 2]),
        pd.DataFrame(),
    ):
        with pytest.raises(CheckFailedError, match="no"):
            expect(condition, "no")


def test_numbers_keep_single_precision_and_nothing_else():
    assert as_numbers(np.float32(1)).dtype == np.float32
    assert as_numbers(np.float16(1)).dtype == float
    assert as_numbers(3).dtype == float
