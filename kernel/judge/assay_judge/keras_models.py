"""A candidate's Keras model, rebuilt from its configuration and weights: the judge predicts, not their kernel.

What came is taken as hostile. Nothing is deserialised: each layer of an allow-list is made anew from plain numbers, its
size is bounded before it is built, and the network is walked through here. A model with anything else in it (a class
written by the candidate, a Lambda) is asked in the candidate's kernel, and what rests on that is marked as claimed.
"""

import json
import math
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from assay_judge.closeness import as_numbers
from assay_judge.expectations import notes
from assay_judge.models import Handle
from assay_judge.outcomes import fail

MAX_WEIGHTS, MAX_LAYERS, MAX_DEPTH, MAX_CALLS = 20_000_000, 300, 6, 600
MAX_ELEMENTS = 4_000_000
"""Numbers that one image may become between two layers."""
MAX_OPERATIONS = 500_000_000
"""Multiplications for one image; a larger network is asked."""
BATCH_ELEMENTS, MAX_BATCH = 20_000_000, 256
ASKED_AT_ONCE, ASKED_CPU_SECONDS = 250, 30.0

_CONVOLUTION = ("filters", "kernel_size", "strides", "padding", "dilation_rate", "groups", "activation", "use_bias")
_DEPTHWISE = ("kernel_size", "strides", "padding", "depth_multiplier", "dilation_rate", "activation", "use_bias")
_POOLING = ("pool_size", "strides", "padding")
_NORM = ("axis", "epsilon", "center", "scale")
_LAYERS: dict[str, tuple[str, ...]] = {
    **{f"Conv{n}D": _CONVOLUTION for n in (1, 2, 3)},
    **{f"Conv{n}DTranspose": (*_CONVOLUTION, "output_padding") for n in (1, 2)},
    **{f"SeparableConv{n}D": (*_DEPTHWISE, "filters") for n in (1, 2)},
    **{f"DepthwiseConv{n}D": _DEPTHWISE for n in (1, 2)},
    **{f"{kind}Pooling{n}D": _POOLING for kind in ("Max", "Average") for n in (1, 2, 3)},
    **{f"Global{kind}Pooling{n}D": ("keepdims",) for kind in ("Max", "Average") for n in (1, 2, 3)},
    "Dense": ("units", "activation", "use_bias"),
    "Flatten": (),
    "Reshape": ("target_shape",),
    "Permute": ("dims",),
    "BatchNormalization": _NORM,
    "LayerNormalization": _NORM,
    "GroupNormalization": ("groups", *_NORM),
    "UnitNormalization": ("axis",),
    "Activation": ("activation",),
    "ReLU": ("max_value", "negative_slope", "threshold"),
    "LeakyReLU": ("negative_slope",),
    "ELU": ("alpha",),
    "PReLU": ("shared_axes",),
    "Softmax": ("axis",),
    "Rescaling": ("scale", "offset"),
    "Normalization": ("axis", "mean", "variance"),
    "ZeroPadding2D": ("padding",),
    "Cropping2D": ("cropping",),
    "UpSampling2D": ("size", "interpolation"),
    "Resizing": ("height", "width", "interpolation"),
    "Concatenate": ("axis",),
    **{name: () for name in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum")},
}
_WITHOUT_EFFECT = {
    "Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "GaussianDropout", "GaussianNoise",
    "AlphaDropout", "ActivityRegularization", "RandomFlip", "RandomRotation", "RandomTranslation", "RandomZoom",
    "RandomContrast", "RandomBrightness", "RandomErasing", "RandomShear", "RandomGaussianBlur", "RandomInvert",
    "RandomSharpness", "RandomElasticTransform", "RandomPerspective", "Identity",
}  # fmt: skip
_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "TrueDivide": lambda a, b: a / b,
    "Divide": lambda a, b: a / b,
    "Multiply": lambda a, b: a * b,
    "Add": lambda a, b: a + b,
    "Subtract": lambda a, b: a - b,
}
_ACTIVATION_LAYERS = ("ReLU", "LeakyReLU", "ELU", "Softmax")
_ACTIVATIONS = {
    "linear", "relu", "relu6", "softmax", "sigmoid", "tanh", "elu", "selu", "gelu", "silu", "swish", "leaky_relu",
    "softplus", "softsign", "exponential", "hard_sigmoid", "hard_silu", "hard_swish", "mish", "log_softmax",
}  # fmt: skip
_OWN_MODELS = ("Sequential", "Functional", "Model")


class _UnknownPartError(Exception):
    """Something that is not rebuilt: the model can only be asked."""


