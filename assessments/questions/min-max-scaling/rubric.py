# %%
def scaled(x):
    """What the question asks for: the whole array by its one smallest and one largest value."""
    return (x - x.min()) / (x.max() - x.min())


def expect_scaled(arrays):
    """All arrays in one message."""
    results = twin.batch([("min_max_scaling", x) for x in arrays.values()])
    for (what, x), result in zip(arrays.items(), results, strict=True):
        if isinstance(result, RemoteFaultError):
            raise result
        expect_close(result, scaled(x), what=f"min_max_scaling of {what}")


# %% [check] id=arrays-1d title="Scales 1-D arrays it has not seen" points=1 kind=numeric
expect_scaled(
    {
        "an array of mixed signs": rng.normal(3, 20, size=30),
        "an all-positive array": rng.uniform(5, 60, size=17),
        "an array of integers": rng.permutation(np.arange(-50, 90, 7)),
        "two numbers": np.array([8.5, -1.25]) * rng.uniform(1, 3),
    }
)

# %% [check] id=arrays-negative title="Scales arrays of negative numbers only" points=1 kind=numeric
expect_scaled(
    {
        "an all-negative array": -rng.uniform(5, 60, size=23),
        "an array of negative integers": -rng.permutation(np.arange(3, 80, 6)),
    }
)

# %% [check] id=arrays-2d title="Scales a 2-D array as a whole" points=1 kind=numeric
expect_scaled(
    {
        "a 2-D array of mixed signs": rng.normal(1, 9, size=(6, 4)) * np.array([1, 5, 20, 2]),
        "an all-positive 2-D array": rng.uniform(2, 7, size=(3, 11)) + np.arange(3)[:, None],
    }
)

# %% [check] id=input-kept title="Leaves the array it is given as it was" points=1 kind=numeric requires=arrays-1d
for shape in [(12,), (4, 5)]:
    x = rng.normal(40, 15, size=shape)
    result, after = twin.call_keeping("min_max_scaling", x)
    expect_close(after[0], x, what="the array that was passed, after the call")

# %% [check] id=scaled-data title="scaled_data holds the scaled data" points=1 kind=numeric name=scaled_data equals="(data - data.min()) / (data.max() - data.min())"

# %% [check] id=constant title="An array of equal values gives finite numbers" points=1 kind=numeric bonus=yes requires=arrays-1d,arrays-2d
values = [0.0, float(rng.uniform(2, 9)), -float(rng.uniform(2, 9))]
for value, result in zip(
    values, twin.each_call([("min_max_scaling", np.full(7, value)) for value in values]), strict=True
):
    expect_shape(result, (7,), what="the result for an array of equal values")
    finite = np.isfinite(as_numbers(result, "the result"))
    expect(np.all(finite), f"an array of equal values ({value:.4g}): expected finite numbers, got {describe(result)}")
