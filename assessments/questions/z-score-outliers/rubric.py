# %%
import ast
from collections import Counter

LIMIT = 3.0
RESULTS = ["ld_out_drop", "ld_out_replaced"]
STATISTICS = ["mean", "median", "max"]
MEANT = {"max": "maximum"}


class Loans:
    """The two tables that an answer rests on, and what follows from them."""

    def __init__(self, numeric, text):
        self.names = list(numeric.columns)
        self.text_names = list(text.columns)
        self.numbers = numeric.to_numpy(dtype=float)
        self.text = [tuple(map(str, row)) for row in text.itertuples(index=False)]
        self.keys = keys_of(self.numbers)
        self.rows = [(*key, *words) for key, words in zip(self.keys, self.text, strict=True)]
        self.outlying = [np.abs(self.z(ddof)) >= LIMIT for ddof in (0, 1)]

    def z(self, ddof):
        with np.errstate(all="ignore"):
            deviation = self.numbers.std(axis=0, ddof=ddof)
            return np.nan_to_num((self.numbers - self.numbers.mean(axis=0)) / deviation)

    def replacements(self, place, outlying):
        """What may stand in a column instead of its outliers: pairs of the value below and the one above."""
        column, inside = self.numbers[:, place], ~outlying[:, place]
        whole_rows = ~outlying.any(axis=1)
        groups = [column, column[inside], column[whole_rows]]
        values = [float(summary(group)) for group in groups if len(group) for summary in (np.median, np.mean)]
        limits = [(column.mean() - LIMIT * d, column.mean() + LIMIT * d) for d in (column.std(), column.std(ddof=1))]
        return [(value, value) for value in values] + limits


def keys_of(numbers):
    """Each row as a tuple of numbers of two decimals, the same from single precision."""
    return list(map(tuple, (np.round(np.asarray(numbers, dtype=float), 2) + 0.0).tolist()))


def loans_of(run):
    """As given; in the visible run also a candidate's own sample data, not what was made of the given rows."""
    found = [Loans(run.given.numeric_cols, run.given.categoric_cols)]
    numeric, text = run.raw("numeric_cols"), run.raw("categoric_cols")
    if run is not subject or not isinstance(numeric, pd.DataFrame) or not numeric.columns.is_unique or len(numeric) < 2:
        return found
    if not isinstance(text, pd.DataFrame) or len(text) != len(numeric) or not text.columns.is_unique:
        return found
    numbers = numbers_or_none(numeric, numeric.columns)
    if numbers is None or set(numeric.columns) & set(text.columns):
        return found
    # What holds values of the given table was made of it, and is no sample data.
    if np.isin(np.round(numbers, 2), np.round(found[0].numbers, 2)).mean() < 0.2:
        found.append(Loans(pd.DataFrame(numbers, columns=numeric.columns), text))
    return found


def numbers_or_none(table, names):
    """The table's columns as finite floats, or nothing where they hold other things."""
    try:
        numbers = as_numbers(table[list(names)], "the columns").astype(float)
    except CheckFailedError:
        return None
    return numbers if numbers.size and np.isfinite(numbers).all() else None