@dataclass
class _Layer:
    """A layer, once made; one that is used twice has its weights once."""

    kind: str
    config: dict[str, Any]
    weights: list[np.ndarray]
    built: Any = None


@dataclass
class _Network:
    """Calls in order: which layer or network, from which results, into which; `inputs` come first."""

    inputs: list[Any] = field(default_factory=list)
    calls: list[tuple["_Layer | _Network", Any, Any]] = field(default_factory=list)
    outputs: list[Any] = field(default_factory=list)


class KerasModel:
    """A network of a candidate's. `layers` are the classes of all its layers, the nested models' too."""

    def __init__(self, data: dict[str, Any], what: str, handle: Handle | None):
        self.what = what
        self.class_name = str(data.get("class", ""))[:200]
        self.evidence = "claimed"
        self.reason = ""
        """Why it is asked instead of rebuilt."""
        self.input_shape: tuple[int | None, ...] | None = _read_shape(data.get("inputShape"))
        """The shape of one image as the model takes it."""
        self._layers = _read_claimed_layers(data.get("layers"))
        self._handle = handle
        self._network: _Network | None = None
        self._widest = 1

    @property
    def layers(self) -> list[str]:
        """The names of the Keras classes of its layers; of a layer that is asked, the nearest Keras class."""
        self._note()
        return list(self._layers)

    def predict(self, images: np.ndarray) -> np.ndarray:
        """Return what the network gives for each of the images (n, …): floats (n, outputs)."""
        self._note()
        shape = self.input_shape
        if shape is not None and shape != images.shape[1:] and math.prod(s or 0 for s in shape) == images[0].size:
            images = images.reshape(len(images), *(int(side or 0) for side in shape))
        images = images.astype(np.float32)
        outputs = self._ask(images) if self._network is None else self._compute(images)
        if outputs.ndim == 0 or len(outputs) != len(images):
            fail(f"{self.what}: expected a prediction for each of {len(images)} images, got the shape {outputs.shape}")
        return outputs.reshape(len(images), -1).astype(float)

    def _note(self) -> None:
        notes.claimed = notes.claimed or self.evidence == "claimed"

    def _compute(self, images: np.ndarray) -> np.ndarray:
        size = int(np.clip(BATCH_ELEMENTS // self._widest, 1, MAX_BATCH))
        parts = []
        assert self._network is not None
        for start in range(0, len(images), size):
            try:
                (result,) = _walk(self._network, [_as_tensor(images[start : start + size])], _apply)
                parts.append(np.asarray(result))
            except Exception as error:
                fail(f"{self.what} cannot take images of the shape {images.shape[1:]} ({type(error).__name__})")
        return np.concatenate(parts)

    def _ask(self, images: np.ndarray) -> np.ndarray:
        if self._handle is None:
            fail(f"{self.what} could not be read")
        parts = []
        for start in range(0, len(images), ASKED_AT_ONCE):
            part = images[start : start + ASKED_AT_ONCE]
            got = self._handle.call("predict", part, cpu_seconds=ASKED_CPU_SECONDS)  # type: ignore[call-arg]
            numbers = as_numbers(got, f"{self.what}.predict")
            if numbers.ndim == 0 or len(numbers) != len(part) or numbers.dtype.kind not in "iuf":
                fail(f"{self.what}.predict: expected a prediction for each of {len(part)} images")
            parts.append(numbers.reshape(len(part), -1).astype(float))
        if len({part.shape[1] for part in parts}) != 1:
            fail(f"{self.what}.predict: expected as many numbers for each image")
        return np.concatenate(parts)


def parse_keras_model(
    data: Any, what: str, handle: Handle | None, fetch: Callable[[int], Any], image_shape: tuple[int, ...]
) -> KerasModel:
    """Return the model that an agent described; `fetch(start)` gives the weights from there on.

    `image_shape` is what a model takes that does not say it itself. Fails where it is no Keras model.
    """
    if not isinstance(data, dict):
        fail(f"{what}: the model could not be read")
    bases = data.get("bases")
    if not isinstance(bases, list) or "Model" not in bases:
        name = data.get("class")
        fail(f"{what}: expected a Keras model, got {name[:100] if isinstance(name, str) else 'something else'}")
    model = KerasModel(data, what, handle)
    if data.get("form") != "keras":
        model.reason = "it is written as a class"
        return model
    try:
        weights = _read_weights(data, fetch)
        network = _parse(json.loads(data["config"]), (), weights, 0)
        shape = _input_shape(json.loads(data["config"])) or (*image_shape,)
        if any(side is None for side in shape) and len(shape) == len(image_shape):
            shape = tuple(given if side is None else side for side, given in zip(shape, image_shape, strict=True))
        names: list[str] = []
        model._widest = _build(network, (None, *shape), names)
    except _UnknownPartError as error:
        model.reason = str(error)
    except Exception as error:
        # From hostile data, or what we do not know of Keras: in both cases it is asked.
        model.reason = f"it could not be rebuilt ({type(error).__name__})"
    else:
        model.evidence, model._network, model._layers, model.input_shape = "computed", network, names, shape
    return model


def _read_claimed_layers(value: Any) -> list[str]:
    layers = value if isinstance(value, list) else []
    return [str(bases[0])[:200] for bases in layers[:MAX_LAYERS] if isinstance(bases, list) and bases]


def _read_shape(value: Any) -> tuple[int | None, ...] | None:
    if not isinstance(value, (list, tuple)) or len(value) > 6:
        return None
    known = all(side is None or (type(side) is int and 0 < side <= 1_000_000) for side in value)
    return tuple(value) if known else None


def _read_weights(data: dict[str, Any], fetch: Callable[[int], Any]) -> dict[tuple[str, ...], list[np.ndarray]]:
    """The arrays of each layer, by the names of the models that it stands in and its own."""
    entries = [(tuple(map(str, entry["path"])), list(map(_read_sides, entry["shapes"]))) for entry in data["weights"]]
    total = sum(math.prod(shape) for _, shapes in entries for shape in shapes)
    if total != data["size"] or total > MAX_WEIGHTS or len(entries) > MAX_LAYERS:
        raise ValueError("the sizes of the weights are malformed")
    flat = np.zeros(total, dtype=np.float32)
    start = 0
    while start < total:
        part = fetch(start)
        if (
            not isinstance(part, np.ndarray)
            or part.dtype != np.float32
            or part.ndim != 1
            or not 0 < len(part) <= total - start
        ):
            raise ValueError("the weights are malformed")
        flat[start : start + len(part)] = part
        start += len(part)
    arrays: dict[tuple[str, ...], list[np.ndarray]] = {}
    start = 0
    for path, shapes in entries:
        arrays[path] = []
        for shape in shapes:
            size = math.prod(shape)
            arrays[path].append(flat[start : start + size].reshape(shape))
            start += size
    return arrays


def _read_sides(shape: Any) -> tuple[int, ...]:
    if (
        not isinstance(shape, list)
        or len(shape) > 6
        or not all(type(s) is int and 0 <= s <= MAX_WEIGHTS for s in shape)
    ):
        raise ValueError("a shape is malformed")
    return tuple(shape)


# The configuration


def _parse(data: Any, path: tuple[str, ...], weights: dict[tuple[str, ...], list[np.ndarray]], depth: int) -> _Network:
    config = data["config"]
    if depth > MAX_DEPTH or len(config["layers"]) > MAX_LAYERS:
        raise _UnknownPartError("it has too many layers")
    if data["class_name"] == "Sequential":
        entries = [entry for entry in config["layers"] if entry["class_name"] != "InputLayer"]
        network = _Network(inputs=[0], outputs=[len(entries)])
        for place, entry in enumerate(entries):
            network.calls.append((_parse_entry(entry, path, weights, depth), [place], [place + 1]))
        return network
    return _parse_functional(config, path, weights, depth)


def _parse_functional(
    config: dict[str, Any], path: tuple[str, ...], weights: dict[tuple[str, ...], list[np.ndarray]], depth: int
) -> _Network:
    parsed = {entry["name"]: _parse_entry(entry, path, weights, depth) for entry in config["layers"]}
    waiting = [
        (entry["name"], number, _read_node(node, _is_arithmetic(entry)))
        for entry in config["layers"]
        for number, node in enumerate(entry["inbound_nodes"])
    ]
    if len(waiting) > MAX_CALLS:
        raise _UnknownPartError("it has too many layers")
    network = _Network(inputs=_read_ends(config["input_layers"]), outputs=_read_ends(config["output_layers"]))
    known = set(network.inputs)
    while waiting:
        ready = [call for call in waiting if all(ref in known for ref in call[2] if isinstance(ref, tuple))]
        if not ready:
            raise ValueError("its layers do not follow each other")
        for name, number, refs in ready:
            network.calls.append((parsed[name], refs, [(name, number, 0)]))
            known.add((name, number, 0))
        waiting = [call for call in waiting if call not in ready]
    return network


def _parse_entry(
    entry: Any, path: tuple[str, ...], weights: dict[tuple[str, ...], list[np.ndarray]], depth: int
) -> "_Layer | _Network":
    kind, config = entry["class_name"], entry["config"]
    own = (*path, str(entry.get("name") or config.get("name"))[:200])
    module = str(entry.get("module") or "")
    registered = str(entry.get("registered_name") or "keras").split(">")[0]
    if module.split(".")[0] != "keras" or registered not in ("keras", kind):
        raise _UnknownPartError(f"it has a layer of another kind ({str(kind)[:60]})")
    if kind in _OWN_MODELS:
        return _parse(entry, own, weights, depth + 1)
    if kind in _WITHOUT_EFFECT or kind == "InputLayer":
        return _Layer(kind, {}, [])
    if _is_arithmetic(entry):
        return _Layer(f"ops.{kind}", {}, [])
    if kind not in _LAYERS:
        raise _UnknownPartError(f"it has a layer that is not rebuilt ({str(kind)[:60]})")
    if config.get("data_format") not in (None, "channels_last"):
        raise _UnknownPartError("its channels do not come last")
    plain = {key: _read_setting(key, config[key]) for key in _LAYERS[kind] if config.get(key) is not None}
    return _Layer(kind, plain, weights.get(own, []))


def _is_arithmetic(entry: dict[str, Any]) -> bool:
    return entry["class_name"] in _ARITHMETIC and ".ops" in str(entry.get("module"))


def _read_node(node: Any, is_arithmetic: bool) -> list[Any]:
    """What a call of a layer takes: references to results, and numbers of an arithmetic one."""
    refs: list[Any] = []

    def read(value: Any) -> None:
        if isinstance(value, list):
            for item in value:
                read(item)
        elif isinstance(value, dict) and value.get("class_name") == "__keras_tensor__":
            name, number, place = value["config"]["keras_history"]
            refs.append((str(name), int(number), int(place)))
        elif is_arithmetic and isinstance(value, (int, float)) and not isinstance(value, bool):
            refs.append(float(value))
        else:
            raise _UnknownPartError("it calls a layer in a way that is not rebuilt")

    read(node["args"])
    if any(value is not None and key not in ("training", "mask") for key, value in node.get("kwargs", {}).items()):
        raise _UnknownPartError("it calls a layer in a way that is not rebuilt")
    return refs


def _read_ends(value: Any) -> list[tuple[str, int, int]]:
    ends = value if value and isinstance(value[0], list) else [value]
    if len(ends) != 1:
        raise _UnknownPartError("it has several inputs or outputs")
    name, number, place = ends[0]
    return [(str(name), int(number), int(place))]


def _input_shape(data: Any) -> tuple[int | None, ...] | None:
    config = data["config"]
    for entry in config["layers"]:
        if entry["class_name"] == "InputLayer":
            shape = entry["config"].get("batch_shape") or entry["config"].get("batch_input_shape")
            return _read_shape(shape[1:]) if shape else None
    first = config["layers"][0] if config["layers"] else None
    if data["class_name"] == "Sequential" and first is not None and first["class_name"] in _OWN_MODELS:
        return _input_shape(first)
    return None


def _read_setting(key: str, value: Any) -> Any:
    if key == "activation":
        return _read_activation(value)
    return _read_plain(value)


def _read_plain(value: Any, depth: int = 0) -> Any:
    if value is None or isinstance(value, bool) or (isinstance(value, str) and len(value) <= 40):
        return value
    if isinstance(value, (int, float)) and math.isfinite(value) and abs(value) <= 1_000_000:
        return value
    if isinstance(value, list) and len(value) <= 8 and depth < 3:
        return tuple(_read_plain(item, depth + 1) for item in value)
    raise _UnknownPartError("a setting of a layer is not rebuilt")


def _read_activation(value: Any) -> Any:
    """The name of an activation, or the class and settings of a layer that is used as one."""
    if isinstance(value, dict):
        if value.get("class_name") in _ACTIVATION_LAYERS and isinstance(value.get("config"), dict):
            kind = value["class_name"]
            settings = {k: _read_plain(value["config"][k]) for k in _LAYERS[kind] if value["config"].get(k) is not None}
            return {"kind": kind, "settings": settings}
        value = value.get("config")
    if isinstance(value, str) and value in _ACTIVATIONS:
        return value
    raise _UnknownPartError("an activation is not rebuilt")


# The network


def _walk(network: _Network, inputs: list[Any], visit: Callable[[_Layer, list[Any]], Any]) -> list[Any]:
    """Put the inputs through the network; `visit` says what a layer makes of its own."""
    results = dict(zip(network.inputs, inputs, strict=True))
    for part, refs, targets in network.calls:
        given = [results[ref] if not isinstance(ref, float) else ref for ref in refs]
        made = _walk(part, given, visit) if isinstance(part, _Network) else [visit(part, given)]
        results |= dict(zip(targets, made, strict=True))
    return [results[output] for output in network.outputs]


def _build(network: _Network, shape: tuple[int | None, ...], names: list[str]) -> int:
    """Make the layers and give them their weights; returns the most numbers that one image becomes in between."""
    widest, operations = 1, 0
    made: set[int] = set()

    def visit(layer: _Layer, shapes: list[Any]) -> tuple[int | None, ...]:
        nonlocal widest, operations
        if layer.kind.startswith("ops."):
            return max((s for s in shapes if isinstance(s, tuple)), key=len)
        if layer.kind == "InputLayer":
            return shapes[0]
        if id(layer) not in made:
            made.add(id(layer))
            names.append(layer.kind)
        if layer.kind in _WITHOUT_EFFECT:
            return shapes[0]
        size = _count_weights(layer, shapes[0])
        if size > sum(array.size for array in layer.weights):
            raise ValueError("its weights do not fit its layers")
        if layer.built is None:
            layer.built = _make(layer)
            given = shapes if _takes_list(layer.kind) else shapes[0]
            if not layer.built.built:
                layer.built.build(given)
            layer.built.set_weights(layer.weights)
            if layer.kind == "Normalization":
                layer.built.finalize_state()
        after = tuple(layer.built.compute_output_shape(shapes if _takes_list(layer.kind) else shapes[0]))
        elements = math.prod(int(side or 1) for side in after[1:])
        widest = max(widest, elements, math.prod(int(side or 1) for side in shapes[0][1:]))
        positions = math.prod(int(side or 1) for side in after[1:-1])
        operations += size * positions
        if widest > MAX_ELEMENTS or operations > MAX_OPERATIONS:
            raise _UnknownPartError("it is too large to be rebuilt")
        return after

    _walk(network, [shape], visit)
    return widest


def _takes_list(kind: str) -> bool:
    return kind in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate")


def _count_weights(layer: _Layer, shape: Any) -> int:
    """How many weights the layer will have at least, so that none is made that is larger than what was sent."""
    config, channels = layer.config, int(shape[-1] or 1)
    if layer.kind == "Dense":
        return channels * int(config["units"])
    if "Conv" not in layer.kind:
        return 0
    dimensions = int(layer.kind[layer.kind.index("Conv") + 4])
    kernel = config["kernel_size"]
    sides = math.prod(kernel) if isinstance(kernel, tuple) else int(kernel) ** dimensions
    multiplier = int(config.get("depth_multiplier", 1))
    if layer.kind.startswith("Depthwise"):
        return sides * channels * multiplier
    filters = int(config["filters"])
    if layer.kind.startswith("Separable"):
        return sides * channels * multiplier + channels * multiplier * filters
    return sides * channels * filters // max(1, int(config.get("groups", 1)))


def _make(layer: _Layer) -> Any:
    keras = _import_keras()
    settings = dict(layer.config)
    activation = settings.get("activation")
    if isinstance(activation, dict):
        settings["activation"] = getattr(keras.layers, activation["kind"])(**activation["settings"])
    zeros = {
        key: "zeros"
        for key in ("kernel_initializer", "depthwise_initializer", "pointwise_initializer")
        if _has_initializer(layer.kind, key)
    }
    return getattr(keras.layers, layer.kind)(**settings, **zeros, dtype="float32")


def _has_initializer(kind: str, key: str) -> bool:
    if kind.startswith("Separable"):
        return key != "kernel_initializer"
    if kind.startswith("Depthwise"):
        return key == "depthwise_initializer"
    return (kind == "Dense" or kind.startswith("Conv")) and key == "kernel_initializer"


def _apply(layer: _Layer, given: Sequence[Any]) -> Any:
    if layer.kind in _WITHOUT_EFFECT or layer.kind == "InputLayer":
        return given[0]
    if layer.kind.startswith("ops."):
        return _ARITHMETIC[layer.kind[4:]](*given)
    inputs = list(given) if _takes_list(layer.kind) else given[0]
    return layer.built(inputs, training=False) if layer.kind == "BatchNormalization" else layer.built(inputs)


def _as_tensor(images: np.ndarray) -> Any:
    return _import_keras().ops.convert_to_tensor(images, dtype="float32")


def _import_keras() -> Any:
    # Seconds, which only a grading with a network pays.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
    import keras

    return keras
