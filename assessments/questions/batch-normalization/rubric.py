# %%
SHAPES = ((2, 3), (5, 1), (7, 4), (40, 6))
STEP = 1e-5


def draw_batch(rows, columns, scale=(0.6, 3.0)):
    """Columns of several means and spreads, with factors of both signs that are not near 1."""
    x = rng.normal(size=(rows, columns))
    # A spread of its own for each column, also where two rows happen to be close.
    x = (x - x.mean(axis=0)) / x.std(axis=0) * rng.uniform(*scale, size=columns) + rng.uniform(-4, 4, size=columns)
    gamma = rng.uniform(1.3, 2.5, size=columns) * rng.choice([-1, 1], size=columns)
    return x, gamma, rng.uniform(0.5, 3, size=columns) * rng.choice([-1, 1], size=columns)


def normalize(x, gamma, beta, epsilon=1e-5):
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + epsilon) + beta


def differentiate(loss, at):
    """Central differences of a loss for each number of an array."""
    gradient = np.zeros(at.shape)
    for place in np.ndindex(at.shape):
        change = np.zeros(at.shape)
        change[place] = STEP
        gradient[place] = (loss(at + change) - loss(at - change)) / (2 * STEP)
    return gradient


def run_once(args, steps):
    (run,) = twin.objects("BatchNormalization", args, steps)
    if isinstance(run, RemoteFaultError):
        raise run
    return run.results


def read_tuple(result, names, what):
    """The items that a method returned together."""
    wanted = f"{what}: expected the tuple ({', '.join(names)})"
    expect(isinstance(result, (tuple, list)) and len(result) == len(names), f"{wanted}, got {describe(result)}")
    return dict(zip(names, result, strict=True))


def expect_gradient(name):
    """What backward returns under this name fits the differences of the true forward pass, for several shapes.

    With the epsilon of the default: what another one does is judged once, in the forward pass.
    """
    for rows, columns in SHAPES:
        x, gamma, beta = draw_batch(rows, columns)
        # No column sums to nearly 0, so that none of the three gradients does.
        dout = rng.normal(size=(rows, columns)) + rng.choice([-1, 1], size=columns)
        losses = {
            "dX": (lambda v, g=gamma, b=beta, d=dout: np.sum(d * normalize(v, g, b)), x),
            "dgamma": (lambda v, x=x, b=beta, d=dout: np.sum(d * normalize(x, v, b)), gamma),
            "dbeta": (lambda v, x=x, g=gamma, d=dout: np.sum(d * normalize(x, g, v)), beta),
        }
        results = run_once((), [("forward", x, gamma, beta), ("backward", dout, result_of(0, 1))])
        got = read_tuple(results[1], ("dX", "dgamma", "dbeta"), "backward")[name]
        expected = differentiate(*losses[name])
        what = f"{name} for a batch of shape ({rows}, {columns})"
        atol = 1e-4 * max(1.0, np.abs(expected).max())
        if name == "dX":
            expect_shape(got, (rows, columns), what)
        expect_close(got, expected, rtol=1e-4, atol=atol, what=what, flatten=name != "dX")


# %% [check] id=forward title="Normalises batches it has not seen" points=3 kind=numeric
for rows, columns in SHAPES:
    for args, epsilon, scale in (((), 1e-5, (0.6, 3.0)), ((), 1e-5, (0.02, 0.1)), ((0.01, 0.8), 0.01, (0.3, 1.0))):
        x, gamma, beta = draw_batch(rows, columns, scale)
        (result,) = run_once(args, [("forward", x, gamma, beta)])
        out = read_tuple(result, ("out", "cache"), "forward")["out"]
        what = f"out for a batch of shape ({rows}, {columns}), epsilon = {epsilon}"
        expect_shape(out, (rows, columns), what)
        expect_close(out, normalize(x, gamma, beta, epsilon), rtol=1e-7, atol=1e-7, what=what)

# %% [check] id=dbeta title="Gradient of beta" points=1 kind=numeric
expect_gradient("dbeta")

# %% [check] id=dgamma title="Gradient of gamma" points=1 kind=numeric
expect_gradient("dgamma")

# %% [check] id=dx title="Gradient of the input" points=3 kind=numeric
expect_gradient("dX")

# %% [check] id=running-statistics title="Normalises by the running mean and variance with training=False" points=1 kind=numeric bonus=yes requires=forward
means, spreads = rng.uniform(5, 9, size=2), rng.uniform(2, 4, size=2)
gamma, beta = np.array([1.5, -1.2]), np.array([0.5, 2.0])
batches = means + spreads * rng.normal(size=(100, 100, 2))
# These rows have another mean and another spread than the batches: their own statistics do not fit.
x = means + spreads * rng.uniform(0.5, 1.5, size=(6, 2))
results = run_once((), [("forward", each(batches), gamma, beta), ("forward", x, gamma, beta, False)])
out = read_tuple(results[1], ("out", "cache"), "forward with training=False")["out"]
expect_shape(out, (6, 2), "out with training=False")
expected = gamma * (x - means) / spreads + beta
expect_close(out, expected, rtol=0, atol=0.3, what="out with training=False, after 100 batches of one distribution")
