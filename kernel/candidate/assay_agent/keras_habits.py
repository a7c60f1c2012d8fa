"""Keras as candidates use it, without a network: `mnist.load_data()` gives the given digits, and bars stay short.

What Keras 2 knew and Keras 3 has dropped still means the same: candidates write with either.

Neither Keras nor TensorFlow is imported here: a module is changed when a candidate's cell imports it.
"""

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

GIVEN_FILE = "digits.npz"
_DATA_SETS = "keras.src.datasets."
_OTHERS = (
    "boston_housing",
    "california_housing",
    "cifar10",
    "cifar100",
    "fashion_mnist",
    "imdb",
    "reuters",
)


# Modules of Keras 2, and where their names are now.
_MOVED = {
    "keras.utils.np_utils": "keras.utils",
    "keras.layers.convolutional": "keras.layers",
    "keras.layers.core": "keras.layers",
    "keras.layers.pooling": "keras.layers",
    "keras.layers.normalization": "keras.layers",
}


class _MovedLoader(importlib.abc.Loader):
    """Gives a module the names of another one."""

    def __init__(self, place: str):
        self._place = place

    def exec_module(self, module: ModuleType) -> None:
        own = {name: value for name, value in vars(importlib.import_module(self._place)).items() if name[:2] != "__"}
        vars(module).update(own)


class _ChangedLoader(importlib.abc.Loader):
    """Loads a module as usual, and changes it before anybody sees it."""

    def __init__(self, loader: Any, change: Callable[[ModuleType], None]):
        self._loader = loader
        self._change = change

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> Any:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        self._change(module)


class _KerasFinder(importlib.abc.MetaPathFinder):
    """Comes first, and knows only the few modules that are changed."""

    def __init__(self, changes: dict[str, Callable[[ModuleType], None]]):
        self._changes = changes

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        if fullname in _MOVED:
            return importlib.machinery.ModuleSpec(fullname, _MovedLoader(_MOVED[fullname]))
        change = self._changes.get(fullname)
        if change is None:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.loader is None:
            return None
        spec.loader = _ChangedLoader(spec.loader, change)
        return spec


def install_keras_habits(given_files: Callable[[], dict[str, str]]) -> None:
    """Prepare the imports of Keras; `given_files` returns the paths of the given files by name."""
    if any(isinstance(finder, _KerasFinder) for finder in sys.meta_path):
        return

    def give_digits(module: ModuleType) -> None:
        def load_data(path: str = "mnist.npz") -> Any:
            """The given digits, in the form of MNIST: (x_train, y_train), (x_test, y_test)."""
            import numpy

            given = given_files().get(GIVEN_FILE)
            if given is None or not os.path.exists(given):
                raise OSError("mnist.load_data(): there is no network here, and no digits are given")
            with numpy.load(given) as digits:
                x_train, y_train, x_test, y_test = (digits[name] for name in ("X_train", "y_train", "X_test", "y_test"))
            return (x_train, y_train), (x_test, y_test)

        module.load_data = load_data  # type: ignore[attr-defined]

    def refuse(name: str) -> Callable[[ModuleType], None]:
        def load_data(*args: Any, **kwargs: Any) -> Any:
            raise OSError(f"{name}.load_data(): there is no network here; use the data that the question gives")

        def change(module: ModuleType) -> None:
            module.load_data = load_data  # type: ignore[attr-defined]

        return change

    changes = {f"{_DATA_SETS}{name}": refuse(name) for name in _OTHERS}
    changes[f"{_DATA_SETS}mnist"] = give_digits
    changes["keras.src.utils.progbar"] = _shorten_bars
    changes["keras.src.layers.pooling.average_pooling2d"] = _give_pools_a_size
    changes["keras.src.trainers.trainer"] = _take_metrics_third
    changes["keras.src.optimizers.base_optimizer"] = _take_short_rates
    sys.meta_path.insert(0, _KerasFinder(changes))


def _shorten_bars(module: ModuleType) -> None:
    """One line an epoch, as in a notebook that has been saved: a bar that moves would fill the report's outputs."""
    original = module.Progbar.__init__

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        self.interval = float("inf")

    module.Progbar.__init__ = __init__


def _give_pools_a_size(module: ModuleType) -> None:
    """`AveragePooling2D()`, as `MaxPooling2D()` still may be written."""
    original = module.AveragePooling2D.__init__

    def __init__(self: Any, pool_size: Any = (2, 2), *args: Any, **kwargs: Any) -> None:
        original(self, pool_size, *args, **kwargs)

    module.AveragePooling2D.__init__ = __init__


def _take_metrics_third(module: ModuleType) -> None:
    """`compile("adam", "mse", ["accuracy"])`: the third was the metrics, and are weights of losses now."""
    original = module.Trainer.compile

    def compile_(self: Any, *args: Any, **kwargs: Any) -> Any:
        if len(args) > 2 and "metrics" not in kwargs and not _are_weights(args[2]):
            kwargs["metrics"] = args[2]
            args = args[:2] if len(args) == 3 else (*args[:2], *args[3:])
        return original(self, *args, **kwargs)

    module.Trainer.compile = compile_


def _are_weights(value: Any) -> bool:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else [value]
    return all(item is None or isinstance(item, (int, float)) for item in items)


def _take_short_rates(module: ModuleType) -> None:
    """`Adam(lr=0.01)`, and a decay, which Keras 3 leaves to schedules."""
    original = module.BaseOptimizer.__init__

    def __init__(self: Any, learning_rate: Any, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("decay", None)
        original(self, kwargs.pop("lr", learning_rate), *args, **kwargs)

    module.BaseOptimizer.__init__ = __init__
