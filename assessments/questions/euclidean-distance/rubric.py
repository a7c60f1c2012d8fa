# %%
def true_distance(a, b):
    return float(np.sqrt(np.sum((np.asarray(a, dtype=float) - np.asarray(b, dtype=float)) ** 2)))


def expect_distances(pairs):
    """All pairs in one message; none of them tells another's result."""
    results = twin.batch([("euclidean_distance", a, b) for a, b in pairs])
    for (a, b), result in zip(pairs, results, strict=True):
        if isinstance(result, RemoteFaultError):
            raise result
        what = f"euclidean_distance of two points with {len(a)} coordinate{'s' if len(a) > 1 else ''}"
        # A distance in an array of one element is a distance all the same.
        expect_close(result, [true_distance(a, b)], what=what, flatten=True)


def draw_pair(size):
    return rng.normal(0, 10, size=size), rng.normal(2, 15, size=size)


# %% [check] id=distances title="Measures points it has not seen, in 1 to 50 dimensions" points=2 kind=numeric
expect_distances([draw_pair(size) for size in (1, 2, 3, 7, 20, 50)])

# %% [check] id=integers title="Measures points with integer coordinates" points=1 kind=numeric
expect_distances([(rng.integers(-50, 50, size=size), rng.integers(60, 200, size=size)) for size in (2, 4, 11)])

# %% [check] id=zero-and-symmetry title="Zero for equal points, the same both ways" points=1 kind=numeric requires=distances
same = rng.normal(0, 5, size=6)
# Right formulas that expand the square (as scikit-learn does) leave the root of the rounding error, up to 1e-6 here.
expect_close(
    np.ravel(as_numbers(twin.call("euclidean_distance", same, same.copy()), "the distance")),
    [0.0],
    atol=2e-6,
    what="the distance of equal points",
)
a, b = draw_pair(5)
for first, second in ((a, b), (b, a)):
    expect_distances([(first, second)])

# %% [check] id=points-kept title="Leaves the points as they were" points=1 kind=numeric requires=distances
for a, b in (draw_pair(4), (rng.integers(1, 90, size=5), rng.integers(1, 90, size=5))):
    result, after = twin.call_keeping("euclidean_distance", a, b)
    expect_close(after[0], a, what="the first point, after the call")
    expect_close(after[1], b, what="the second point, after the call")

# %% [check] id=distance title="distance holds the distance of the given points" points=1 kind=numeric
for run in runs:
    choices = [
        [true_distance(a, b)]
        for a in run.numeric_inputs("point_a", any_order=False)
        for b in run.numeric_inputs("point_b", any_order=False)
        if np.shape(a) == np.shape(b)
    ]
    value = run.value("distance")
    expect_any_close(value, choices, what=f"distance, {run.label}", flatten=True)

# %% [check] id=lists title="Takes plain lists of numbers" points=1 kind=numeric bonus=yes requires=distances
pairs = [draw_pair(size) for size in (3, 8)]
results = twin.each_call([("euclidean_distance", a.tolist(), b.tolist()) for a, b in pairs])
for (a, b), result in zip(pairs, results, strict=True):
    expect_close(result, [true_distance(a, b)], what="euclidean_distance of two lists", flatten=True)
