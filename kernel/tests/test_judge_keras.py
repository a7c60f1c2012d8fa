"""Keras models are rebuilt in the judge from data, and give there what they give in the candidate's kernel."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
keras = pytest.importorskip("keras")

from judge_driver import Answers, create_marker, mark  # noqa: E402
from keras import layers  # noqa: E402

from assay_agent.keras_models import describe_keras_model  # noqa: E402
from assay_judge.keras_models import KerasModel, parse_keras_model  # noqa: E402
from assay_judge.outcomes import CheckFailedError  # noqa: E402

IMAGE = (28, 28, 1)
HANDLE: Any = None


def rebuild(model: Any, change: Any = None, part: int = 1_000) -> KerasModel:
    described, flat = describe_keras_model(model)
    if change:
        described = change(described)
    return parse_keras_model(described, "model", HANDLE, lambda start: flat[start : start + part], IMAGE)


def images(count: int = 7) -> np.ndarray:
    return np.random.default_rng(1).random((count, *IMAGE)).astype(np.float32)


def shake(model: Any) -> Any:
    """Weights that tell every one of them: moving averages and biases are 0 and 1 at first."""
    rng = np.random.default_rng(2)
    for layer in model._flatten_layers(include_self=False):
        if not isinstance(layer, keras.Model):
            layer.set_weights([rng.uniform(0.1, 0.5, weight.shape) for weight in layer.get_weights()])
    return model


def plain() -> Any:
    return keras.Sequential(
        [
            keras.Input(IMAGE),
            layers.Conv2D(4, 3, activation="relu", padding="same", strides=2),
            layers.MaxPooling2D(),
            layers.BatchNormalization(),
            layers.Dropout(0.5),
            layers.Flatten(),
            layers.Dense(10, activation="softmax"),
        ]
    )


def nested() -> Any:
    augment = keras.Sequential([layers.RandomRotation(0.1), layers.RandomFlip()])
    body = keras.Sequential([layers.SeparableConv2D(5, 3), layers.PReLU(), layers.AveragePooling2D(3)])
    head = keras.Sequential([layers.GlobalMaxPooling2D(), layers.Dense(10), layers.Softmax()])
    return keras.Sequential([keras.Input(IMAGE), augment, layers.Rescaling(2.0, -1.0), body, head])


def functional() -> Any:
    inputs = keras.Input(IMAGE)
    shared = layers.Conv2D(3, 3, padding="same", use_bias=False)
    x = layers.Concatenate()([shared(inputs), shared(inputs * 0.5 + 0.1)])
    y = layers.DepthwiseConv2D(3, padding="same", depth_multiplier=2, dilation_rate=2)(x)
    y = layers.GroupNormalization(2)(y)
    y = layers.Conv2D(6, 1, groups=3, activation=layers.LeakyReLU(negative_slope=0.3))(y)
    x = layers.Add()([x, y])
    x = layers.LayerNormalization()(x)
    x = layers.ZeroPadding2D(1)(x)
    x = layers.Conv2DTranspose(2, 3, strides=2, activation="tanh")(x)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))


def in_rows() -> Any:
    return keras.Sequential(
        [keras.Input((28, 28)), layers.Conv1D(4, 3), layers.MaxPooling1D(), layers.Flatten(), layers.Dense(10)]
    )


def flattened() -> Any:
    return keras.Sequential(
        [keras.Input((784,)), layers.Reshape(IMAGE), layers.Conv2D(2, 3), layers.Flatten(), layers.Dense(10)]
    )


def without_input() -> Any:
    model = keras.Sequential([layers.Conv2D(2, 3), layers.ReLU(max_value=0.4), layers.Flatten(), layers.Dense(10)])
    model(images(1))
    return model


@pytest.mark.parametrize("make", [plain, nested, functional, in_rows, flattened, without_input])
def test_a_rebuilt_model_predicts_what_the_candidates_does(make: Any) -> None:
    model = shake(make())
    rebuilt = rebuild(model)
    assert rebuilt.reason == ""
    assert rebuilt.evidence == "computed"
    given = images()
    expected = model.predict(given.reshape(len(given), *model.input_shape[1:]), verbose=0)
    np.testing.assert_allclose(rebuilt.predict(given), expected, rtol=1e-4, atol=1e-5)


def test_it_names_the_layers_of_nested_models() -> None:
    assert {"SeparableConv2D", "AveragePooling2D", "Dense", "RandomFlip"} <= set(rebuild(nested()).layers)


class Written(keras.Model):
    def __init__(self) -> None:
        super().__init__()
        self.body = keras.Sequential([layers.Conv2D(2, 3), layers.MaxPooling2D(9), layers.Flatten()])
        self.out = layers.Dense(10, activation="softmax")

    def call(self, inputs: Any) -> Any:
        return self.out(self.body(inputs))


def with_lambda() -> Any:
    return keras.Sequential([keras.Input(IMAGE), layers.Flatten(), layers.Lambda(lambda x: x + 1), layers.Dense(10)])


class Own(layers.Dense):
    def call(self, inputs: Any, training: Any = None) -> Any:
        return super().call(inputs) * 0


def with_own_layer() -> Any:
    return keras.Sequential([keras.Input(IMAGE), layers.Flatten(), Own(10)])


RUBRIC = """
# %% [check] id=predicts title="Predicts" points=1 kind=accuracy
outputs = subject.keras_model("model", (28, 28, 1)).predict(np.ones((3, 28, 28, 1)))
expect(outputs.shape == (3, 10), f"got {outputs.shape}")
# %% [check] id=layers title="Layers" points=1 kind=behaviour
expect("Dense" in subject.keras_model("model", (28, 28, 1)).layers, "no dense layer")
"""


@pytest.mark.parametrize("make", [Written, with_lambda, with_own_layer])
def test_what_cannot_be_rebuilt_is_asked_and_says_so(make: Any) -> None:
    model = make()
    model(images(1))
    outcomes = mark(create_marker(RUBRIC), Answers({"model": model}))
    assert outcomes["predicts"]["status"] == "passed"
    assert {outcome.get("evidence") for outcome in outcomes.values()} == {"claimed"}


def test_a_rebuilt_model_is_computed() -> None:
    outcomes = mark(create_marker(RUBRIC), Answers({"model": plain()}))
    assert [(outcome["status"], outcome.get("evidence")) for outcome in outcomes.values()] == [("passed", None)] * 2


def change_config(edit: Any) -> Any:
    def change(described: dict[str, Any]) -> dict[str, Any]:
        config = json.loads(described["config"])
        edit(config["config"]["layers"])
        return {**described, "config": json.dumps(config)}

    return change


def set_of(place: int, **settings: Any) -> Any:
    return change_config(lambda entries: entries[place]["config"].update(settings))


LARGE = {"class_name": "UpSampling2D", "module": "keras.layers", "config": {"size": [9000, 9000]}}
HOSTILE = [
    set_of(-1, units=1_000_000),
    set_of(-1, units=-3),
    set_of(-1, units="many"),
    set_of(1, filters=900_000, kernel_size=[900, 900]),
    set_of(1, kernel_size=[10**9, 10**9]),
    set_of(1, strides=0),
    set_of(-1, activation={"module": "os", "class_name": "function", "config": "system"}),
    set_of(-1, activation={"class_name": "Lambda", "config": {"function": "x"}}),
    change_config(lambda entries: entries[1].update(class_name="Lambda")),
    change_config(lambda entries: entries[1].update(class_name="__import__")),
    change_config(lambda entries: entries[1].update(module="os", class_name="system")),
    change_config(lambda entries: entries[1].update(registered_name="mine>Conv2D")),
    change_config(lambda entries: entries.extend([entries[1]] * 400)),
    change_config(lambda entries: entries.insert(1, LARGE)),
    lambda described: {**described, "config": "["},
    lambda described: {**described, "config": "[" * 100_000},
    lambda described: {**described, "config": None},
    lambda described: {**described, "size": 3},
    lambda described: {**described, "size": 10**12, "weights": [{"path": [], "shapes": [[10**6, 10**6]]}]},
    lambda described: {**described, "weights": 5},
    lambda described: {**described, "weights": [{"path": ["a"], "shapes": [[-1, -5]]}]},
]  # fmt: skip


@pytest.mark.parametrize("change", HOSTILE)
def test_a_hostile_description_is_never_built(change: Any) -> None:
    rebuilt = rebuild(plain(), change)
    assert rebuilt.evidence == "claimed"
    assert rebuilt.reason
    with pytest.raises(CheckFailedError):
        rebuilt.predict(images())


@pytest.mark.parametrize("part", [None, "text", np.zeros(0, np.float32), np.zeros(9), np.zeros(10**6, np.float32)])
def test_malformed_weights_are_refused(part: Any) -> None:
    described, _ = describe_keras_model(plain())
    assert parse_keras_model(described, "model", HANDLE, lambda start: part, IMAGE).evidence == "claimed"


@pytest.mark.parametrize("value", [None, 3, "model", [1], layers.Dense, keras.Sequential])
def test_what_is_no_keras_model_fails(value: Any) -> None:
    described, _ = describe_keras_model(value)
    with pytest.raises(CheckFailedError, match="expected a Keras model"):
        parse_keras_model(described, "model", HANDLE, lambda start: None, IMAGE)


SESSION = """
import sys
from assay_agent.keras_habits import install_keras_habits
install_keras_habits(lambda: {"digits.npz": sys.argv[1]})
assert not {"keras", "tensorflow"} & set(sys.modules)
from keras.datasets import mnist
(a, b), (c, d) = mnist.load_data(path="mnist.npz")
from tensorflow.keras.datasets import mnist as again
import tensorflow as tf
assert again.load_data is mnist.load_data is tf.keras.datasets.mnist.load_data
print(a.shape, b.shape, c.shape, d.shape, a.dtype)
try:
    tf.keras.datasets.fashion_mnist.load_data()
