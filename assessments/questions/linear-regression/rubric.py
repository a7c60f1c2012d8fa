# %%
MARGIN = 0.01


def draw_rows(weights, intercept, noise, rows):
    x = rng.normal(size=(rows, len(weights)))
    return x, x @ weights + intercept + rng.normal(0, noise, size=rows)


def expect_as_good_as_least_squares(features):
    """Fits and predicts on rows whose target lies several standard deviations from zero."""
    weights = rng.uniform(10, 40, size=features) * rng.choice([-1, 1], size=features)
    noise = np.linalg.norm(weights) / 3
    intercept = rng.uniform(4, 7) * rng.choice([-1, 1]) * np.hypot(np.linalg.norm(weights), noise)
    x, y = draw_rows(weights, intercept, noise, 200)
    x_new, y_new = draw_rows(weights, intercept, noise, 150)
    model = twin.new("LinearRegressionScratch")
    model.run("fit", x, y)
    predicted = model.call("predict", x_new)
    design = np.column_stack([np.ones(len(x)), x])
    solution = np.linalg.lstsq(design, y, rcond=None)[0]
    exact = compute_r2(np.column_stack([np.ones(len(x_new)), x_new]) @ solution, y_new)
    what = (
        f"R² on rows not seen in fit ({features} feature{'s' if features > 1 else ''}, least squares has {exact:.4f})"
    )
    expect_r2(predicted, y_new, round(exact - MARGIN, 4), what=what)


def is_straight_line(line):
    """A line that rises or falls evenly: not one that joins noisy points, nor a horizontal or vertical helper line."""
    x, y = np.asarray(line.x, dtype=float), np.asarray(line.y, dtype=float)
    known = np.isfinite(x) & np.isfinite(y)
    x, y = x[known], y[known]
    if len(x) < 2 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return False
    slope = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)
    return np.max(np.abs(y - y.mean() - slope * (x - x.mean()))) <= 0.02 * np.ptp(y)


def has_points(axes):
    return any(len(points.x) >= 3 for points in axes.points)


def has_regression_line(axes):
    return any(is_straight_line(line) for line in axes.lines)


# %% [check] id=one-feature title="Predicts with one feature" points=2 kind=accuracy
for _ in range(2):
    expect_as_good_as_least_squares(1)

# %% [check] id=several-features title="Predicts with two to five features" points=2 kind=accuracy
for features in (2, 3, 4, 5):
    expect_as_good_as_least_squares(features)

# %% [check] id=plot title="Draws the data as points and the regression line on the same axes" points=2 kind=plot
drawn = [axes for figure in subject.figures for axes in figure.axes]
expect(drawn, "no figure with anything drawn in it was found")
if not any(has_points(axes) and has_regression_line(axes) for axes in drawn):
    if not any(has_points(axes) for axes in drawn):
        fail("expected the data as points (scatter, or plot with markers), found none")
    if not any(axes.lines for axes in drawn):
        fail("expected a regression line beside the points, found no line")
    if not any(has_regression_line(axes) for axes in drawn):
        fail("expected a straight regression line, found only lines that are not straight, or horizontal or vertical")
    fail("expected the points and the regression line on the same axes, found them on different ones")

# %% [check] id=labels title="Labels both axes, title and legend" points=2 kind=plot
candidates = [(figure, axes) for figure in subject.figures for axes in figure.axes if axes.points or axes.lines]
expect(candidates, "no figure with points or a line was found")
both = [(figure, axes) for figure, axes in candidates if has_points(axes) and has_regression_line(axes)]


def missing_labels(figure, axes):
    found = {
        "a label on the x axis": axes.xlabel.strip(),
        "a label on the y axis": axes.ylabel.strip(),
        "a title": figure.title_of(axes),
        "a legend": any(text.strip() for text, _ in axes.legend),
    }
    return [what for what, present in found.items() if not present]


fewest = min((missing_labels(figure, axes) for figure, axes in both or candidates), key=len)
if fewest:
    award(1 - len(fewest) / 4, f"the plot lacks {' and '.join(fewest)}")
