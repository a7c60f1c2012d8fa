# %%
import re

NAMES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
COMPONENTS = ["Comp1", "Comp2", "Comp3", "Comp4"]
TOLERANCE = 1e-6
ALONE = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d+)?(?![\w.]*\w)")


def decompose(table):
    """The shares of the variance, the largest first, and the principal axes as columns."""
    values, vectors = np.linalg.eigh(np.cov(table[NAMES].to_numpy(dtype=float).T))
    return values[::-1] / values.sum(), vectors[:, ::-1]


def decompositions(run):
    """Of the given measurements, and of what the candidate made of them."""
    tables = run.numeric_inputs("penguins")
    return [decompose(table) for table in tables if len(table) > 4 and np.isfinite(table[NAMES].to_numpy()).all()]


def axes_of(run):
    """The axes as columns: by their labels where these are there, else by place."""
    value = run.value("components")
    is_table = isinstance(value, pd.DataFrame) and value.columns.is_unique and value.index.is_unique
    if is_table and set(NAMES) == set(value.index) and set(COMPONENTS) == set(value.columns):
        value = value.loc[NAMES, COMPONENTS]
    values = as_numbers(value, f"components, {run.label}").astype(float)
    expect_shape(values, (4, 4), f"components, {run.label}")
    return values


def find_wrong_axis(found, axes):
    """The place of the first axis that is another one, or None; the sign is free."""
    for place in range(4):
        if min(np.abs(found[:, place] - sign * axes[:, place]).max() for sign in (1, -1)) > TOLERANCE:
            return place
    return None


def numbers_alone(run):
    """The numbers from 1 to 4 that stand alone in a printed line."""
    alone = [numbers[0] for line in run.stdout.splitlines() if len(numbers := ALONE.findall(line)) == 1]
    return {float(number) for number in alone if 1 <= float(number) <= 4}


# %% [check] id=axes title="Finds the principal axes" points=3 kind=numeric
for run in runs:
    found = axes_of(run)
    expect(np.isfinite(found).all(), f"components, {run.label}: expected finite numbers")
    choices = [axes for _, axes in decompositions(run)]
    wrong = [find_wrong_axis(found, axes) for axes in choices]
    if None not in wrong:
        place, axis = wrong[0], choices[0][:, wrong[0]]
        length = np.linalg.norm(found[:, place])
        fail(
            f"{COMPONENTS[place]}, {run.label}: expected ±{np.round(axis, 4).tolist()}, "
            f"got {np.round(found[:, place], 4).tolist()} (of length {length:.4g}; tolerance {TOLERANCE:g})"
        )

# %% [check] id=labels title="Labels features and components" points=1 kind=numeric
for run in runs:
    value = run.value("components")
    expect(isinstance(value, pd.DataFrame), f"components, {run.label}: expected a DataFrame, got {describe(value)}")
    expect_shape(value, (4, 4), f"components, {run.label}")
    expect(
        np.ptp(as_numbers(value, "components")) > 0,
        f"components, {run.label}: expected axes, got the same number everywhere",
    )
    expect_equal(sorted(map(str, value.index)), sorted(NAMES), f"the index of components, {run.label}")
    expect_equal(list(map(str, value.columns)), COMPONENTS, f"the columns of components, {run.label}")
tables = [as_numbers(run.value("components"), "components") for run in runs]
expect(
    len(runs) == 1 or find_difference(tables[0], tables[-1]),
    "components: expected axes that follow the data, got the same for any",
)

# %% [check] id=variance-ratios title="Says how much variance each component explains" points=2 kind=numeric
for run in runs:
    found = run.value("penguins_pca.explained_variance_ratio_")
    expect_any_close(
        found,
        [shares for shares, _ in decompositions(run)],
        rtol=TOLERANCE,
        what=f"penguins_pca.explained_variance_ratio_, {run.label}",
    )

# %% [check] id=ninety-percent title="Prints how many components keep 90 % of the variance" points=1 kind=numeric bonus=yes
said = [numbers_alone(run) for run in runs]
for run, numbers in zip(runs, said, strict=True):
    wanted = {int(np.argmax(np.cumsum(shares) >= 0.9)) + 1 for shares, _ in decompositions(run)}
    expect(numbers & wanted, f"{run.label}: no printed line says {min(wanted)} as its only number")
    expect(len(numbers) <= 2, f"{run.label}: {len(numbers)} printed lines with another number each are no answer")
expect(
    len(runs) == 1 or said[0] != said[-1],
    f"the lines say {sorted(said[0])} on any data, where the answer is another one",
)
