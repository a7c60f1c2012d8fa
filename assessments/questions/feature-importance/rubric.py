# %%
import ast
import contextlib
import re

from sklearn.datasets import load_breast_cancer

from assay_judge.slicing import parse_cell

DATA = load_breast_cancer()
FEATURES = [str(name) for name in DATA.feature_names]
# A decision tree with the defaults, trained on 75 % of the rows, has at least 0.938 on rows perturbed by this share of
# each column's standard deviation (1 200 trees and draws), a forest more.
NOISE = 0.05
SHORTEST, FEWEST_SORTED, ALL = 10, 5, len(FEATURES)
MAX_PERMUTED_ROWS, REPEATS = 200, 5


def normalise(text):
    return " ".join(re.sub(r"[\W_]+", " ", str(text).lower()).split())


PLACES = {normalise(name): place for place, name in enumerate(FEATURES)}


def as_target(predicted):
    """Predictions as 0 and 1; the target's names stand for its numbers."""
    listed = np.ravel(predicted).tolist()
    if all(isinstance(item, str) for item in listed):
        known = {"malignant": 0, "m": 0, "0": 0, "benign": 1, "b": 1, "1": 1}
        return [known.get(item.strip().lower(), -1) for item in listed]
    if all(isinstance(item, bool) for item in listed):
        return [int(item) for item in listed]
    return predicted


def fitted_model():
    model = subject.model("clf")
    expect(model.is_fitted, "clf is not fitted")
    return model


def own_importances(model):
    """The importances of clf itself in the data set's order (and as clf has them), or None where it has none."""
    own = model.feature_importances
    if own is None and model.evidence == "claimed" and model.is_tree_based:
        try:
            own = as_numbers(model.attr("feature_importances_"), "clf.feature_importances_").ravel()
        except CheckFailedError:
            return []
    if own is None or len(own) != ALL:
        return []
    places = [PLACES.get(normalise(name)) for name in model.names or []]
    if None in places or len(set(places)) != ALL or places == list(range(ALL)):
        return [own]
    ordered = np.zeros(ALL)
    ordered[places] = own
    return [ordered, own]


def by_label(labels, values):
    """Values in the data set's order, where the labels are its columns' names or numbers."""
    labels = list(labels)
    places = [PLACES.get(normalise(label)) for label in labels]
    if None in places and all(isinstance(label, (int, np.integer)) for label in labels):
        places = [int(label) for label in labels]
    if sorted(place for place in places if place is not None) != list(range(ALL)):
        return None
    ordered = np.zeros(ALL)
    ordered[places] = values
    return ordered


def listed_importances(value):
    """Every way to read what was given as 30 numbers in the data set's order."""
    what = "feature_importances"
    if isinstance(value, dict):
        if "importances_mean" in value:
            return listed_importances(value["importances_mean"])
        value = pd.Series(list(value.values()), index=list(map(str, value)), dtype=object)
    if isinstance(value, (list, tuple)) and value and all(is_pair(item) for item in value):
        value = pd.Series([item[1] for item in value], index=[item[0] for item in value], dtype=object)
    if isinstance(value, pd.DataFrame) and len(value) == ALL and value.shape[1] < 10:
        tables = [column for _, column in value.items()]
        texts = [column for column in tables if all(isinstance(item, str) for item in column)]
        found = []
        for column in tables:
            try:
                numbers = as_numbers(column, what)
            except CheckFailedError:
                continue
            for labels in [*texts, value.index]:
                found += [numbers] if labels is value.index and not texts else []
                found += [ordered for ordered in [by_label(labels, numbers)] if ordered is not None]
        if found:
            return found
        fail(f"{what}: expected 30 numbers with the names of the columns, got {describe(value)}")
    numbers = as_numbers(value, what).ravel()
    if len(numbers) != ALL:
        fail(f"{what}: expected 30 numbers, one for each column, got {describe(value)}")
    ordered = by_label(value.index, numbers) if isinstance(value, pd.Series) else None
    return [numbers if ordered is None else ordered]


def is_pair(item):
    return isinstance(item, (list, tuple)) and len(item) == 2 and isinstance(item[0], str)


