# %%
from sklearn.neighbors import KNeighborsClassifier

CALL_SECONDS = 40.0


def draw_groups(rows, dimensions, distance, same=0):
    """Two groups, `distance` standard deviations apart, in random order; the first `same` columns do not differ."""
    direction = rng.normal(size=dimensions)
    direction[:same] = 0
    shift = direction / np.linalg.norm(direction) * distance
    labels = rng.permutation(np.arange(rows) % 2)
    return rng.normal(size=(rows, dimensions)) + labels[:, None] * shift + 3, labels


def predict(k, x_train, y_train, x_test):
    """The labels that a fresh object predicts, flattened."""
    model = twin.new("KNNClassifier", k)
    model.run("fit", x_train, y_train, cpu_seconds=CALL_SECONDS)
    labels = as_numbers(model.call("predict", x_test, cpu_seconds=CALL_SECONDS), "what predict returned").ravel()
    expect(len(labels) == len(x_test), f"predict: expected {len(x_test)} labels, got {len(labels)}")
    return labels


def expect_separated(k):
    x, labels = draw_groups(140, int(rng.integers(2, 5)), 8, same=1)
    expect_accuracy(predict(k, x[:80], labels[:80], x[80:]), labels[80:], 0.95, what=f"the accuracy with k = {k}")


def expect_agreement(k):
    """Labels of which 12 % are wrong: who asks another number of neighbours, or other ones, predicts something else."""
    x, labels = draw_groups(400, 2, rng.uniform(1.5, 2))
    x_train, y_train, x_test = x[:200], labels[:200].copy(), x[200:]
    flipped = rng.choice(200, size=24, replace=False)
    y_train[flipped] = 1 - y_train[flipped]
    wanted = KNeighborsClassifier(k).fit(x_train, y_train).predict(x_test)
    found = predict(k, x_train, y_train, x_test)
    expect_at_least(
        float(np.mean(found == wanted)),
        0.97,
        f"k = {k}, overlapping groups: the share of {len(wanted)} rows that get the label of their {k} neighbours",
    )


# %% [check] id=separated title="Classifies groups that are far apart" points=2 kind=accuracy
for k in (1, 3, 5):
    expect_separated(k)

# %% [check] id=neighbours title="Lets the k nearest neighbours vote" points=4 kind=accuracy
for k in (3, 5, 9):
    expect_agreement(k)

# %% [check] id=fast title="Predicts 2 000 rows in less than 5 seconds" points=1 kind=accuracy bonus=yes evidence=claimed requires=neighbours
x, labels = draw_groups(4000, 4, 8)
(run,) = twin.objects("KNNClassifier", (3,), [("fit", x[:2000], labels[:2000]), ("predict", x[2000:])], cpu_seconds=5.5)
if isinstance(run, RemoteFaultError):
    raise run
expect_accuracy(run.results[1], labels[2000:], 0.95)
expect(sum(run.cpu_seconds) < 5, f"it took {sum(run.cpu_seconds):.1f} s of processor time, expected less than 5 s")
