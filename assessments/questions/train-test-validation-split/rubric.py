# %%
PARTS = {"train": 0.8, "test": 0.1, "val": 0.1}
SPARE_ROWS = 2
FEATURES = 5


def rows_of(run, part):
    """The rows of a part, as tuples that tell rows apart and forgive single precision."""
    values = as_numbers(run.value(f"X_{part}"), f"X_{part}, {run.label}")
    widths = {np.shape(rows)[1] for rows, _ in sources(run)}
    expect(
        values.ndim == 2 and values.shape[1] in widths,
        f"X_{part}, {run.label}: expected rows of {FEATURES} features, got {describe(values)}",
    )
    return as_keys(values)


def as_keys(values):
    return [tuple(row) for row in np.asarray(values, dtype=np.float32).tolist()]


def own(run, name, ndim):
    """What the candidate has left in a given name, as numbers; None where it holds none."""
    current = run.raw(name)
    if not isinstance(current, (np.ndarray, pd.DataFrame, pd.Series, list)):
        return None
    try:
        values = as_numbers(current, name)
    except CheckFailedError:
        return None
    return values.ravel() if ndim == 1 else values if values.ndim == ndim else None


def sources(run):
    """Rows with their labels: the data as given, as the candidate scaled it row by row, and, in the visible run
    alone, sample data that the candidate made of their own."""
    given_rows, labels = run.given.X, np.asarray(run.given.y).ravel()
    found = [(given_rows, labels)]
    rows = own(run, "X", 2)
    if rows is None or not len(rows):
        return found
    keys = as_keys(rows)
    # Rows that were only put into another order keep the labels that were given with them.
    if len(set(keys)) < len(keys) or set(keys) & set(as_keys(given_rows)):
        return found
    if rows.shape == given_rows.shape and keeps_order(rows, given_rows):
        found.append((rows, labels))
    own_labels = own(run, "y", 1)
    if run is subject and own_labels is not None and len(own_labels) == len(rows):
        found.append((rows, own_labels))
    return found


def keeps_order(rows, given_rows):
    """Whether each column rises (or falls) where the given one does: then row i is still row i, scaled."""

    for values, given_values in zip(rows.T, given_rows.T, strict=True):
        steps = np.diff(values[np.argsort(given_values, kind="stable")])
        if (steps < 0).any() and (steps > 0).any():
            return False
    return True


def find_reference(run, rows, labels=()):
    """Row → label of the data that most of these rows, with these labels, come from."""
    pairs = list(zip(rows, labels, strict=False))
    known = [dict(zip(as_keys(own_rows), own_labels.tolist(), strict=True)) for own_rows, own_labels in sources(run)]
    return max(known, key=lambda k: (sum(row in k for row in rows), sum(k.get(row) == label for row, label in pairs)))


# %% [check] id=sizes title="80, 10 and 10 % of the rows" points=2 kind=numeric
for run in runs:
    known = find_reference(run, rows_of(run, "train"))
    total = len(known)
    for part, share in PARTS.items():
        rows = rows_of(run, part)
        expect(
            abs(len(rows) - share * total) <= SPARE_ROWS,
            f"X_{part}, {run.label}: expected {share:.0%} of {total} rows, got {len(rows)} rows",
        )
    invented = [row for part in PARTS for row in rows_of(run, part) if row not in known]
    expect(not invented, f"{run.label}: {len(invented)} rows of the parts are no rows of X")

# %% [check] id=partition title="Each row in exactly one set" points=2 kind=numeric
for run in runs:
    parts = {part: rows_of(run, part) for part in PARTS}
    everything = [row for rows in parts.values() for row in rows]
    known = find_reference(run, everything)
    strange = [row for row in everything if row not in known]
    expect(not strange, f"{run.label}: {len(strange)} rows of the parts are no rows of X")
    for part, rows in parts.items():
        expect(rows, f"X_{part}, {run.label}: it holds no rows")
        expect(len(set(rows)) == len(rows), f"X_{part}, {run.label}: {len(rows) - len(set(rows))} rows come twice")
    for first, second in (("train", "test"), ("train", "val"), ("test", "val")):
        shared = len(set(parts[first]) & set(parts[second]))
        expect(shared == 0, f"{run.label}: {shared} rows are in X_{first} and in X_{second}")
    lost = len(known) - len(everything)
    expect(lost == 0, f"{run.label}: {lost} of {len(known)} rows are in none of the sets")

# %% [check] id=labels title="Every label belongs to its row" points=2 kind=numeric
right, problems = set(PARTS), []
for run in runs:
    for part in PARTS:
        try:
            rows = rows_of(run, part)
            labels = as_numbers(run.value(f"y_{part}"), f"y_{part}, {run.label}").ravel()
            expect(rows, f"X_{part}, {run.label}: it holds no rows")
            expect(
                len(labels) == len(rows),
                f"y_{part}, {run.label}: expected {len(rows)} labels, as many as X_{part} has rows, got {len(labels)}",
            )
            known = find_reference(run, rows, labels.tolist())
            wrong = sum(known.get(row) != label for row, label in zip(rows, labels.tolist(), strict=True))
            expect(wrong == 0, f"y_{part}, {run.label}: {wrong} of {len(rows)} labels do not belong to their rows")
        except CheckFailedError as failed:
            right.discard(part)
            problems.append(str(failed))
if problems:
    award(len(right) / len(PARTS), problems[0])
