"""A question's rubric and given data, as every grading finds them: read once, in a fork server where that can be.

What stands here depends on the question's files alone. A judge takes what its fork server has read; of a question that
the server does not know, a recruiter's for one, it reads the files by itself.
"""

import types
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any

import numpy as np

from assay_judge.candidates import Given
from assay_judge.declared import validate_declared
from assay_judge.outcomes import RubricError
from assay_judge.rubric_file import parse_rubric
from assay_judge.seeds import create_visible_rng


class LoadedQuestion:
    """A question's rubric, its data generator, and what was computed of them; RubricError where they are wrong."""

    def __init__(self, question: str, rubric: str, generate: str | None):
        self.id = question
        self.rubric = parse_rubric(rubric, f"{question}/rubric.py")
        for check in self.rubric.checks:
            if not check.code and check.kind != "reader":
                validate_declared(check, f"{question}/rubric.py")
        self.generator = _load_module(generate, f"{question}/generate.py")
        self._remembered: dict[Hashable, Any] = {}

    @cached_property
    def visible(self) -> Given:
        """What the candidate was given; generated when it is first read."""
        return self.generate(create_visible_rng(), hidden=False)

    def generate(self, rng: np.random.Generator, *, hidden: bool) -> Given:
        """Return the data that the question's generator draws; RubricError where it does not."""
        if self.generator is None:
            return Given({}, {})
        try:
            data = self.generator.generate(rng, hidden=hidden)
        except Exception as error:
            text = f"{self.id}/generate.py: generate(rng, hidden={hidden}) raised {type(error).__name__}: {error}"
            raise RubricError(text) from error
        if not isinstance(data, dict) or not set(data) <= {"names", "files"}:
            raise RubricError(f"{self.id}/generate.py: generate must return {{'names': {{…}}, 'files': {{…}}}}")
        return Given(dict(data.get("names", {})), dict(data.get("files", {})))

    def remember(self, key: Hashable, compute: Callable[[], Any]) -> Any:
        """Return what `compute` returned at its first call for this key; for what follows from the given data alone."""
        if key not in self._remembered:
            self._remembered[key] = compute()
        return self._remembered[key]


_loaded: dict[tuple[str, str, str | None], LoadedQuestion] = {}


def keep_loaded(question: LoadedQuestion, rubric: str, generate: str | None) -> None:
    """Keep it for `take_loaded` of the same files."""
    _loaded[question.id, rubric, generate] = question


def take_loaded(question: str, rubric: str, generate: str | None) -> LoadedQuestion:
    """Return what is kept of these files, once; else read them."""
    # Whoever takes it may change the data: nobody else gets it.
    return _loaded.pop((question, rubric, generate), None) or LoadedQuestion(question, rubric, generate)


def _load_module(text: str | None, name: str) -> Any:
    if text is None:
        return None
    module = types.ModuleType(name.replace("/", "."))
    try:
        exec(compile(text, name, "exec"), module.__dict__)
    except Exception as error:
        raise RubricError(f"{name} cannot be loaded ({type(error).__name__}: {error})") from error
    if not callable(getattr(module, "generate", None)):
        raise RubricError(f"{name} defines no generate(rng, *, hidden)")
    return module
