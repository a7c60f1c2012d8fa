"""Draws `df`: hidden ones have other and more names, each name its own count."""

import pandas as pd

NAMES = [
    "Amber", "Basalt", "Cedar", "Delta", "Ember", "Fjord", "Granite", "Harbor", "Indigo", "Juniper",
    "Kelp", "Lagoon", "Meadow", "Nectar", "Opal", "Prairie", "Quartz", "Raven", "Sierra", "Tundra",
]  # fmt: skip


def generate(rng, *, hidden):
    if not hidden:
        return {"names": {"df": pd.DataFrame({"Category": list("ABACBAACB")})}, "files": {}}
    size = int(rng.integers(5, 8))
    counts = [1]
    while len(counts) < size:
        counts.append(counts[-1] + int(rng.integers(1, 5)))
    names = _draw_names(rng, size)
    rest = [name for name, count in zip(names, counts, strict=True) for _ in range(count - 1)]
    rng.shuffle(rest)
    # The rarest is seen first, so the order of appearance is not the order of the counts either.
    return {"names": {"df": pd.DataFrame({"Category": names + rest})}, "files": {}}


def _draw_names(rng, size):
    """Names whose order is neither the alphabet's nor its reverse: orders that get mixed up must show."""
    while True:
        names = [str(name) for name in rng.choice(NAMES, size=size, replace=False)]
        if names not in (sorted(names), sorted(names, reverse=True)):
            return names
