"""What the rubric of percentiles checks on the given data, as plain assertions.

The rubric's other check, that the numbers are shown, has no counterpart: a test in the candidate's kernel sees names,
not outputs.
"""

import numpy as np

POINTS = {"three-numbers": 1, "values": 2}


def test_three_numbers(ns: dict, figures: list) -> None:
    found = np.ravel(np.asarray(ns["percentiles"], dtype=float))
    assert found.shape == (3,), f"expected three numbers, got {found.size}"
    assert np.all(np.isfinite(found)), f"expected finite numbers, got {found}"


def test_values(ns: dict, figures: list) -> None:
    wanted = np.percentile(ns["data"], [25, 50, 75])
    found = np.ravel(np.asarray(ns["percentiles"], dtype=float))
    assert found.shape == wanted.shape and np.allclose(found, wanted, rtol=1e-6), f"expected {wanted}, got {found}"
