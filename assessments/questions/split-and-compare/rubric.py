# %%
import io
from collections import Counter

NUMERIC = ["Age", "Blood Pressure", "Cholesterol", "Glucose"]
COLUMNS = [*NUMERIC, "Test Results"]
SETS = {"trainingSet": 0.8, "testSet": 0.2}
IN_ONE_BLOCK = 0.85


def read_file(run):
    return pd.read_csv(io.BytesIO(run.given.files["dataset.csv"]))


def read_set(run, name):
    """The set as a table whose numeric columns hold numbers."""
    table = run.value(name)
    expect(isinstance(table, pd.DataFrame), f"{name}, {run.label}: expected a DataFrame, got {describe(table)}")
    columns = {column: str(column).strip() for column in table.columns if isinstance(column, str)}
    table = table.rename(columns=columns)
    known = [column for column in COLUMNS if (table.columns == column).sum() == 1]
    expect(len(known) >= 2 and len(table), f"{name}, {run.label}: expected rows of the file, got {describe(table)}")
    numbers = {
        column: as_numbers(table[column].to_numpy(), f"{column} of {name}") for column in NUMERIC if column in known
    }
    expect(len(numbers) >= 2, f"{name}, {run.label}: expected the numeric columns of the file, got {describe(table)}")
    return table.assign(**numbers)


def keys_of(table, columns):
    return [tuple(row) for row in table[columns].astype("float64").round(4).to_numpy().tolist()]


def rows_of(run):
    """The rows of the file and of both sets, as tuples of the numeric columns that both sets have."""
    tables = [read_set(run, name) for name in SETS]
    columns = [column for column in NUMERIC if all(column in table.columns for table in tables)]
    expect(len(columns) >= 2, f"{run.label}: the sets have hardly a column in common")
    return [keys_of(table, columns) for table in (read_file(run), *tables)]


def expect_plot(name):
    """At least two numeric columns of the set are shown, each as it is in this set and not as in the whole data."""
    tables = {each_name: read_set(subject, each_name) for each_name in SETS}
    columns = [column for column in NUMERIC if all(column in table.columns for table in tables.values())]
    shown = find_shown_columns(
        subject.figures, {**tables, "the whole data": read_file(subject)}, columns, by="Test Results"
    )
    others = [f"{', '.join(sorted(found))} of {other}" for other, found in shown.items() if found and other != name]
    expect(subject.figures, f"expected a plot of {name}, nothing is drawn")
    got = ", ".join(sorted(shown[name])) or "none"
    expect(
        len(shown[name]) >= 2,
        f"expected the distributions of at least two numeric columns of {name}, got {got}"
        + (f" (the plots show {'; '.join(others)})" if others else ""),
    )


# %% [check] id=sizes title="80 % and 20 % of the rows, with all columns" points=2 kind=numeric
for run in runs:
    total = len(read_file(run))
    for name, share in SETS.items():
        table = read_set(run, name)
        expect(
            abs(len(table) - share * total) <= 1.5,
            f"{name}, {run.label}: expected {share:.0%} of {total} rows, got {len(table)}",
        )
        missing = [column for column in COLUMNS if column not in table.columns]
        expect(not missing, f"{name}, {run.label}: the column {', '.join(missing)} is missing")

# %% [check] id=parts title="Every row is in exactly one set" points=2 kind=numeric
for run in runs:
    rows, training, test = (Counter(keys) for keys in rows_of(run))
    both = sum((training & test).values())
    expect(not both, f"{run.label}: expected no row in both sets, got {both} of them")
    strange = sum(((training + test) - rows).values())
    expect(not strange, f"{run.label}: {strange} rows of the sets are not in the file, or are there more than once")
    lost = sum((rows - (training + test)).values())
    expect(not lost, f"{run.label}: expected every row of the file in one of the sets, {lost} are in none")

# %% [check] id=shuffled title="The rows are drawn at random" points=2 kind=numeric
for run in runs:
    rows, training, test = rows_of(run)
    places = {key: place for place, key in enumerate(rows)}
    for name, keys in (("trainingSet", training), ("testSet", test)):
        found = sorted({places[key] for key in keys if key in places})
        expect(len(found) >= 0.5 * len(keys), f"{name}, {run.label}: most of its rows are not in the file")
        # The most of them that lie in one block of the file which is as long as they are many; at the ends it goes on.
        around = np.array([*found, *(place + len(rows) for place in found)])
        longest = max(np.searchsorted(around, around[: len(found)] + len(found)) - np.arange(len(found)))
        chance = len(found) / len(rows)
        expect(
            longest <= (chance + (1 - chance) * IN_ONE_BLOCK) * len(found),
            f"{name}, {run.label}: expected rows from all over the file, got (nearly) one block of it",
        )

# %% [check] id=training-plot title="A plot of the training set's distributions" points=2 kind=plot
expect_plot("trainingSet")

# %% [check] id=test-plot title="A plot of the test set's distributions" points=2 kind=plot
expect_plot("testSet")