class Result:
    """A table that the candidate made of these loans; fails with a sentence where it is none."""

    def __init__(self, run, name, loans):
        self.name, self.loans, self.what = name, loans, f"{name}, {run.label}"
        table = run.value(name)
        expect(isinstance(table, pd.DataFrame), f"{self.what}: expected a DataFrame, got {describe(table)}")
        expect(table.columns.nlevels == 1, f"{self.what}: expected columns of one level, got {table.columns.nlevels}")
        self.missing = [column for column in loans.names if column not in table.columns]
        expect(not self.missing, f"{self.what}: the columns {self.missing} are missing")
        expect(table.columns.is_unique, f"{self.what}: columns of the same name come twice")
        if name == "ld_out_replaced" and sorted_by(table.index) is not None:
            table = table.iloc[sorted_by(table.index)]
        self.numbers = as_numbers(table[loans.names], self.what).astype(float)
        self.lost_text = [column for column in loans.text_names if column not in table.columns]
        text = table[[column for column in loans.text_names if column in table.columns]]
        self.text = [tuple(map(str, row)) for row in text.itertuples(index=False)]
        self.keys = keys_of(self.numbers)
        self.rows = [(*key, *words) for key, words in zip(self.keys, self.text or [()] * len(table), strict=True)]

    def expect_right(self):
        """Exactly the outliers are gone, by the sample's or the population's standard deviation."""
        check = self.find_wrong_rows if self.name == "ld_out_drop" else self.find_wrong_values
        problems = [check(outlying) for outlying in self.loans.outlying]
        expect(None in problems, f"{self.what}: {problems[0]}")

    def find_wrong_rows(self, outlying):
        inside = ~outlying.any(axis=1)
        keys = self.loans.keys
        wanted, known = Counter([key for key, kept in zip(keys, inside, strict=True) if kept]), Counter(keys)
        found = Counter(self.keys)
        if found == wanted:
            return None
        strange = sum((found - known).values())
        left, lost = sum(((found & known) - wanted).values()), sum((wanted - found).values())
        return (
            f"expected {int(inside.sum())} rows, got {len(self.keys)}: {left} rows with an outlier are still there, "
            f"{lost} rows without one are missing, {strange} are no rows of the data"
        )

    def find_wrong_values(self, outlying):
        if len(self.numbers) != len(outlying):
            return f"expected all {len(outlying)} rows, got {len(self.numbers)}"
        given = self.loans.numbers
        with np.errstate(invalid="ignore"):
            changed = ~(np.abs(self.numbers - given) <= 0.005 + 1e-6 * np.abs(given))
        touched = changed & ~outlying
        if touched.any():
            row, place = np.argwhere(touched)[0]
            return (
                f"{int(touched.sum())} values that are no outliers were changed; the first is {self.loans.names[place]} in "
                f"row {row}: expected {given[row, place]:.2f}, got {self.numbers[row, place]:.8g}"
            )
        for place, name in enumerate(self.loans.names):
            rows = np.flatnonzero(outlying[:, place])
            above = given[rows, place] > given[:, place].mean()
            got, choices = self.numbers[rows, place], self.loans.replacements(place, outlying)
            if not any(np.all(np.abs(got - np.where(above, high, low)) <= 0.006) for low, high in choices):
                left = int((~changed[rows, place]).sum())
                return (
                    f"{name}: expected its {len(rows)} outliers to be replaced by its median or mean ({choices[0][0]:.2f} or "
                    f"{choices[1][0]:.2f} of all values), or by a limit, got {describe(got)}; {left} are still there"
                )
        return None

    def expect_whole(self):
        """Rows of the data, in which the words belong to the numbers."""
        self.expect_treated()
        expect(not self.lost_text, f"{self.what}: the columns {self.lost_text} are missing")
        if self.name == "ld_out_drop":
            strange = sum((Counter(self.rows) - Counter(self.loans.rows)).values())
        else:
            strange = sum(one != other for one, other in zip(self.text, self.loans.text, strict=True))
        expect(
            strange == 0,
            f"{self.what}: the words and numbers of {strange} of {len(self.rows)} rows do not belong together",
        )

    def expect_treated(self):
        """Numbers that stand together in a row of the data; what is gone is rather the outliers."""
        given = self.loans.keys
        expect(len(self.keys) >= 0.4 * len(given), f"{self.what}: expected most of the rows, got {len(self.keys)}")
        if self.name == "ld_out_drop":
            strange = sum((Counter(self.keys) - Counter(given)).values())
            expect(
                strange == 0,
                f"{self.what}: {strange} of {len(self.keys)} rows hold numbers that are no row of the data",
            )
            left = Counter(self.keys)
            self.expect_outliers_gone(np.array([not left[key] for key in given]), self.loans.outlying[0].any(axis=1))
            return
        expect(len(self.keys) == len(given), f"{self.what}: expected all {len(given)} rows, got {len(self.keys)}")
        changed = np.array(self.keys) != np.array(given)
        expect(changed.mean() < 0.4, f"{self.what}: {changed.mean():.0%} of the values are not those of the same row")
        self.expect_outliers_gone(changed, self.loans.outlying[0])

    def expect_outliers_gone(self, gone, outlying):
        if outlying.any():
            expect(gone.any(), f"{self.what}: nothing was removed or replaced")
            expect(
                outlying[gone].mean() >= 2 * outlying.mean(),
                f"{self.what}: what was removed or replaced is not the outliers",
            )

    def statistics(self):
        """Of the numbers that there are, as pandas computes them."""
        numbers = self.numbers
        is_there = np.isfinite(numbers)
        expect(
            is_there.any(axis=0).all() and not np.isinf(numbers).any(), f"{self.what}: a column holds no finite numbers"
        )
        return statistics_of(self.loans.names, numbers)


