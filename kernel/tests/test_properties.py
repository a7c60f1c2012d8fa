"""Laws that the judge's library keeps, tried on values that nobody chose: what is right is never wrong, a change is
always found, and whatever a candidate's kernel says ends as a sentence, never as an exception of ours."""

import json
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from assay_judge.closeness import as_numbers, describe, find_difference
from assay_judge.counts import find_count_difference
from assay_judge.derived_data import select_derived_inputs, select_inputs
from assay_judge.expectations import compute_r2, expect_accuracy, expect_at_least, expect_equal
from assay_judge.frames import find_frame_difference
from assay_judge.outcomes import CheckFailedError
from assay_judge.plots import parse_figures
from assay_wire import decode, encode

bounded = settings(max_examples=60, deadline=None)

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: 0.0 if abs(value) < 1e-6 else value)
ANY_FLOAT = st.floats(allow_nan=True, allow_infinity=True)
SHAPES = hnp.array_shapes(min_dims=0, max_dims=3, max_side=5)
ARRAYS = hnp.arrays(np.float64, SHAPES, elements=NUMBERS)
LABELS = st.text(st.characters(codec="utf-8"), max_size=8)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | ANY_FLOAT | LABELS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LABELS, inner, max_size=4),
    max_leaves=12,
)


@st.composite
def frames(draw: st.DrawFn, min_rows: int = 1) -> pd.DataFrame:
    rows = draw(st.integers(min_rows, 6))
    names = draw(st.lists(LABELS, min_size=1, max_size=4, unique=True))
    column = {
        "number": st.lists(NUMBERS, min_size=rows, max_size=rows),
        "whole": st.lists(st.integers(-1000, 1000), min_size=rows, max_size=rows),
        "text": st.lists(LABELS, min_size=rows, max_size=rows),
        "category": st.lists(st.sampled_from(["a", "b", "c"]), min_size=rows, max_size=rows).map(pd.Categorical),
    }
    kinds = draw(st.lists(st.sampled_from(list(column)), min_size=len(names), max_size=len(names)))
    return pd.DataFrame({name: draw(column[kind]) for name, kind in zip(names, kinds, strict=True)})


@bounded
@given(ARRAYS)
def test_numbers_are_close_to_themselves_in_every_form(array: np.ndarray):
    forms: list[Any] = [array, array.tolist(), array.astype(object), decode(json.loads(json.dumps(encode(array))))]
    if array.ndim == 1:
        forms += [pd.Series(array), tuple(array.tolist())]
    if array.ndim == 2 and array.size:
        forms.append(pd.DataFrame(array))
    for form in forms:
        assert find_difference(form, array) is None, type(form)


@bounded
@given(ARRAYS, st.data())
def test_a_number_that_changed_is_found_and_a_change_of_rounding_is_not(array: np.ndarray, data: st.DataObject):
    assume(array.size)
    place = data.draw(st.integers(0, array.size - 1))
    scale = float(np.abs(array).max())
    for change, is_found in ((1e-3, True), (1e-13, False)):
        other = array.copy()
        other.ravel()[place] += change * max(scale, 1.0)
        assert bool(find_difference(other, array)) == is_found
    hole = array.copy()
    hole.ravel()[place] = math.nan
    assert find_difference(hole, array)


@bounded
@given(ARRAYS, st.integers(0, 3))
def test_another_shape_is_found(array: np.ndarray, extra: int):
    assert find_difference(np.expand_dims(array, 0), array)
    if extra:
        assert find_difference(np.concatenate([array.ravel(), np.zeros(extra)]), array.ravel())


@bounded
@given(hnp.arrays(np.float64, SHAPES, elements=st.floats(-1e6, 1e6, width=32)))
def test_single_precision_costs_nothing(array: np.ndarray):
    assert find_difference(array.astype(np.float32), array) is None


@bounded
@given(PLAIN | ARRAYS | frames())
def test_what_is_no_number_ends_as_a_sentence(value: Any):
    crossed = decode(json.loads(json.dumps(encode(value))))
    try:
        array = as_numbers(crossed)
        assert array.dtype.kind == "f"
    except CheckFailedError as failed:
        assert str(failed)
    assert len(describe(crossed)) < 1000


@bounded
@given(PLAIN)
def test_a_plain_value_equals_itself_after_the_journey_and_nothing_that_is_wrapped(value: Any):
    crossed = decode(json.loads(json.dumps(encode(value))))
    expect_equal(crossed, value)
    with pytest.raises(CheckFailedError):
        expect_equal([crossed], value)


@bounded
@given(frames())
def test_a_table_equals_itself_whatever_the_order_of_its_columns_and_its_index(table: pd.DataFrame):
    crossed = decode(json.loads(json.dumps(encode(table))))
    assert find_frame_difference(crossed, table, check_index=True, columns_in_order=True) is None
    shuffled = table[list(table.columns)[::-1]].set_index(pd.Index(range(100, 100 + len(table))))
    assert find_frame_difference(shuffled, table) is None