def given_importances():
    """What feature_importances holds, read in each way; finite numbers that are not all the same."""
    listed = listed_importances(subject.value("feature_importances"))
    for numbers in listed:
        expect(np.all(np.isfinite(numbers)), "feature_importances: expected finite numbers")
    varied = [numbers for numbers in listed if np.ptp(numbers) > 0]
    expect(varied, "feature_importances: expected the importances of clf, got the same number for all columns")
    return varied


def is_same(one, other):
    return find_difference(one, other, rtol=0, atol=1e-6) is None


def is_rearranged(one, other):
    return is_same(np.sort(one), np.sort(other))


def rank_correlation(one, other):
    correlation = pd.Series(one).rank().corr(pd.Series(other).rank())
    return float(correlation) if np.isfinite(correlation) else 0.0


def permutation_calls():
    """The calls of permutation_importance in the candidate's code, whatever name it was imported under."""
    cells = [statement for source in subject.sources for statement in parse_cell(source)]
    nodes = [node for statement in cells for node in ast.walk(statement)]
    imported = [node for node in nodes if isinstance(node, ast.alias) and node.name == "permutation_importance"]
    names = {"permutation_importance", *(alias.asname for alias in imported if alias.asname)}
    names -= {node.name for node in nodes if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    return [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in names]


def permuted_data():
    """The rows and labels that the candidate's code passes to permutation_importance, by their names."""
    for call in permutation_calls():
        keywords = {item.arg: item.value for item in call.keywords}
        passed = [*call.args, None, None, None]
        rows, labels = keywords.get("X", passed[1]), keywords.get("y", passed[2])
        names = [ast.unparse(node) for node in (rows, labels) if isinstance(node, (ast.Name, ast.Attribute))]
        if len(names) == 2 and all(re.fullmatch(r"[\w.]+", name) for name in names):
            yield [subject.raw(name) for name in names]


def permutation_importances(model, x, y):
    """What the accuracy of the rebuilt model loses by permuting each column: mean and spread; None for other data."""
    names = list(x.columns) if isinstance(x, pd.DataFrame) else None
    try:
        table = as_numbers(x, "the rows").astype(float)
    except CheckFailedError:
        return None
    labels = np.ravel(np.asarray(y, dtype=object))
    if table.ndim != 2 or table.shape[1] != ALL or not 20 <= len(table) == len(labels):
        return None
    table, labels = table[:MAX_PERMUTED_ROWS], [str(item) for item in labels[:MAX_PERMUTED_ROWS]]

    def hits(rows):
        predicted = model.predict(rows if names is None else pd.DataFrame(rows, columns=names))
        return float(np.mean([str(item) == label for item, label in zip(predicted.tolist(), labels, strict=True)]))

    whole = hits(table)
    drops = np.zeros((REPEATS, ALL))
    for place in range(ALL):
        for repeat in range(REPEATS):
            changed = table.copy()
            changed[:, place] = rng.permutation(changed[:, place])
            drops[repeat, place] = whole - hits(changed)
    return drops.mean(axis=0), drops.std(axis=0) + 1 / len(table)


def is_permutation_of(model, values):
    """Whether they are permutation importances of the model on the rows that the candidate's code names."""
    if model.evidence == "claimed":
        return False
    for x, y in permuted_data():
        found = permutation_importances(model, x, y)
        if found is None:
            continue
        mean, spread = found
        is_within = np.all(np.abs(values - mean) <= 5 * spread + 0.01)
        if (is_within and rank_correlation(values, mean) > 0) or rank_correlation(values, mean) >= 0.3:
            return True
    return False


# What is drawn


def label_of(axes, bar, is_lying):
    tick = getattr(bar, "tick", "")
    if tick.strip():
        return tick
    start, thickness = (bar.y, bar.height) if is_lying else (bar.x, bar.width)
    places = axes.yticks if is_lying else axes.xticks
    ticks = [(abs(at - start - thickness / 2), text) for at, text in places]
    # Bars of several series stand beside their tick.
    reach = max(
        abs(thickness),
        0.5 * min((abs(one - other) for one, _ in places for other, _ in places if one != other), default=0),
    )
    near = [(distance, text) for distance, text in ticks if text.strip() and distance <= reach + 1e-9]
    return min(near)[1] if near else ""


def place_of(label):
    """The column that a label names; a number behind the name is fine ("mean radius (0.12)")."""
    return PLACES.get(
        normalise(label), PLACES.get(normalise(re.sub(r"[\s(:=,]+-?\d[\d.,e+-]*\s*%?\)?\s*$", "", label)))
    )


class Plot:
    """The bars of one pair of axes, or of one series on them, from left to right or bottom to top."""

    def __init__(self, figure, axes, drawn_bars):
        self.figure, self.axes = figure, axes
        is_lying = sum(bar.orientation == "h" for bar in drawn_bars) * 2 > len(drawn_bars)
        kind = "h" if is_lying else "v"
        start, side = ("y", "width") if is_lying else ("x", "height")
        bars = [bar for bar in drawn_bars if bar.orientation == kind]
        bars = [bar for bar in bars if np.isfinite([bar.x, bar.y, bar.width, bar.height]).all()]
        bars.sort(key=lambda bar: getattr(bar, start))
        self.lengths = np.array([getattr(bar, side) for bar in bars], dtype=float)
        self.labels = [label_of(axes, bar, is_lying) for bar in bars]
        # Names written at the bars instead of under them, in the order in which they were drawn.
        written = [text for text in axes.texts if place_of(text) is not None]
        if not any(place_of(label) is not None for label in self.labels) and len(written) == len(bars):
            drawn = {id(bar): text for bar, text in zip(drawn_bars, written, strict=False)}
            self.labels = [drawn.get(id(bar), "") for bar in bars]
        self.places = [place_of(label) for label in self.labels]

    def find_wrong_bars(self, wanted):
        """What is wrong with bars and labels for the importances `wanted`: a sentence, or None."""
        if len(self.lengths) < SHORTEST and np.sum(wanted != 0) > len(self.lengths):
            return f"expected at least {SHORTEST} bars, found {len(self.lengths)}"
        unnamed = [label for label, place in zip(self.labels, self.places, strict=True) if place is None]
        if unnamed:
            return f"expected each bar labelled with its column's name, found one labelled {unnamed[0]!r}"
        if len(set(self.places)) != len(self.places):
            return "expected one bar for each column, found a column with several"
        expected = wanted[self.places]
        top = int(np.argmax(np.abs(expected)))
        if expected[top] == 0 or self.lengths[top] / expected[top] <= 0:
            return f"the bar of {self.labels[top]} has not the length of its importance"
        # Percents, or the largest as 1 or 100, show the same.
        scale = self.lengths[top] / expected[top]
        off = np.abs(self.lengths - scale * expected)
        if off.max() > 2e-3 * abs(self.lengths[top]):
            worst = int(np.argmax(off))
            length, want = self.lengths[worst], scale * expected[worst]
            return f"the bar of {self.labels[worst]!r} has the length {length:.4g}, its importance is {want:.4g}"
        left_out = np.delete(wanted, self.places)
        if len(left_out) and left_out.max() > expected.min() + 1e-9:
            return "expected the largest importances, but one that is larger than some of those drawn is left out"
        return None

    def find_disorder(self, wanted):
        """Whether bars that have the lengths of importances are not sorted: a sentence, or None."""
        if len(self.lengths) < FEWEST_SORTED and np.sum(wanted != 0) > len(self.lengths):
            return f"expected at least {SHORTEST} bars, found {len(self.lengths)}"
        longest = self.lengths.max(initial=0)
        if longest <= 0 or not any(
            are_among(self.lengths / longest, wanted / top) for top in np.unique(wanted[wanted > 0])
        ):
            return "the bars have not the lengths of the importances"
        steps = np.diff(self.lengths)
        if np.all(steps >= -1e-9 * longest) or np.all(steps <= 1e-9 * longest):
            return None
        return "expected the bars sorted by their length, found them in another order"

    def missing_labels(self):
        found = {
            "a label on the x axis": self.axes.xlabel.strip() or self.figure.supxlabel.strip(),
            "a label on the y axis": self.axes.ylabel.strip() or self.figure.supylabel.strip(),
            "a title": self.figure.title_of(self.axes),
        }
        return [what for what, present in found.items() if not present]

    def bar_problems(self):
        return [self.find_wrong_bars(numbers) for numbers in shown_importances()]

    def order_problems(self):
        return [self.find_disorder(numbers) for numbers in shown_lengths()]

    def rate(self):
        """How much is wrong with it; of plots that are as good the one with more bars."""
        wrong = 2 * all(self.bar_problems()) + all(self.order_problems()) + len(self.missing_labels()) / 3
        return (wrong, -len(self.lengths))


def are_among(lengths, wanted):
    """Whether each length is one of those wanted, none of which counts twice."""
    left = sorted(wanted)
    for length in sorted(lengths):
        while left and left[0] < length - 2e-3:
            left.pop(0)
        if not left or left.pop(0) > length + 2e-3:
            return False
    return True


def shown_importances():
    """The importances that bars may show: those of clf, and what feature_importances holds, unless it mixes them up."""
    wanted = []
    with contextlib.suppress(CheckFailedError):
        wanted = own_importances(subject.model("clf"))[:1]
    with contextlib.suppress(CheckFailedError):
        wanted += [numbers for numbers in given_importances() if not any(is_rearranged(numbers, own) for own in wanted)]
    return wanted


def shown_lengths():
    """The numbers that bars may have as lengths, whatever they are called and however many columns clf takes."""
    found = list(shown_importances())
    with contextlib.suppress(CheckFailedError):
        found += [
            model.feature_importances for model in [subject.model("clf")] if model.feature_importances is not None
        ]
    return found


def best_plot():
    plots = []
    drawn = [(figure, axes) for figure in subject.figures for axes in figure.axes if len(axes.bars) > 1]
    for figure, axes in drawn:
        series = {label: [bar for bar in axes.bars if bar.label == label] for label in {bar.label for bar in axes.bars}}
        parts = [bars for bars in series.values() if FEWEST_SORTED <= len(bars) < len(axes.bars)]
        plots += [Plot(figure, axes, bars) for bars in [axes.bars, *parts]]
    expect(plots, "no bar plot was found")
    return min(plots, key=lambda plot: plot.rate())


NO_IMPORTANCES = "there are no importances that bars could show: clf has none, and feature_importances holds none"


# %% [check] id=classifier title="A tree-based classifier that is right on at least 88 % of the rows" points=2 kind=accuracy
model = fitted_model()
expect(model.is_tree_based, f"clf: expected a tree-based classifier, got {model.final.class_name or 'something else'}")
if model.evidence == "claimed":
    # It cannot be rebuilt from data, so it is asked, in the second run of the notebook.
    model = twin.model("clf")
else:
    expect(model.classes is not None, f"clf: expected a classifier, got {model.final.class_name}")
rows = DATA.data + rng.normal(size=DATA.data.shape) * DATA.data.std(axis=0) * NOISE
predicted = model.predict(pd.DataFrame(rows, columns=FEATURES))
expect_accuracy(as_target(predicted), DATA.target, at_least=0.88, what="clf's accuracy on slightly perturbed rows")

# %% [check] id=importances title="feature_importances holds the importances of clf" points=2 kind=numeric
listed = given_importances()
model = fitted_model()
own = own_importances(model)
if not any(is_same(numbers, one) for numbers in listed for one in own):
    expect(own or model.is_tree_based, "clf has no importances to compare with: it is no tree-based classifier")
    is_mixed_up = any(is_rearranged(numbers, one) for numbers in listed for one in own)
    expect(
        not is_mixed_up, "feature_importances: the importances of clf, but not in the order of the data set's columns"
    )
    by_permutation = bool(permutation_calls()) and any(
        any(rank_correlation(numbers, one) >= 0.3 for one in own) or is_permutation_of(model, numbers)
        for numbers in listed
    )
    if by_permutation:
        # Permutations are drawn, so they cannot be computed anew.
        rest_on_claim()
    else:
        expect(own, "feature_importances: clf has none of its own, and these are no permutation importances of it")
        problem = find_difference(listed[0], own[0], rtol=0, atol=1e-6, what="feature_importances")
        fail(f"{problem or 'feature_importances differ from those of clf'} (those of clf, in the data set's order)")

# %% [check] id=bars title="A bar plot of the importances, each bar labelled with its column" points=2 kind=plot
problems = best_plot().bar_problems()
if all(problems):
    fail(problems[0] if problems else NO_IMPORTANCES)

# %% [check] id=sorted title="The bars are sorted by importance" points=1 kind=plot
problems = best_plot().order_problems()
if all(problems):
    fail(problems[0] if problems else NO_IMPORTANCES)

# %% [check] id=labels title="Labels both axes and gives a title" points=1 kind=plot
missing = best_plot().missing_labels()
if missing:
    award(1 - len(missing) / 3, f"the plot lacks {' and '.join(missing)}")
