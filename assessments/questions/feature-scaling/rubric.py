# %%
def standardized(run):
    """Both usual standard deviations."""
    tables = run.numeric_inputs("df")
    return [(table - table.mean()) / table.std(ddof=ddof) for table in tables for ddof in (0, 1)]


def normalized(run):
    return [(table - table.min()) / (table.max() - table.min()) for table in run.numeric_inputs("df")]


def by_place(value, names):
    """The values of a table, columns by name where the names are there and by place where they are lost."""
    if isinstance(value, pd.DataFrame) and value.columns.is_unique and set(names) == set(value.columns):
        value = value[names]
    return value


def find_problem(run, name, choices):
    """A sentence on how the values differ from the nearest choice, or None."""
    names = list(choices[0].columns)
    value = by_place(run.value(name), names)
    problems = [find_difference(value, choice, what=f"{name}, {run.label}") for choice in choices]
    return None if None in problems else problems[0]


def is_right(run, name, choices):
    try:
        return find_problem(run, name, choices) is None
    except CheckFailedError:
        return False


# %% [check] id=standardized title="Standardizes each column" points=2 kind=numeric
for run in runs:
    problem = find_problem(run, "scaled_df", standardized(run))
    if problem:
        fail(problem)

# %% [check] id=normalized title="Normalizes each column" points=2 kind=numeric
for run in runs:
    problem = find_problem(run, "normalized_df", normalized(run))
    if problem:
        fail(problem)

# %% [check] id=columns title="Keeps the column names" points=1 kind=numeric
right = [
    name
    for name, choices in (("scaled_df", standardized), ("normalized_df", normalized))
    if all(is_right(run, name, choices(run)) for run in runs)
]
expect(right, "it counts only for a table whose values are right, and neither scaled_df nor normalized_df is")
for run in runs:
    wanted = list(run.given.df.columns)
    for name in right:
        value = run.value(name)
        expect(isinstance(value, pd.DataFrame), f"{name}, {run.label}: expected a DataFrame, got {describe(value)}")
        expect_equal(sorted(map(str, value.columns)), sorted(wanted), f"the columns of {name}, {run.label}")

# %% [check] id=df-kept title="Leaves df as it was" points=1 kind=numeric evidence=claimed
expect(
    all(is_right(run, "scaled_df", standardized(run)) for run in runs)
    or all(is_right(run, "normalized_df", normalized(run)) for run in runs),
    "it counts only where scaled_df or normalized_df is right, and neither is",
)
# On hidden data alone: in the visible run a candidate may have put sample data of their own into df.
found = twin.value("df")
expect(isinstance(found, pd.DataFrame), f"df: expected the DataFrame that was given, got {describe(found)}")
lost = [name for name in hidden.df.columns if name not in found.columns]
expect(not lost, f"df lost the columns {', '.join(lost)}")
expect(found.columns.is_unique, "df holds columns of the same name")
expect_frame_close(found[list(hidden.df.columns)], hidden.df, what="df after the answer ran")
