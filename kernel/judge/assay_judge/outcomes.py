"""How a check ends. What a candidate did wrong is never an exception of another kind than these."""

from typing import NoReturn

import numpy as np

MAX_MESSAGE = 2_000


class CheckFailedError(Exception):
    """An expectation does not hold; the message says what was expected, what came, and on which input."""


class AwardedError(Exception):
    """A part of the points is earned; ends the check."""

    def __init__(self, fraction: float, message: str):
        super().__init__(message)
        self.fraction = fraction


class RubricError(Exception):
    """The rubric itself is wrong: our fault or its author's, never the candidate's."""


def fail(message: str) -> NoReturn:
    """End the check without points; `message` goes into the report."""
    raise CheckFailedError(message[:MAX_MESSAGE])


def award(fraction: float, message: str) -> NoReturn:
    """End the check with `fraction` (0 to 1) of its points; `message` says what the rest was lost for."""
    if not 0 <= fraction <= 1:
        raise RubricError(f"award({fraction}): the fraction must lie between 0 and 1")
    raise AwardedError(float(fraction), message[:MAX_MESSAGE])


def expect(condition: object, message: str) -> None:
    """Fail with `message` unless `condition` holds; an array of truth values must hold everywhere, and not be empty."""
    try:
        holds = bool(condition)
    except (TypeError, ValueError):
        # What came from a candidate's kernel may be an array where the rubric compares a number.
        values = np.asarray(condition)
        holds = values.size > 0 and values.dtype.kind == "b" and bool(values.all())
    if not holds:
        fail(message)
