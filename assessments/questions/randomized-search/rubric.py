# %%
import contextlib
from itertools import permutations

from sklearn.datasets import load_iris

DATA = load_iris()
NAMES = [str(name) for name in DATA.target_names]
COLUMNS = [str(name) for name in DATA.feature_names]
UNKNOWN = object()
# Measurements are whole millimetres.
TENTHS = np.rint(DATA.data * 10).astype(int).tolist()
ROWS = {tuple(row): int(label) for row, label in zip(TENTHS, DATA.target, strict=True)}
# Forests that a search finds have at least 0.94 on rows perturbed by this share of each column's standard deviation (400
# forests of 3 to 50 trees); a forest of stumps has 0.67 to 0.96.
NOISE, COPIES = 0.05, 4
LEAST_ACCURACY = 0.9


def searched():
    model = subject.model("random_search")
    expect(
        model.search is not None, f"random_search: expected a RandomizedSearchCV, got {model.class_name or 'no search'}"
    )
    return model


def fitted_best():
    model = subject.model("best_model")
    expect(model.is_fitted, "best_model is not fitted")
    return model


def as_species(label):
    """0, 1 or 2, or None: the data set's numbers, or the names of the species."""
    if isinstance(label, str):
        word = "".join(letter for letter in label.lower() if letter.isalnum()).removeprefix("iris")
        return NAMES.index(word) if word in NAMES else int(word) if word in ("0", "1", "2") else None
    try:
        return int(label) if float(label) in (0, 1, 2) else None
    except (TypeError, ValueError, OverflowError):
        return None


def are_same_label(one, other):
    if isinstance(one, dict) or isinstance(other, dict):
        # A parameter that is no plain value, by its text.
        return one == other
    if isinstance(one, str) or isinstance(other, str):
        return str(one) == str(other)
    try:
        return float(one) == float(other)
    except (TypeError, ValueError, OverflowError):
        return False


def flat(value, what):
    if isinstance(value, (pd.DataFrame, pd.Series, pd.Index)):
        value = value.to_numpy()
    if not isinstance(value, (np.ndarray, list, tuple)):
        fail(f"{what}: expected an array, list or Series, got {describe(value)}")
    try:
        return np.ravel(np.asarray(value)).tolist()
    except ValueError:
        fail(f"{what}: expected one label for each row, got {describe(value)}")


def held_out():
    """X_test as the candidate has it, as numbers, and y_test as a list of the same length."""
    given = subject.value("X_test")
    table = as_numbers(given, "X_test").astype(float)
    labels = flat(subject.value("y_test"), "y_test")
    expect(table.ndim == 2 and table.shape[1] > 0, f"X_test: expected rows with four columns, got {describe(given)}")
    expect(np.all(np.isfinite(table)), "X_test: expected finite numbers")
    expect(0 < len(table) <= 10_000, f"X_test: expected some rows, got {len(table)}")
    expect(len(table) == len(labels), f"X_test has {len(table)} rows, y_test {len(labels)} labels")
    return given, table, labels


# Which rows of iris they are


def find_scales(values, column):
    """Ways to read a column of X_test as one of the data set's that was shifted and scaled: (start, step, first)."""
    ordered = np.sort(values)
    distinct = ordered[np.concatenate([[True], np.diff(ordered) > 1e-4 * np.ptp(ordered)])]
    known = np.unique(np.rint(DATA.data[:, column] * 10).astype(int))
    if len(distinct) < 4:
        return
    least = np.diff(distinct).min()
    for millimetres in (1, 2, 3):
        steps = (distinct - distinct[0]) / (least / millimetres)
        whole = np.rint(steps)
        if np.max(np.abs(steps - whole)) > 0.02 or whole[-1] > known[-1] - known[0]:
            continue
        for first in known:
            if np.isin(whole + first, known).all():
                yield distinct[0], least / millimetres, int(first)


def are_rows(millimetres, columns):
    known = {tuple(row[place] for place in columns) for row in ROWS}
    return all(tuple(row) in known for row in millimetres.tolist())


def as_millimetres(values, scale):
    start, step, first = scale
    return np.rint((values - start) / step).astype(int) + first


