# %%
from sklearn.neighbors import KNeighborsClassifier

NUMBERS = range(1, 13)
NAMES = ("X_train", "X_test", "y_train", "y_test")
# An accuracy rounded to two decimals may be off by exactly 0.005.
TOLERANCE = 0.005 + 1e-9


def data_sets(run):
    """The given arrays, and where the candidate changed them, what they hold now."""
    options = [run.inputs(name) for name in NAMES]
    yield [option[0] for option in options]
    if any(len(option) > 1 for option in options):
        changed = [as_array(option[-1]) for option in options]
        # On hidden data the rows and their labels may come in another order or type, but all of them: a set without
        # one of the classes, or with labels of other rows, would have accuracies that can be typed in.
        if is_data_set(changed) and (run is subject or all(has_rows_of(run, changed, place) for place in (0, 1))):
            yield changed


def has_rows_of(run, changed, place):
    def rows(x, y):
        return sorted(map(tuple, np.round(np.column_stack([x, y]), 9).tolist()))

    return rows(changed[place], changed[place + 2]) == rows(run.given[NAMES[place]], run.given[NAMES[place + 2]])


def as_array(value):
    try:
        return np.asarray(value)
    except ValueError:
        return np.array([])


def is_data_set(arrays):
    x_train, x_test, y_train, y_test = arrays
    return (
        all(array.dtype.kind in "iufb" and np.all(np.isfinite(array)) for array in arrays)
        and [array.ndim for array in arrays] == [2, 2, 1, 1]
        and x_train.shape[1] == x_test.shape[1] > 0
        and len(NUMBERS) <= len(x_train) == len(y_train) <= 20_000
        and 0 < len(x_test) == len(y_test) <= 20_000
        and np.all(y_train == np.round(y_train))
    )


def accuracies(run, name):
    """Number of neighbours -> accuracy; a list counts from 1, and keys may be text: the type is another check's."""
    value = run.value(name)
    if isinstance(value, pd.Series):
        value = dict(value.items())
    if isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.ndim):
        value = dict(enumerate(value, start=1))
    if not isinstance(value, dict):
        fail(f"{name}: expected a dict of number of neighbours -> accuracy, got {describe(value)}")
    pairs = [(as_whole(key), item) for key, item in value.items()]
    return {key: item for key, item in pairs if key in NUMBERS}


def as_whole(key):
    try:
        return int(key) if float(key) == int(float(key)) else None
    except (TypeError, ValueError, OverflowError):
        return None


def expected_accuracies(arrays, on_test):
    x_train, x_test, y_train, y_test = arrays
    x, y = (x_test, y_test) if on_test else (x_train, y_train)
    model = KNeighborsClassifier().fit(x_train, y_train)
    # How many neighbours are asked plays no part in the fit.
    return {k: model.set_params(n_neighbors=k).score(x, y) for k in NUMBERS}


def expected_of_given(on_test):
    return remember(on_test, lambda: expected_accuracies([given[name] for name in NAMES], on_test))


def prepare():
    expected_of_given(on_test=False)
    expected_of_given(on_test=True)


def all_expected(run, on_test):
    """The accuracies of each of a run's data sets."""
    for place, arrays in enumerate(data_sets(run)):
        is_given = run is subject and place == 0
        yield expected_of_given(on_test) if is_given else expected_accuracies(arrays, on_test)


def find_wrong(got, expected, name):
    for k, accuracy in got.items():
        what = f"{name} for {k} neighbour{'s' if k > 1 else ''}"
        if find_difference(accuracy, expected[k], rtol=0, atol=TOLERANCE, what=what):
            return f"{what}: expected {expected[k]:.4f} (tolerance 0.005), got {describe(accuracy)}"
    return None


def expect_accuracies(name, on_test):
    fraction = 1.0
    for run in runs:
        got = accuracies(run, name)
        problems = [find_wrong(got, expected, name) for expected in all_expected(run, on_test)]
        if all(problems):
            fail(f"{problems[0]} ({run.label})")
        # One missing number is the business of the check of the keys.
        fraction = min(fraction, len(got) / (len(NUMBERS) - 1))
    if fraction < 1:
        award(fraction, f"{name}: accuracies of {len(NUMBERS)} numbers of neighbours were asked for, got {len(got)}")


# %% [check] id=keys title="Covers 1 to 12 neighbours, as dicts" points=1 kind=numeric
for run in runs:
    neighbors = run.value("neighbors")
    listed = sorted(neighbors, key=str) if isinstance(neighbors, (set, frozenset)) else neighbors
    numbers = np.sort(as_numbers(listed, "neighbors").ravel())
    expect_close(numbers, list(NUMBERS), what=f"neighbors, {run.label}")
    for name in ("train_accuracies", "test_accuracies"):
        value = run.value(name)
        if not isinstance(value, dict):
            fail(f"{name}: expected a dict, got {describe(value)}")
        missing = [k for k in NUMBERS if not any(type(key) is not bool and key == k for key in value)]
        if missing:
            fail(f"{name}, {run.label}: no key {missing[0]} (keys: {[*value][:14]})")

# %% [check] id=train-accuracies title="Accuracies on the training set" points=2 kind=numeric
expect_accuracies("train_accuracies", on_test=False)

# %% [check] id=test-accuracies title="Accuracies on the test set" points=2 kind=numeric
expect_accuracies("test_accuracies", on_test=True)

# %% [check] id=best-accuracy title="Best test accuracy of 0.8 or more" points=1 kind=accuracy requires=test-accuracies
for run in runs:
    found = as_numbers(list(accuracies(run, "test_accuracies").values()), "test_accuracies").ravel()
    expect(found.size, f"test_accuracies, {run.label}: no accuracy for 1 to 12 neighbours")
    expect_at_least(found.max(), 0.8, f"the best test accuracy, {run.label}")

# %% [check] id=interpretation title="Interprets over- and underfitting" points=3 kind=reader
