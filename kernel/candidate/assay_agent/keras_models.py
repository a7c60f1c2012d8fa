"""A Keras model as data: its configuration as JSON text and its weights as one long array of float32.

The judge rebuilds the network from both and predicts with it. Nothing here imports TensorFlow: where a candidate has a
Keras model, it is loaded. The weights are asked for part by part, so that each message stays small.
"""

import contextlib
import json
import sys
from typing import Any

PART = 700_000
"""Weights in one message: 2.8 MB, 3.7 MB as base64."""
MAX_WEIGHTS = 20_000_000
MAX_LAYERS, MAX_DEPTH, MAX_CONFIG_CHARACTERS = 300, 6, 600_000
_getattr, _isinstance, _len, _list, _str, _type = getattr, isinstance, len, list, str, type
_FAILURES = (Exception, SystemExit)


def describe_keras_model(value: Any) -> tuple[dict[str, Any], Any]:
    """Return what is known of a model without its weights, and the weights (None where it can only be asked).

    ``config`` is the text of its configuration, ``weights`` lists for every layer that has some ``path`` (the names of
    the models that it stands in, and its own) and ``shapes``, in the order in which their numbers follow each other.
    """
    numpy = sys.modules["numpy"]
    described: dict[str, Any] = {"class": _type(value).__name__[:200], "bases": _keras_bases(value)}
    described["layers"] = _layer_classes(value)
    with contextlib.suppress(*_FAILURES):
        described["inputShape"] = _list(value.input_shape)[1:]
    try:
        config = json.dumps(_structure(value, 0), default=_name_of)
        if _len(config) > MAX_CONFIG_CHARACTERS:
            raise ValueError("the configuration is too long")
        layers: list[dict[str, Any]] = []
        arrays: list[Any] = []
        _collect(value, (), layers, arrays, 0)
        flat = numpy.concatenate([numpy.ravel(array) for array in arrays]) if arrays else numpy.zeros(0)
        flat = flat.astype(numpy.float32)
    except _FAILURES:
        return {**described, "form": "other"}, None
    return {**described, "form": "keras", "config": config, "weights": layers, "size": _len(flat)}, flat


def _structure(value: Any, depth: int) -> dict[str, Any]:
    """The class and configuration of a Sequential or Functional model; raises ValueError for any other."""
    bases = _keras_bases(value)
    kind = next((name for name in ("Sequential", "Functional") if name in bases), None)
    own = [base for base in _type.mro(_type(value)) if _str(base.__module__).split(".")[0] != "keras"]
    if kind is None or depth > MAX_DEPTH or any("call" in base.__dict__ for base in own):
        raise ValueError("it is written as a class")
    return {"class_name": kind, "module": "keras", "config": value.get_config()}


def _collect(model: Any, path: tuple[str, ...], layers: list[Any], arrays: list[Any], depth: int) -> None:
    numpy = sys.modules["numpy"]
    for layer in model.layers:
        bases = _keras_bases(layer)
        own = (*path, _str(layer.name)[:200])
        if "Sequential" in bases or "Functional" in bases:
            if depth > MAX_DEPTH:
                raise ValueError("too deep")
            _collect(layer, own, layers, arrays, depth + 1)
            continue
        weights = [numpy.asarray(weight) for weight in layer.get_weights()]
        if weights:
            layers.append({"path": _list(own), "shapes": [_list(weight.shape) for weight in weights]})
            arrays.extend(weights)
        if _len(layers) > MAX_LAYERS or sum(array.size for array in arrays) > MAX_WEIGHTS:
            raise ValueError("too large")


def _keras_bases(value: Any) -> list[str]:
    bases = [base for base in _type.mro(_type(value)) if _str(base.__module__).split(".")[0] in ("keras", "tensorflow")]
    return [base.__name__[:200] for base in bases[:20]]


def _layer_classes(value: Any) -> list[list[str]]:
    """The Keras bases of all the layers that it says it has, nested ones too: a claim."""
    try:
        return [_keras_bases(layer) for layer in value._flatten_layers(include_self=False)][:MAX_LAYERS]
    except _FAILURES:
        return []


def _name_of(value: Any) -> str:
    # What JSON does not know in a configuration (a function, a dtype) goes by its name: the judge decides.
    return _str(_getattr(value, "__name__", value))[:200]