def recognise(table, labels):
    """Where all are rows of iris: the rows in millimetres, which columns they have, and the scale of each; else None."""
    count = table.shape[1]
    if not 0 < count <= 4 or len(table) > 10 * len(DATA.data):
        return None
    millimetres = np.rint(np.clip(table, -1e6, 1e6) * 10).astype(int)
    if np.max(np.abs(table * 10 - millimetres)) < 1e-3:
        orders = [columns for columns in permutations(range(4), count) if are_rows(millimetres, columns)]
        if orders:
            return millimetres, orders[0], [(0.0, 0.1, 0)] * count
    if count < 4:
        return None
    found = [([], [])]
    for column in range(4):
        # Rows that fit in the columns so far: hardly more than one way is left after the second.
        prefixes = {row[: column + 1] for row in ROWS}
        scales = [(scale, as_millimetres(table[:, column], scale)) for scale in find_scales(table[:, column], column)]
        found = [
            ([*earlier, scale], [*columns, read])
            for earlier, columns in found
            for scale, read in scales
            if all(row in prefixes for row in zip(*columns, read, strict=True))
        ][:2_000]
    read = [(np.column_stack(columns), (0, 1, 2, 3), scales) for scales, columns in found]
    # Few rows may fit in several ways: then the one in which most labels are right.
    right = [
        sum(ROWS[tuple(row)] == as_species(label) for row, label in zip(rows.tolist(), labels, strict=True))
        for rows, _, _ in read
    ]
    return read[int(np.argmax(right))] if read else None


def expect_iris(table, labels):
    known = recognise(table, labels)
    expect(known is not None, "X_test: expected rows of the iris data, got other rows")
    return known


# %% [check] id=search title="A randomized search over a random forest" points=2 kind=source evidence=claimed
model = searched()
expect("RandomizedSearchCV" in model.bases, f"random_search: expected a RandomizedSearchCV, got {model.class_name}")
expect(model.search.is_fitted, "random_search is not fitted")
last = model.search.estimator_bases[-1] if model.search.estimator_bases else []
expect(
    "RandomForestClassifier" in last,
    f"random_search: expected a search over a RandomForestClassifier, got {(last or ['something else'])[0]}",
)
if model.search.best is not None:
    # One that is too large to be sent is known by what it says of itself alone.
    found = model.search.best.final
    is_forest = found.kind == "forest" or (found.kind == "other" and "RandomForestClassifier" in found.bases)
    expect(is_forest, "random_search: its best model is no random forest")

# %% [check] id=hyper-parameters title="Searches at least two hyper-parameters" points=1 kind=source evidence=claimed
space = searched().search.space
several = [name for name, count in space.items() if count > 1]
if len(several) < 2:
    fail(f"expected at least two hyper-parameters with more than one value, got {', '.join(several) or 'none'}")

# %% [check] id=draws title="Draws at least 10 combinations" points=1 kind=source evidence=claimed
model = searched()
draws = model.params.get("n_iter")
expect("n_iter" in model.params, f"{model.class_name} draws nothing: it has no n_iter")
expect(
    as_numbers(draws, "n_iter").size == 1 and np.max(draws) >= 10,
    f"expected n_iter to be at least 10, got {describe(draws)}",
)
expect(model.search.tried >= 1, "the search has tried nothing: it is not fitted")

# %% [check] id=folds title="Cross-validates with at least 3 folds" points=1 kind=source evidence=claimed
folds = searched().search.folds
expect(folds is not None, "the search has not been fitted, or does not say how many folds it had")
expect(folds >= 3, f"expected at least 3 folds, got {folds}")

# %% [check] id=best-model title="best_model is the best that the search found" points=2 kind=behaviour evidence=claimed
search = searched().search
model = fitted_best()
final = model.final
expect(search.is_fitted, "random_search is not fitted: it has no best model")
best = None if search.best is None else search.best.final


def are_same_trees(one, other):
    return (
        one is not None
        and one.trees is not None
        and other.trees is not None
        and all(
            np.array_equal(getattr(one.trees, part), getattr(other.trees, part))
            for part in ("sizes", "left", "right", "feature", "threshold", "value")
        )
    )


