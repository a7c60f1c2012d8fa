# %%
SHARES = [25, 50, 75]


def right_percentiles(run):
    """Of the given data, and of what the candidate made of it."""
    tables = run.numeric_inputs("data")
    return [
        np.percentile(np.ravel(values), SHARES) for values in tables if np.size(values) and np.isfinite(values).all()
    ]


# %% [check] id=values title="The three percentiles" points=2 kind=numeric
for run in runs:
    expect_any_close(run.value("percentiles"), right_percentiles(run), what=f"percentiles, {run.label}", flatten=True)

# %% [check] id=shown title="Shows the three numbers" points=1 kind=numeric
for run in runs:
    problems = []
    for numbers in right_percentiles(run):
        try:
            expect_shown(run, numbers, what="the 25th, 50th and 75th percentile")
            break
        except CheckFailedError as failed:
            problems.append(str(failed))
    else:
        fail(problems[0])
