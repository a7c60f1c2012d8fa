"""What the rubric of train-test-validation-split checks on the given data, as plain assertions."""

import numpy as np

POINTS = {"sizes": 2, "partition": 2, "labels": 2}
PARTS = {"train": 0.8, "test": 0.1, "val": 0.1}
SPARE_ROWS = 2


def as_keys(rows: object) -> list[tuple]:
    """The rows as tuples that tell them apart and forgive single precision."""
    return [tuple(row) for row in np.asarray(rows, dtype=np.float32).tolist()]


def rows_of(ns: dict, part: str) -> list[tuple]:
    rows = np.asarray(ns[f"X_{part}"], dtype=float)
    assert rows.ndim == 2 and rows.shape[1] == ns["X"].shape[1], f"X_{part}: got the shape {rows.shape}"
    return as_keys(rows)


def test_sizes(ns: dict, figures: list) -> None:
    known, total = set(as_keys(ns["X"])), len(ns["X"])
    for part, share in PARTS.items():
        rows = rows_of(ns, part)
        assert abs(len(rows) - share * total) <= SPARE_ROWS, f"X_{part}: expected {share:.0%}, got {len(rows)} rows"
        assert known.issuperset(rows), f"X_{part}: holds rows that are not in X"


def test_partition(ns: dict, figures: list) -> None:
    parts = {part: rows_of(ns, part) for part in PARTS}
    everything = [row for rows in parts.values() for row in rows]
    assert all(parts.values()), "a part holds no rows"
    assert len(set(everything)) == len(everything), "a row comes twice"
    assert sorted(everything) == sorted(as_keys(ns["X"])), "the parts are not the rows of X"


def test_labels(ns: dict, figures: list) -> None:
    known = dict(zip(as_keys(ns["X"]), np.ravel(ns["y"]).tolist(), strict=True))
    for part in PARTS:
        rows, labels = rows_of(ns, part), np.ravel(ns[f"y_{part}"]).tolist()
        assert rows and len(labels) == len(rows), f"y_{part}: {len(labels)} labels for {len(rows)} rows"
        wrong = sum(known.get(row) != label for row, label in zip(rows, labels, strict=True))
        assert wrong == 0, f"y_{part}: {wrong} labels do not belong to their rows"