except OSError as error:
    print(error)
import numpy as np
model = tf.keras.Sequential([tf.keras.layers.Flatten(), tf.keras.layers.Dense(10)])
model.compile("sgd", "mse")
model.fit(np.zeros((640, 28, 28)), np.zeros((640, 10)), batch_size=1, epochs=2)
"""


KERAS_2 = """
from assay_agent.keras_habits import install_keras_habits
install_keras_habits(dict)
from keras.layers.convolutional import Conv2D
from keras.utils import np_utils
from keras.utils.np_utils import to_categorical
import keras, numpy as np
from keras import layers
from tensorflow.keras.optimizers import SGD, Adam
parts = [keras.Input((8, 8, 1)), Conv2D(2, 3), layers.AveragePooling2D(), layers.Flatten(), layers.Dense(2)]
model = keras.Sequential(parts)
x, y = np.random.rand(20, 8, 8, 1), np_utils.to_categorical(np.arange(20) % 2)
assert to_categorical is np_utils.to_categorical
model.compile(Adam(lr=0.02), "mse", ["accuracy"])
print(sorted(model.fit(x, y, verbose=0).history), round(float(model.optimizer.learning_rate), 4))
model.compile(SGD(0.1, decay=1e-4), "mse", [1.0], ["accuracy"])
print(sorted(model.fit(x, y, verbose=0).history))
model.compile("adam", "mse", metrics=["accuracy"])
print(sorted(model.fit(x, y, verbose=0).history))
print(keras.models.model_from_json(model.to_json()).layers[1].get_config()["pool_size"])
"""


def test_what_keras_2_knew_still_means_the_same() -> None:
    assert run_session(KERAS_2).splitlines() == [
        "['accuracy', 'loss'] 0.02",
        "['accuracy', 'loss']",
        "['accuracy', 'loss']",
        "(2, 2)",
    ]


def test_the_data_sets_of_keras_give_what_is_given_and_bars_are_short() -> None:
    folder = Path(__file__).parents[2]
    digits = folder / "assessments" / "questions" / "convolutional-network" / "data" / "digits.npz"
    first, second, *bars = run_session(SESSION, str(digits)).splitlines()
    with np.load(digits) as given:
        shapes = [given[name].shape for name in ("X_train", "y_train", "X_test", "y_test")]
    assert first == f"{' '.join(map(str, shapes))} uint8"
    assert "no network" in second
    assert len("".join(bars)) < 2_000, bars


def run_session(source: str, *args: str) -> str:
    """What a fresh Python prints that begins with the habits alone."""
    run = subprocess.run(
        [sys.executable, "-c", source, *args],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "candidate")},
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return run.stdout