def parameter_of(key):
    """What best_model has for a parameter of the search, such as `max_depth` or `forest__max_depth`; UNKNOWN for others."""
    *steps, name = key.split("__")
    parts = {step: part for step, part in model.steps if part is not final}
    return (parts[steps[0]] if len(steps) == 1 and steps[0] in parts else final).params.get(name, UNKNOWN)


if not are_same_trees(best, final):
    kind, name = ("forest", "RandomForestClassifier") if best is None else (best.kind, best.class_name)
    is_like_it = final.kind == kind and final.class_name == name
    expect(
        is_like_it, f"best_model: expected a {name} as the search's best is, got {final.class_name or 'something else'}"
    )
    params = search.best_params
    expect(params, "random_search has no best_params_ to compare best_model with")
    for key, wanted in params.items():
        got = parameter_of(key)
        expect(
            got is UNKNOWN or got is wanted or are_same_label(got, wanted),
            f"best_model has {key}={describe(got)}, the best that the search found has {describe(wanted)}",
        )
    if final.trees is not None:
        is_grown = are_same_label(final.params.get("n_estimators"), len(final.trees.roots))
        expect(is_grown, "best_model has another number of trees than its parameters say")

# %% [check] id=accuracy title="accuracy is what best_model scores on X_test" points=1 kind=accuracy
given, table, labels = held_out()
got = as_numbers(subject.value("accuracy"), "accuracy").ravel()
expect(got.size == 1, f"accuracy: expected one number, got {got.size}")
predicted = fitted_best().predict(given if isinstance(given, pd.DataFrame) else table).tolist()
share = float(np.mean([are_same_label(one, other) for one, other in zip(predicted, labels, strict=True)]))
expect_close(got[0], share, rtol=0, atol=1e-9, what=f"accuracy on the {len(labels)} rows of X_test")

# %% [check] id=new-rows title="best_model is right on at least 90 % of new rows" points=2 kind=accuracy
rows = np.vstack([DATA.data] * COPIES)
rows = rows + rng.normal(size=rows.shape) * DATA.data.std(axis=0) * NOISE
names = COLUMNS
with contextlib.suppress(CheckFailedError):
    given, table, labels = held_out()
    found = recognise(table, labels)
    if found is not None and table.shape[1] == 4:
        # Where the measurements were scaled before the search, or stand in another order, so do these.
        places, scales = found[1:]
        read = [
            start + (10 * rows[:, at] - first) * step for at, (start, step, first) in zip(places, scales, strict=True)
        ]
        rows = np.column_stack(read)
        names = (
            [str(name) for name in given.columns] if isinstance(given, pd.DataFrame) else [COLUMNS[at] for at in places]
        )
model = fitted_best()
best = None
with contextlib.suppress(CheckFailedError):
    best = searched().search.best
# Whoever searched forests has one whose trees can be read; what can only be asked may be a table of iris.
expect(
    best is None or best.final.trees is None or model.final.trees is not None,
    f"best_model: the search's best is a {best and best.final.class_name}, and {model.class_name} has no trees that can be read",
)
predicted = model.predict(pd.DataFrame(rows, columns=names)).tolist()
species = [-1 if as_species(label) is None else as_species(label) for label in predicted]
expect_accuracy(
    species,
    np.tile(DATA.target, COPIES),
    at_least=LEAST_ACCURACY,
    what="best_model's accuracy on slightly perturbed rows of iris",
)

# %% [check] id=held-out title="X_test and y_test are rows of iris that best_model was not trained on" points=1 kind=behaviour
given, table, labels = held_out()
rows, columns, _ = expect_iris(table, labels)
species = {}
for row, label in ROWS.items():
    species.setdefault(tuple(row[place] for place in columns), []).append(label)
for row, label in zip(rows.tolist(), labels, strict=True):
    possible = species[tuple(row)]
    expect(
        as_species(label) in possible,
        f"y_test: a row of X_test is {NAMES[possible[0]]}, its label is {describe(label)}",
    )
trained = fitted_best().n_training_rows
if trained is not None:
    total = int(trained) + len(rows)
    expect(
        total <= len(DATA.data),
        f"best_model was trained on {int(trained)} rows, X_test has {len(rows)}: together more than the {len(DATA.data)} of the data set",
    )
