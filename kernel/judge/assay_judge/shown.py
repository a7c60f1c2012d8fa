"""Numbers as people show them: rounded, with thousands separators, as a percentage, in tables, lists and sentences.

What a cell shows is text of the candidate's own; of each cell the last `MAX_NUMBERS` numbers count, so that a list of
everything that may come is no answer.
"""

import html
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from assay_judge.candidates import CandidateKernel
from assay_judge.closeness import number
from assay_judge.outcomes import RubricError, fail

MAX_ALL_NUMBERS = 400
MAX_NUMBERS = 200
MIN_DIGITS = 3
MAX_CELL_CHARACTERS = 400_000
_ZERO_ATOL = 1e-9
# To six digits, as `%g` writes a number: without the zeros at its end 24999950 is 2.5e+07.
_SIX_DIGITS_RTOL = 5e-6 * (1 + 1e-6)

_SPACES = "\u00a0\u2009\u200a\u202f\u2007"
_NOISE = re.compile(
    r"\x1b\[[0-9;?]*[A-Za-z]"  # colours
    r"|\b0x[0-9a-fA-F]+"
    r"|(?<![\d.])\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?![\d.])"
    r"|(?<![\d.:])\d{1,2}:\d{2}:\d{2}(?:\.\d+)?(?![\d:])"
    r"|(?<![\w.])v?\d+\.\d{1,2}\.\d+(?:\.\d+){0,3}(?![\w.])"  # a version
)
_ESCAPES = re.compile(r"\\[nrt]")
# Not a part of a word (x1, float64) or of another number; a currency may stand before it.
_START = r"(?:(?<![A-Za-z_\d.])|(?<=USD)|(?<=EUR)|(?<=GBP)|(?<=INR)|(?<=CHF)|(?<=Rs)|(?<=Rs\.))"
_PLAIN = re.compile(
    _START + r"(?P<digits>\d+(?:\.\d*)?|(?<![A-Za-z\d])\.\d+)(?:[eE](?P<exponent>[+-]?\d{1,3})(?![\w]))?"
    r"(?P<after>\s?%|\s?percent\b|[kKM](?![A-Za-z])|(?:st|nd|rd|th)\b)?"
)
_GROUPED = re.compile(
    _START + r"(?P<whole>\d{1,3}(?P<mark>[,_ '’])\d{3}(?:(?P=mark)\d{3}){0,5}|\d{1,2}(?:,\d{2}){1,4},\d{3})"
    r"(?P<rest>[.,]\d+)?(?!\d)(?P<after>\s?%)?"
)
_POINT_GROUPED = re.compile(_START + r"(?P<whole>\d{1,3}(?:\.\d{3}){1,5})(?P<rest>,\d+)?(?![\d.])(?P<after>\s?%)?")
_COMMA_DECIMAL = re.compile(_START + r"(?<!\d,)(?P<whole>\d+),(?P<rest>\d+)(?![\d,.])(?P<after>\s?%)?")
_ROW_LABEL = re.compile(r"^[ \t]*(?:25|50|75)%(?=[ \t]+[-+$€£]?[\d.(])", re.MULTILINE)
_DROPPED_TAGS = re.compile(r"<(style|script)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
# An element that is closed nowhere hides the rest, as in a browser; what follows its first end tag is back.
_HIDDEN = re.compile(
    r"<(?!input\b|img\b|br\b|hr\b|meta\b|link\b)([a-z][a-z0-9]*)\b[^<>]*"
    r"(?:\shidden(?=[\s=/>])|display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*0(?![.\d]))"
    r"[^<>]*>.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_ROW_END = re.compile(r"</tr\s*>|<br\s*/?>|</p\s*>|</div\s*>", re.IGNORECASE)


@dataclass(frozen=True)
class ShownNumber:
    """One way to read a shown number.

    Its value, the unit of its last digit, how many significant digits say it, and what it may be rounded to (a
    thousand for 123,000: the zeros need not be digits).
    """

    value: float
    unit: float
    digits: int
    rounded_to: float

    def stands_for(self, expected: float) -> bool:
        """True where this is `expected` to six digits, or rounded (or cut off) to three shown digits or more."""
        gap = abs(self.value - expected)
        if gap <= max(_SIX_DIGITS_RTOL * abs(expected), _ZERO_ATOL if self.value == 0 else 0):
            return True
        if self.digits < MIN_DIGITS or self.value * expected <= 0:
            return False
        is_rounded = gap <= self.rounded_to / 2 * (1 + 1e-6)
        is_cut_off = 0 <= abs(expected) - abs(self.value) < self.unit
        return is_rounded or is_cut_off


def shown_numbers(run: CandidateKernel) -> list[ShownNumber]:
    """Return what this question's cells showed as numbers, of each cell the last 200; a number may be read two ways.

    Of all cells together as many as MAX_ALL_NUMBERS, the last ones: who prints every number there is has shown none.
    """
    found: list[ShownNumber] = []
    for text in reversed(shown_texts(run)):
        room = MAX_ALL_NUMBERS - len(found)
        if room <= 0:
            break
        found = read_numbers(text)[-room:] + found
    return found


def is_shown(run: CandidateKernel, value: Any) -> bool:
    """True where a shown number stands for `value`, or for one of several."""
    return not find_not_shown(run, [value])


def find_not_shown(run: CandidateKernel, values: Mapping[str, Any] | Sequence[Any] | np.ndarray) -> list[str]:
    """Return the names (or the numbers, where they have no names) of those values that no shown number stands for.

    A value may be a list of alternatives (sample or population, say), of which one has to be shown.
    """
    numbers = shown_numbers(run)
    return [
        name
        for name, alternatives in _named(values)
        if not any(shown.stands_for(value) for shown in numbers for value in alternatives)
    ]


def expect_shown(
    run: CandidateKernel, values: Mapping[str, Any] | Sequence[Any] | np.ndarray, *, what: str = "the numbers"
) -> None:
    """Fail unless the cells show each of `values` (see `find_not_shown`), to three significant digits or more."""
    missing = set(find_not_shown(run, values))
    if not missing:
        return
    named = _named(values)
    first, alternatives = next(item for item in named if item[0] in missing)
    label = "" if first == number(alternatives[0]) else f" as {first}"
    nearest = _describe_nearest(shown_numbers(run), alternatives[0])
    count = f"{len(missing)} of {len(named)} numbers are not shown; " if len(named) > 1 else ""
    fail(f"{what}, {run.label}: {count}expected {number(alternatives[0])}{label} in the output, {nearest}")


def shown_texts(run: CandidateKernel) -> list[str]:
    """Return what each cell printed and displayed, as one text for each cell."""
    texts = []
    for output in run.outputs:
        pages = output.get("html", [])
        displays = [
            read_page(pages[place]) if place < len(pages) and pages[place] and _names_object(text) else text
            for place, text in enumerate(output.get("displays", []))
        ]
        text = "\n".join([output.get("stderr", ""), output.get("stdout", ""), *displays])
        texts.append(text[-MAX_CELL_CHARACTERS:])
    return texts


def _names_object(text: str) -> bool:
    """True for `<IPython.core.display.HTML object>` and its like, and for no text at all."""
    return not text.strip() or (text.lstrip().startswith("<") and text.rstrip().endswith(">"))


def read_page(page: str) -> str:
    """Return the text of a piece of HTML, a table's row a line, without what a browser would plainly hide."""
    visible = _HIDDEN.sub(" ", _DROPPED_TAGS.sub(" ", page))
    text = _ROW_END.sub("\n", visible.replace("\n", " "))
    return html.unescape(_TAG.sub("\t", text))


def read_numbers(text: str) -> list[ShownNumber]:
    """Return the last 200 numbers of a text in their order, after them the other ways in which these can be read."""
    text = _normalize(text)
    plain = list(_PLAIN.finditer(text))[-MAX_NUMBERS:]
    if not plain:
        return []
    begin = plain[0].start()
    found = [reading for match in plain for reading in _read_plain(text, match)]
    for pattern in (_GROUPED, _POINT_GROUPED, _COMMA_DECIMAL):
        for match in pattern.finditer(text, begin):
            whole = re.sub(r"\D", "", match["whole"])
            rest = re.sub(r"\D", "", match["rest"] or "")
            found += _read(text, match.start(), f"{whole}.{rest}" if rest else whole, 0, match["after"] or "")
    return found


def _normalize(text: str) -> str:
    text = _NOISE.sub(" ", text)
    text = _ESCAPES.sub("  ", text).replace("−", "-").replace("\u2011", "-")
    text = text.translate({ord(space): " " for space in _SPACES})
    return _ROW_LABEL.sub("  ", text)


def _read_plain(text: str, match: re.Match[str]) -> Iterable[ShownNumber]:
    after = match["after"] or ""
    if after in ("st", "nd", "rd", "th"):
        return []
    return _read(text, match.start(), match["digits"], int(match["exponent"] or 0), after)


def _read(text: str, start: int, digits: str, exponent: int, after: str) -> list[ShownNumber]:
    """The readings of digits such as `12.50`, with what stands before and after them."""
    whole, _, fraction = digits.partition(".")
    try:
        value = float(f"{whole or 0}.{fraction or 0}e{exponent}")
        unit = 10.0 ** (exponent - len(fraction))
    except (OverflowError, ValueError):
        return []
    if not math.isfinite(value):
        return []
    significant = (whole + fraction).lstrip("0")
    spare = 0 if fraction else max(0, len(significant) - max(MIN_DIGITS, len(significant.rstrip("0"))))
    factors = [1.0]
    if after.strip() in ("%", "percent"):
        factors = [1.0, 0.01]
    elif after:
        factors = [1.0, 1e6 if after == "M" else 1e3]
    signs = _read_signs(text, start)
    return [
        ShownNumber(s * value * f, unit * f, len(significant), unit * f * 10.0**spare) for s in signs for f in factors
    ]


def _read_signs(text: str, start: int) -> tuple[float, ...]:
    """A minus belongs to the number unless it joins two words; after a colon (`mean:-5`) it may be either."""
    before = text[max(0, start - 12) : start].rstrip("$€£¥₹")
    if not before.endswith("-"):
        return (1.0,)
    previous = before[-2:-1]
    if previous.isalnum() or previous in (")", "]", "_", "-", "%"):
        return (1.0,)
    return (-1.0, 1.0) if previous == ":" else (-1.0,)


def _named(values: Mapping[str, Any] | Sequence[Any] | np.ndarray) -> list[tuple[str, list[float]]]:
    items = values.items() if isinstance(values, Mapping) else ((None, value) for value in values)
    named = []
    for name, value in items:
        alternatives = [float(item) for item in np.ravel(np.asarray(value, dtype=float))]
        if not alternatives or not all(math.isfinite(item) for item in alternatives):
            raise RubricError(f"a value that has to be shown must be a finite number, not {value!r}")
        named.append((number(alternatives[0]) if name is None else str(name), alternatives))
    return named


def _describe_nearest(numbers: list[ShownNumber], expected: float) -> str:
    if not numbers:
        return "which shows no number"
    nearest = min(numbers, key=lambda shown: abs(shown.value - expected))
    return f"the nearest number there is {number(nearest.value)} (three significant digits have to agree)"
