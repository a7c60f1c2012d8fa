# %%
COLUMN, GROUPS = "Annual Premium", "Vehicle Age"
# Drawn on a logarithmic axis, seaborn takes quartiles between two values there: a little beside the linear ones.
RTOL = 2e-3


def tables(run):
    """The given table, and what the candidate made of it in place: premium as numbers, vehicle age as text."""
    found = []
    for table in run.inputs("insurance_data"):
        if not table.columns.is_unique or not {COLUMN, GROUPS} <= set(table.columns):
            continue
        premium = pd.Series([number_or_nan(item) for item in table[COLUMN]])
        clean = pd.DataFrame({COLUMN: premium, GROUPS: [str(item).strip() for item in table[GROUPS]]}).dropna()
        if len(clean):
            found.append(clean)
    return found


def number_or_nan(item):
    return float(item) if isinstance(item, (int, float, np.number)) else float("nan")


def is_near(got, expected):
    return abs(got - expected) <= RTOL * abs(expected)


def box_axes(run):
    """Pairs of a figure and its axes that hold at least one box; fails where nothing is drawn."""
    expect(run.figures, f"{run.label}: no figure was drawn")
    found = [(figure, axes) for figure in run.figures for axes in figure.axes if axes.boxes]
    expect(found, f"{run.label}: {len(run.figures)} figure(s) drawn, but no box plot in them")
    return found


def is_box_of(box, values):
    return all(
        is_near(got, expected)
        for got, expected in zip((box.q1, box.median, box.q3), np.percentile(values, [25, 50, 75]), strict=True)
    )


def univariate(run):
    """Axes with a box of all the premiums."""
    return [
        (figure, axes)
        for figure, axes in box_axes(run)
        if any(is_box_of(box, table[COLUMN]) for table in tables(run) for box in axes.boxes)
    ]


def grouped(run):
    """Sets of boxes, each with its figure and axes: the boxes of one axes, or one box on each axes of a figure."""
    found = [([(axes, box) for box in axes.boxes], figure) for figure, axes in box_axes(run) if len(axes.boxes) > 1]
    for figure in run.figures:
        singles = [(axes, axes.boxes[0]) for axes in figure.axes if len(axes.boxes) == 1]
        if len(singles) == 3:
            found.append((singles, figure))
    return found


def medians_of(table):
    return table.groupby(GROUPS)[COLUMN].median().to_dict()


def plain(text):
    return " ".join(text.replace("\\", "").split()).casefold()


def name_of(axes, box, names, facet):
    """The category whose name stands at the box: at its tick, in the legend by its colour, or in a facet's title."""
    at_box = [box.tick] + [text for text, color in axes.legend if box.color and color == box.color]
    if facet:
        at_box += [axes.title, axes.xlabel, axes.ylabel]
    for text in at_box:
        here = [name for name in names if plain(name) in plain(text)]
        if len(here) == 1:
            return here[0]
    return None


def judge_groups(boxes, medians):
    """`right`, `unnamed` or a sentence on what is wrong with these boxes."""
    if len(boxes) != len(medians):
        return f"expected exactly {len(medians)} boxes, got {len(boxes)}"
    facet = len({id(axes) for axes, _ in boxes}) > 1
    names = [name_of(axes, box, medians, facet) for axes, box in boxes]
    for name, (_, box) in zip(names, boxes, strict=True):
        if name is not None and not is_near(box.median, medians[name]):
            return f"the box labelled {name!r} has the median {box.median:.2f}, expected {medians[name]:.2f}"
    if None not in names and len(set(names)) == len(medians):
        return "right"
    got, expected = sorted(box.median for _, box in boxes), sorted(medians.values())
    if all(is_near(one, other) for one, other in zip(got, expected, strict=True)):
        return "unnamed"
    shown = ", ".join(f"{value:.2f}" for value in got)
    return f"expected boxes with the medians {', '.join(f'{value:.2f}' for value in expected)}, got {shown}"


def judge_run(run):
    """The best verdict on a set of boxes of this run."""
    sets = grouped(run)
    if not sets:
        return "no plot with several boxes was found"
    verdicts = [judge_groups(boxes, medians_of(table)) for boxes, _ in sets for table in tables(run)]
    return next((verdict for verdict in ("right", "unnamed") if verdict in verdicts), verdicts[0])


def plots(run):
    """The two plots as lists of (figure, axes): the right ones, or else what stands in their place."""
    alone = univariate(run) or [(figure, axes) for figure, axes in box_axes(run) if len(axes.boxes) == 1]
    sets = grouped(run)
    tabled = [medians_of(table) for table in tables(run)]
    right = [item for item in sets if any(judge_groups(item[0], medians) in ("right", "unnamed") for medians in tabled)]
    several = [(figure, axes) for boxes, figure in right or sets for axes, _ in boxes]
    return {"the univariate box plot": alone, "the box plot by vehicle age": several}


def expect_of_both(holds, lacking):
    """Half of the points for each of the two plots of which one candidate `holds`, in every run."""
    missing = {}
    for run in runs:
        for what, found in plots(run).items():
            if not any(holds(figure, axes) for figure, axes in found):
                missing[what] = lacking if found else "was not found"
    message = "; ".join(f"{what} {problem}" for what, problem in missing.items())
    if len(missing) == 2:
        fail(message)
    if missing:
        award(0.5, message)


# %% [check] id=univariate title="Box plot of Annual Premium" points=2 kind=plot
for run in runs:
    if not univariate(run):
        q1, median, q3 = np.percentile(run.given["insurance_data"][COLUMN], [25, 50, 75])
        drawn = [f"{box.median:.2f} ({box.q1:.2f}, {box.q3:.2f})" for _, axes in box_axes(run) for box in axes.boxes]
        fail(
            f"{run.label}: expected a box with the median {median:.2f} (quartiles {q1:.2f}, {q3:.2f}); "
            f"drawn are {', '.join(drawn[:6])}"
        )

# %% [check] id=by-vehicle-age title="Box plot of Annual Premium by Vehicle Age" points=3 kind=plot
verdicts = {run.label: judge_run(run) for run in runs}
for label, verdict in verdicts.items():
    if verdict not in ("right", "unnamed"):
        fail(f"{label}: {verdict}")
if "unnamed" in verdicts.values():
    award(0.5, "the three boxes are right, but not each is labelled with its own category's name")

# %% [check] id=titles title="Each plot has a title" points=1 kind=plot
expect_of_both(lambda figure, axes: figure.title_of(axes), "has no title")

# %% [check] id=column-named title="Each plot says that it shows Annual Premium" points=1 kind=plot
expect_of_both(lambda figure, axes: "premium" in figure.words.casefold(), "does not name Annual Premium")

# %% [check] id=explanation title="Explains the plots to a stakeholder without technical training" points=3 kind=reader
