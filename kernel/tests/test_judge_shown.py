"""Numbers in what cells show: found in any form in which people write them, and not found where they are not."""

import time
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judge_driver import Answers, create_marker, mark

from assay_judge.shown import MAX_NUMBERS, read_numbers, read_page


def stands_in(text: str, *values: float) -> bool:
    numbers = read_numbers(text)
    return all(any(number.stands_for(value) for number in numbers) for value in values)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5.25", 5.2481), ("5.248", 5.2481), ("5.24", 5.2481), ("5.2481", 5.2481), ("5.25", 5.25), ("5", 5.0),
        ("0.0", 0.0), ("-0.00", 0.0), ("100", 100.0), ("100.0", 100.0), ("0.000123", 0.000123),
        ("1.23e-04", 0.000123), ("[1.23000e+04 5.6e+00]", 12300.0), ("1.234560e+05", 123456.0), ("1.23e5", 123456.0),
        ("2.5e+07", 24_999_950.0),
        ("250000.0", 250_000), ("12,345.6", 12345.6), ("12,345", 12345.2), ("1,234,567.891", 1234567.891),
        ("12 345", 12345), ("12_345", 12345), ("12\u202f345", 12345), ("12\u00a0345.50", 12345.5),
        ("12'345.60", 12345.6), ("12.345,67", 12345.67), ("1.234.567", 1234567), ("3,75", 3.75),
        ("12,34,567.80", 1234567.8), ("123,000", 123_456), ("123k", 123_456), ("1.25M", 1_250_000), ("52.3%", 0.523),
        ("52.3 %", 0.523), ("52.3 percent", 0.523), ("52.3%", 52.3), ("np.float64(3.25)", 3.25),
        ("{'a': np.float64(3.25)}", 3.25), ("array([3.25, 1. ])", 3.25), ("(3.25,)", 3.25), ("mean=3.25;", 3.25),
        ("mean:3.25", 3.25), ("Mean is 3.25.", 3.25), ("$5,012", 5012), ("-$5,012.50", -5012.5), ("€ 5012", 5012),
        ("USD5012", 5012), ("Rs.5012", 5012), ("5012USD", 5012), ("3.25kg", 3.25), ("~3.25", 3.25), ("-3.25", -3.25),
        ("−3.25", -3.25), ("[-3.25 -1.5 ]", -1.5), ("mean -3.25", -3.25), ("mean:-3.25", 3.25),
        ("\x1b[31m3.25\x1b[0m", 3.25), ("'Mean:\\n3.25\\n'", 3.25), ("x1=3.25", 3.25),
        ("25th percentile: 3.25", 3.25), ("50%     3.25", 3.25), ("Feature1 3.25 2024-05-01", 3.25),
        ("25:3.25", 3.25), ("| 3.25 |", 3.25), ("v1.2.3 took 0:00:03 for 3.25", 3.25), ("1. 3.25", 3.25),
        (".325", 0.325), ("+3.25", 3.25), ("1,3.25", 3.25), ("10.5,200.25", 200.25), ("Q1-Q3: 3.25-4.50", 4.5),
        ("120.00", 119.9996),
    ],
)  # fmt: skip
def test_a_number_is_read_in_the_forms_in_which_people_write_it(text: str, value: float) -> None:
    assert stands_in(text, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", 5.0), ("no number", 5.0), ("5.2", 5.2481), ("5", 5.2481), ("5.26", 5.2481), ("5.23", 5.2481),
        ("5", 5.001), ("0.00", 0.001), ("0.0", 0.3), ("100", 101), ("100", 100.7e1), ("-3.25", 3.25), ("3.25", -3.25),
        ("12345", 1234.5), ("x325", 325), ("Feature325", 325), ("float64", 64), ("25th", 25), ("0x7f32512", 32512),
        ("2024-05-17", 2024), ("50% 3.25", 50), ("3.25.1", 3.25), ("13.25", 3.25), ("3.255", 3.25), ("5000", 5090),
        ("123,000", 124_000), ("12,345.6", 12346.6), ("1.2e4", 12_345), ("nan inf", 0.0), ("1e999", 5.0),
        ("9" * 5000, 9.0), ("3.25-4.50", -4.5),
    ],
)  # fmt: skip
def test_another_number_or_a_coarser_one_is_not_it(text: str, value: float) -> None:
    assert not stands_in(text, value)


def test_tables_show_their_numbers_however_they_are_printed() -> None:
    rng = np.random.default_rng(5)
    names = ["income", "loan_amount", "interest_rate", "age", "installment_per_month", "debt_to_income_ratio"]
    table = pd.DataFrame(rng.normal(50_000, 9_000, size=(90, 6)), columns=pd.Index(names))
    wanted = table.agg(["mean", "median", "max", "std"]).to_numpy().ravel().tolist()
    described = table.describe()
    # As in Jupyter: a wide table goes on below.
    pd.set_option("display.max_columns", 20)
    for shown in (
        str(described), repr(described.T), described.to_string(), described.round(2).to_string(),
        str(described.to_dict()), described.to_csv(), read_page(described.to_html(float_format="{:,.1f}".format)),
        "".join(f"{name}: ${described[name].loc[row]:,.2f}\n" for row in described.index for name in names),
        str([list(row) for row in described.to_numpy()]), str(described.to_numpy()),
    ):  # fmt: skip
        assert stands_in(shown, *wanted), shown


