# %%
IMAGE = (28, 28, 1)
CLASSES = 10
# The published network reaches 0.97 and more (see generate.py); a network that was hardly trained stays far below.
LEAST_ACCURACY = 0.9
TOLERANCE = 0.02


def network():
    return subject.keras_model("model", IMAGE)


def predict(images):
    return network().predict(images.reshape(-1, *IMAGE))


def accuracy_of(images, labels):
    """The share that the largest of the ten outputs gets right."""
    outputs = predict(images)
    expect(outputs.shape[1] == CLASSES, f"model: expected {CLASSES} outputs for each image, got {outputs.shape[1]}")
    return float(np.mean(np.argmax(outputs, axis=1) == labels))


def has_layer(*words):
    return any(word in name for name in network().layers for word in words)


def listed():
    return ", ".join(network().layers) or "none"


def new_digits():
    images, labels = generate.draw_images(rng, "hidden")
    return images[:1000], labels[:1000]


# %% [check] id=convolution title="Has a convolutional layer" points=1 kind=behaviour
expect(has_layer("Conv"), f"model: expected a convolutional layer, its layers are {listed()}")

# %% [check] id=pooling title="Has a pooling layer" points=1 kind=behaviour
expect(has_layer("Pool"), f"model: expected a pooling layer, its layers are {listed()}")

# %% [check] id=dense title="Has a dense layer" points=1 kind=behaviour
expect(has_layer("Dense"), f"model: expected a dense layer, its layers are {listed()}")

# %% [check] id=input title="Takes images of shape (28, 28, 1)" points=1 kind=behaviour
shape = network().input_shape
if shape is not None:
    # Keras itself adds the last side to what is (28, 28).
    fits = shape == IMAGE[:2] or (
        len(shape) == len(IMAGE) and all(side in (None, wanted) for side, wanted in zip(shape, IMAGE, strict=True))
    )
    expect(fits, f"model: expected an input of shape (n, 28, 28, 1), got {('n', *shape)}")
images, _ = new_digits()
expect(np.all(np.isfinite(predict(images[:50] / 255))), "model: expected finite outputs")

# %% [check] id=probabilities title="Gives ten probabilities that sum to 1" points=1 kind=numeric
images, _ = new_digits()
outputs = predict(images[:200] / 255)
expect(outputs.shape[1] == CLASSES, f"model: expected {CLASSES} outputs for each image, got {outputs.shape[1]}")
expect(np.all(np.isfinite(outputs)), "model: expected finite outputs")
expect(
    outputs.min() >= -1e-6 and outputs.max() <= 1 + 1e-6,
    f"model: expected probabilities from 0 to 1, got {outputs.min():.3g} to {outputs.max():.3g}",
)
sums = outputs.sum(axis=1)
expect(
    np.max(np.abs(sums - 1)) < 1e-3,
    f"model: expected the ten probabilities of an image to sum to 1, got sums from {sums.min():.4g} to {sums.max():.4g}",
)

# %% [check] id=new-digits title="Recognises at least 90 % of new digits" points=4 kind=accuracy
images, labels = new_digits()
expect_at_least(
    accuracy_of(images / 255, labels), LEAST_ACCURACY, f"the accuracy on {len(labels)} new digits in [0, 1]"
)

# %% [check] id=test-accuracy title="test_acc is the accuracy on the test set" points=2 kind=accuracy
got = as_numbers(subject.value("test_acc"), "test_acc").ravel()
expect(got.size == 1, f"test_acc: expected one number, got {got.size}")
score = accuracy_of(given.X_test / 255, given.y_test)
if not abs(float(got[0]) - score) <= TOLERANCE:
    # A model that was trained on values from 0 to 255 has lost its points for new digits: its own test counts as it was made.
    raw = accuracy_of(given.X_test, given.y_test)
    expect(
        abs(float(got[0]) - raw) <= TOLERANCE,
        f"test_acc: expected {score:.4f} (what model scores on the {len(given.y_test)} images of the test set, tolerance {TOLERANCE}), got {describe(got[0])}",
    )