def sorted_by(index):
    """The places in the order of an index that holds each of 0 … n - 1 once, or None."""
    labels = index.tolist()
    if all(isinstance(label, int) for label in labels) and sorted(labels) == list(range(len(labels))):
        return np.argsort(labels)
    return None


def statistics_of(names, numbers):
    """Statistic → what is to be shown: column → value."""
    summaries = {"mean": np.nanmean, "median": np.nanmedian, "max": np.nanmax}
    return {
        statistic: dict(zip(names, map(float, summary(numbers, axis=0)), strict=True))
        for statistic, summary in summaries.items()
    }


def for_best_result(run, check):
    """Run `check` on each result there is, for each data that it may rest on; the first that holds is returned."""
    problems = []
    for name in RESULTS:
        if run.has(name):
            for loans in loans_of(run):
                try:
                    result = Result(run, name, loans)
                    check(result)
                    return result
                except CheckFailedError as failed:
                    problems.append(str(failed))
    fail(problems[0] if problems else f"{run.label}: neither ld_out_drop nor ld_out_replaced is defined")


def statistics_after(run):
    """Of each result that there is, right or not, where outliers were treated at all."""
    found, problem = [], f"{run.label}: neither ld_out_drop nor ld_out_replaced is defined"
    for name in RESULTS:
        for loans in loans_of(run) if run.has(name) else []:
            try:
                result = Result(run, name, loans)
                result.expect_treated()
                found.append(result.statistics())
            except CheckFailedError as failed:
                problem = str(failed)
    expect(found, problem)
    return found


def shown_share(run, choices, when, excused=()):
    """How many of the three statistics are shown for all columns, of the best choice, and what is missing first."""
    best, problem = -1, ""
    for statistics in choices:
        missing = [name for name in STATISTICS if name not in excused and find_not_shown(run, statistics[name])]
        if len(STATISTICS) - len(missing) > best:
            best = len(STATISTICS) - len(missing)
            problem = ""
            if missing:
                columns = find_not_shown(run, statistics[missing[0]])
                value = statistics[missing[0]][columns[0]]
                called = MEANT.get(missing[0], missing[0])
                problem = f"{run.label}: the {called} of {columns[0]} {when} ({value:,.2f}) is not in the output"
    return best, problem


def award_shown(shares):
    least, problem = min(shares, key=lambda share: share[0])
    if least < len(STATISTICS):
        award(least / len(STATISTICS), problem)


def excused_statistics(run):
    """Statistics of a table with text in it that were asked for: pandas raises a TypeError there, which costs nothing.

    A cell can raise such an error by itself, so what is excused rests on a claim.
    """
    raised = [output.get("error") or {} for output in run.outputs]
    if not any(error.get("ename") == "TypeError" and is_about_text(str(error.get("evalue"))) for error in raised):
        return []
    rest_on_claim()
    return [name for name in STATISTICS if any(asks_for(source, name) for source in run.sources)]


def is_about_text(message):
    return any(
        words in message
        for words in ("to numeric", "agg function failed", "with dtype object", "dtype 'str'", "convert")
    )


def asks_for(source, statistic):
    """Whether the source computes a statistic of something else than the given numeric columns alone."""
    try:
        calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    except (SyntaxError, ValueError, RecursionError):
        return False
    for call in calls:
        if not isinstance(call.func, ast.Attribute):
            continue
        words = {
            node.value for node in ast.walk(call) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        is_meant = call.func.attr == statistic or (
            call.func.attr in ("agg", "aggregate", "apply") and statistic in words
        )
        names = {node.id for node in ast.walk(call) if isinstance(node, ast.Name)}
        if is_meant and names - {"numeric_cols", "np", "numpy", "pd"}:
            return True
    return False


# %% [check] id=outliers title="Removes or replaces exactly the outliers" points=3 kind=numeric
for run in runs:
    for_best_result(run, Result.expect_right)

# %% [check] id=whole-rows title="Keeps the six values of each row together" points=2 kind=numeric
for run in runs:
    for_best_result(run, Result.expect_whole)

# %% [check] id=shown-before title="Shows mean, median and maximum before" points=1 kind=numeric
award_shown(
    [shown_share(run, [statistics_of(loans.names, loans.numbers) for loans in loans_of(run)], "before") for run in runs]
)

# %% [check] id=shown-after title="Shows mean, median and maximum after" points=1 kind=numeric
award_shown([shown_share(run, statistics_after(run), "after", excused_statistics(run)) for run in runs])