def test_of_each_cell_the_last_numbers_count() -> None:
    everything = "\n".join(f"{value / 100:.2f}" for value in range(10_000))
    assert not stands_in(everything, 5.25)
    assert stands_in(everything + "\n5.25", 5.25)
    assert len(read_numbers(everything)) == MAX_NUMBERS


def show(code: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    marker = create_marker(f'# %% [check] id=c title="C" points=1 kind=numeric\n{code}\n')
    return mark(marker, Answers({}), outputs=list(outputs))["c"]


def test_a_rubric_asks_for_shown_numbers_with_alternatives() -> None:
    output = {
        "stdout": "5.25\n",
        "displays": ["<Styler at 0x7f>", "7.125"],
        "html": ["<td>9.50</td>", ""],
        "stderr": "",
    }
    assert show("expect_shown(subject, [[9.9, 5.25], 7.125, 9.5], what='x')", output)["status"] == "passed"
    assert show("expect_shown(subject, np.array([5.25, 7.125]))", output)["status"] == "passed"
    assert show("expect_shown(subject, {'a': 5.25, 'b': [1.5, 9.5]})", output)["status"] == "passed"
    assert show("expect(is_shown(subject, [1, 9.5]), 'no')", output)["status"] == "passed"
    assert show("fail(str(find_not_shown(subject, {'a': 5.25, 'b': [1.5, 2]})))", output)["message"] == "['b']"
    lost = show("expect_shown(subject, {'mean': 5.5, 'b': 9.5}, what='the means')", output)
    assert lost["status"] == "failed"
    assert lost["message"].startswith("the means, the visible data: 1 of 2 numbers are not shown; expected 5.5 as mean")
    assert "nearest number there is 5.25" in lost["message"]
    assert "shows no number" in show("expect_shown(subject, [5.5])", {"stdout": "none"})["message"]
    assert show("expect_shown(subject, [float('nan')])", output)["status"] == "grader_error"


def test_older_output_counts_where_it_stands_in_another_cell() -> None:
    many = {"stdout": "\n".join(str(value) for value in range(1000, 1900))}
    assert show("expect_shown(subject, [5.25])", {"stdout": "5.25"}, many)["status"] == "passed"
    assert show("expect_shown(subject, [1005])", {"stdout": "5.25"}, many)["status"] == "failed"


@pytest.mark.parametrize(
    "text",
    ["1" * 400_000, "12," * 130_000, "123," * 100_000, "1.234" * 80_000, "<" * 60_000, "-" * 400_000, "1 " * 200_000,
     "<a " * 100_000, "\\n" * 200_000, "1:" * 200_000, " " * 400_000, "0x" * 200_000, "1.1." * 100_000, 
     "\x1b[" * 200_000, "<style" * 60_000, "2024-" * 80_000, "</tr" + " " * 100_000],
)  # fmt: skip
def test_no_output_takes_long_to_read(text: str) -> None:
    begin = time.process_time()
    read_numbers(text)
    read_page(text)
    assert time.process_time() - begin < 3


FORMATS = ["{:.2f}", "{:,.2f}", "{:.3e}", "{:.6g}", "{!r}", "{:,.4f}", "({:.2f},)", "x1 = {:.2f} kg", "[{:.3f} 1.0]"]
numbers = st.floats(1, 1e8).flatmap(lambda value: st.sampled_from([value, -value]))


@settings(max_examples=60, deadline=None)
@given(value=numbers, form=st.sampled_from(FORMATS), factor=st.sampled_from([1.02, 0.98, -1, 10, 0.1]))
def test_what_is_shown_is_found_and_another_number_is_not(value: float, form: str, factor: float) -> None:
    text = form.format(value)
    assert stands_in(text, value)
    assert not stands_in(text.replace(" 1.0]", "]"), value * factor)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for number in read_numbers(text) + read_numbers(read_page(text)):
        assert np.isfinite(number.value)


@pytest.mark.parametrize(
    "page",
    ["<div hidden>25.5</div>", "<p style='color:red; display: none'>25.5</p>", "<b style='font-size:0'>25.5",
     "<style>a {b: 25.5}</style>"],
)  # fmt: skip
def test_what_a_browser_hides_is_not_shown(page: str) -> None:
    assert read_numbers(read_page(page)) == []
    assert [number.value for number in read_numbers(read_page(f"<p class='hidden'>1.25</p>{page}"))] == [1.25]