@bounded
@given(frames(min_rows=2), st.data())
def test_a_table_with_a_changed_cell_a_lost_row_or_a_lost_column_is_another(table: pd.DataFrame, data: st.DataObject):
    name = data.draw(st.sampled_from(list(table.columns)))
    row = data.draw(st.integers(0, len(table) - 1))
    changed = table.astype(object)
    old = changed.at[row, name]
    changed.at[row, name] = f"{old}x" if isinstance(old, str) else old + max(1.0, abs(old)) * 1e-3
    if not isinstance(old, str):
        changed[name] = changed[name].astype(float)
    column_scale = 0.0 if isinstance(old, str) else float(table[name].abs().max())
    # Beside much larger values of its column a change of a thousandth is still more than the tolerance allows.
    assume(isinstance(old, str) or max(1.0, abs(old)) * 1e-3 > 1e-8 * column_scale)
    assert find_frame_difference(changed, table)
    assert find_frame_difference(table.drop(index=row), table)
    assert find_frame_difference(table.drop(columns=name), table)
    assert find_frame_difference(table.assign(**{"one column more": 1}), table)


@bounded
@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=4), st.integers(1, 50), min_size=2, max_size=6))
def test_counts_are_the_same_in_every_form_and_another_count_is_found(counts: dict[str, int]):
    names, numbers = list(counts), list(counts.values())
    series = pd.Series(counts)
    forms = [counts, series, series[::-1], list(counts.items()), pd.DataFrame({"name": names, "n": numbers})]
    for form in (*forms, series.to_frame("n")):
        assert find_count_difference(form, counts) is None, form
    for wrong in (
        {**counts, names[0]: numbers[0] + 1},
        {name: counts[name] for name in names[1:]},
        {**counts, "new": 1},
    ):
        assert find_count_difference(wrong, counts)


@bounded
@given(hnp.arrays(np.float64, st.integers(2, 12), elements=NUMBERS), st.permutations(range(12)))
def test_only_what_is_made_of_the_hidden_values_counts_as_changed_data(original: np.ndarray, order: list[int]):
    assume(len(set(original.tolist())) == len(original))
    shuffled = original[[place for place in order if place < len(original)]]
    visible = np.arange(3.0)
    accepted = select_derived_inputs(original, shuffled, visible, allow_fewer=True)
    assert accepted[0] is original and len(accepted) == (1 if np.array_equal(shuffled, original) else 2)
    for invented in (original + 1e9, np.full_like(original, original[0]), np.append(original, 0.5), "text", None):
        assert len(select_derived_inputs(original, invented, visible, allow_fewer=True)) == 1
    # What is the same on the visible data was typed in.
    assert len(select_derived_inputs(original, shuffled, shuffled, allow_fewer=True)) == 1
    assert select_inputs(original, original.tolist())[0] is original


@bounded
@given(st.lists(st.integers(0, 1), min_size=1, max_size=40), st.data())
def test_accuracy_is_the_share_of_right_labels(labels: list[int], data: st.DataObject):
    wrong = data.draw(st.sets(st.integers(0, len(labels) - 1)))
    guesses = [1 - label if place in wrong else label for place, label in enumerate(labels)]
    share = 1 - len(wrong) / len(labels) - 1e-12
    expect_accuracy(guesses, labels, share)
    expect_accuracy(np.array(guesses)[:, None], labels, share)
    with pytest.raises(CheckFailedError):
        expect_accuracy(guesses, labels, share + 1e-9)
    with pytest.raises(CheckFailedError):
        expect_accuracy([*guesses, 0], labels, 0.0)


@bounded
@given(ANY_FLOAT, st.floats(0, 1))
def test_a_threshold_is_passed_by_numbers_that_reach_it_alone(value: float, threshold: float):
    if value >= threshold:
        expect_at_least(value, threshold, "it")
    else:
        with pytest.raises(CheckFailedError):
            expect_at_least(value, threshold, "it")


@bounded
@given(hnp.arrays(np.float64, st.integers(2, 10), elements=st.floats(-1e3, 1e3)), ARRAYS | PLAIN)
def test_r2_is_one_for_the_target_and_never_more(target: np.ndarray, predicted: Any):
    assume(np.ptp(target) > 1e-3)
    assert compute_r2(target[:, None], target) == 1
    try:
        assert compute_r2(decode(json.loads(json.dumps(encode(predicted)))), target) <= 1
    except CheckFailedError as failed:
        assert str(failed)


FIGURE_KEYS = [
    "figures",
    "axes",
    "png",
    "suptitle",
    "supxlabel",
    "supylabel",
    "texts",
    "bars",
    "boxes",
    "lines",
    "points",
]
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | LABELS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIGURE_KEYS) | LABELS, inner, max_size=6)
    ),
    max_leaves=20,
)


@bounded
@given(JSON_VALUES | st.lists(JSON_VALUES, max_size=3).map(lambda figures: {"figures": figures}))
def test_a_description_of_figures_of_any_form_is_read_or_refused(reply: Any):
    try:
        assert isinstance(parse_figures(reply), list)
    except CheckFailedError as failed:
        assert str(failed)
