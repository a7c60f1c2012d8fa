# %%
from sklearn.metrics import adjusted_rand_score

LEAST_AGREEMENT = 0.95
ITERATIONS = 15
ROUNDS = (5,) * 20
"""Fresh objects of each round; every round has data of its own, for a class whose start is not random (the farthest rows,
a fixed seed) needs other data to end elsewhere."""
ROUND_SECONDS = 40.0
CASES = ((2, 2), (2, 6), (3, 3), (3, 8), (4, 6), (4, 10))
"""Numbers of clusters and of dimensions. In 20 000 simulated objects each, centroids that start at random rows and never
move passed in fewer than 1 of 1 000 where there are eight dimensions or more, those of normal numbers never; and an
object that moves centroids of normal numbers passes in 1 of 5 at least (draw_blobs sees to it)."""
ROWS = 30
ALONG, ACROSS = 0.22, 0.8
LEAST_SUCCESS, STARTS = 0.2, 25


def nearest(x, centres):
    return ((x[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)


def move(x, centres, iterations):
    """Lloyd's algorithm; a centroid without rows stays."""
    before = None
    for _ in range(iterations):
        labels = nearest(x, centres)
        if before is not None and (labels == before).all():
            break
        before = labels
        for place in range(len(centres)):
            if (labels == place).any():
                centres[place] = x[labels == place].mean(axis=0)
    return nearest(x, centres)


def is_settled(x, labels, k):
    """True when there are k groups and every row is nearest to the mean of its own."""
    names, groups = np.unique(labels, return_inverse=True)
    if len(names) != k:
        return False
    means = np.array([x[groups == place].mean(axis=0) for place in range(k)])
    return bool((nearest(x, means) == groups).all())


def draw_blobs(k, dimensions):
    """Clusters 3 to 5 from the origin, two of them in the same direction, narrow along it and wide across.

    Drawn until the true clusters are settled and one of five random starts finds them.
    """
    while True:
        directions = np.linalg.qr(rng.normal(size=(dimensions, dimensions)))[0]
        others = [directions[1], directions[2] if dimensions > 2 else -directions[0]]
        places = [(directions[0], rng.uniform(3, 3.2)), (directions[0], rng.uniform(4.8, 5))]
        places += [(other, rng.uniform(3.6, 4.6)) for other in others]
        parts = []
        for direction, distance in places[:k]:
            rows = ROWS + int(rng.integers(-6, 7))
            across = rng.normal(0, ACROSS, size=(rows, dimensions))
            across -= np.outer(across @ direction, direction)
            parts.append(direction * distance + across + np.outer(rng.normal(0, ALONG, size=rows), direction))
        truth = np.repeat(np.arange(k), [len(part) for part in parts])
        order = rng.permutation(len(truth))
        x, truth = np.vstack(parts)[order], truth[order]
        if is_settled(x, truth, k) and find_success(x, truth, k) >= LEAST_SUCCESS:
            return x, truth


def find_success(x, truth, k):
    """The share of random starts that find the clusters; as soon as there are enough, no more are tried."""
    found = 0
    for _ in range(STARTS):
        labels = move(x, rng.normal(size=(k, x.shape[1])), ITERATIONS)
        found += adjusted_rand_score(truth, labels) >= LEAST_AGREEMENT
        if found >= LEAST_SUCCESS * STARTS:
            break
    return found / STARTS


def read_labels(result, rows, k):
    """What predict returned for each row, checked: whole numbers from 0 to k - 1."""
    labels = as_numbers(result, "what predict returned").ravel()
    expect(len(labels) == rows, f"predict: expected one number for each of {rows} vectors, got {len(labels)}")
    whole = np.isfinite(labels).all() and (labels == np.round(labels)).all()
    expect(whole and labels.min() >= 0 and labels.max() < k, f"predict: expected whole numbers from 0 to {k - 1}")
    return labels.astype(int)


def find_clusters(k, dimensions, rounds=ROUNDS, steps_before=None):
    """Fail unless one of the fresh objects of these rounds finds the true clusters and has settled there."""
    best, problem = 0.0, None
    for objects in rounds:
        x, truth = draw_blobs(k, dimensions)
        steps = [*(steps_before(x) if steps_before else []), ("fit", x, ITERATIONS), ("predict", each(x))]
        for run in twin.objects("KMeans", (dimensions, k), steps, times=objects, cpu_seconds=ROUND_SECONDS):
            try:
                if isinstance(run, RemoteFaultError):
                    raise run
                labels = read_labels(run.results[-1], len(x), k)
            except CheckFailedError as failed:
                problem = problem or str(failed)
                continue
            agreement = adjusted_rand_score(truth, labels)
            best = max(best, agreement)
            if agreement >= LEAST_AGREEMENT and is_settled(x, labels, k):
                return
            if agreement >= LEAST_AGREEMENT:
                problem = "rows that are nearer to the mean of another cluster than to that of their own"
    case = f"k = {k} clusters in {dimensions} dimensions"
    if best >= LEAST_AGREEMENT:
        fail(f"{case}: the clusters were found, but they have not settled ({problem})")
    found = f"the best of {sum(rounds)} objects had an adjusted Rand index of {best:.2f}, expected {LEAST_AGREEMENT}"
    fail(f"{case}: {found}{f' ({problem})' if problem else ''}")


# %% [check] id=clusters title="Finds the clusters of data it has not seen, for k from 2 to 4" points=6 kind=behaviour
for k, dimensions in CASES:
    find_clusters(k, dimensions)

# %% [check] id=one-cluster title="Puts everything into one cluster for k = 1" points=1 kind=behaviour requires=clusters
x = rng.normal(size=(25, 3)) + 4
(run,) = twin.objects("KMeans", (3, 1), [("fit", x, 5), ("predict", each(x))])
if isinstance(run, RemoteFaultError):
    raise run
read_labels(run.results[-1], len(x), 1)

# %% [check] id=fast title="Fits 10 000 rows in less than a second" points=1 kind=behaviour bonus=yes evidence=claimed requires=clusters
centres = rng.normal(size=(4, 8)) * 3
x = centres[rng.integers(0, 4, size=10_000)] + rng.normal(size=(10_000, 8))
(run,) = twin.objects("KMeans", (8, 4), [("fit", x, 10)], cpu_seconds=3.0)
if isinstance(run, RemoteFaultError):
    raise run
expect(run.cpu_seconds[0] < 1, f"fit took {run.cpu_seconds[0]:.1f} s of processor time, expected less than 1 s")

# %% [check] id=second-fit title="Fits the same object anew on other data" points=1 kind=behaviour bonus=yes requires=clusters
find_clusters(3, 4, ROUNDS[:8], steps_before=lambda x: [("fit", x + 10_000, ITERATIONS)])
