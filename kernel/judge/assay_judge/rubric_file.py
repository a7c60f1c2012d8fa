"""Rubric files: percent-format scripts in which each check is one cell with a header of key=value pairs."""

import ast
import re
import shlex
from dataclasses import dataclass, field, replace
from types import CodeType

from assay_judge.outcomes import RubricError

KINDS = ("numeric", "plot", "accuracy", "behaviour", "source", "reader")
SWITCHES = {"yes": True, "true": True, "no": False, "false": False}
OWN_KEYS = {"id", "title", "points", "kind", "bonus", "evidence", "requires"}
_EMPTY = compile("", "", "exec")
_HEADER = re.compile(r"^#\s*%%(?P<rest>.*)$")


@dataclass(frozen=True)
class Check:
    """One check: what its header says, and its code (empty for one that needs none)."""

    id: str
    title: str
    kind: str
    points: float
    bonus: bool
    evidence: str
    requires: list[str]
    params: dict[str, str]
    code: str = ""
    line: int = 0
    compiled: CodeType = field(default=_EMPTY, compare=False)

    def describe(self) -> dict:
        """Return what the grader needs to know."""
        return {
            "id": self.id,
            "title": self.title,
            "kind": self.kind,
            "points": self.points,
            "bonus": self.bonus,
            "evidence": self.evidence,
            "requires": self.requires,
        }


@dataclass
class Rubric:
    """A question's checks in their order, and the code that stands before them."""

    checks: list[Check] = field(default_factory=list)
    preamble: str = ""
    compiled: CodeType = _EMPTY
    trees: list[ast.Module] = field(default_factory=list)


def parse_rubric(text: str, name: str = "rubric.py") -> Rubric:
    """Return the rubric that `text` holds; raises RubricError, which names the line and what to mend."""
    rubric = Rubric()
    for line, header, code in _split_cells(text):
        words = header.strip()
        if words.startswith("[markdown]"):
            continue
        if not words.startswith("[check]"):
            if words.startswith("[") or re.search(r"\b(id|points|kind)=", words):
                raise RubricError(f"{name}, line {line}: a check begins with '# %% [check] …', got {words[:60]!r}")
            if rubric.checks and code.strip():
                raise RubricError(f"{name}, line {line}: code outside a check must stand before the first check")
            rubric.preamble += "\n" * max(0, line - rubric.preamble.count("\n")) + code + "\n"
            continue
        check = _parse_check(words.removeprefix("[check]"), code, line, name)
        if any(other.id == check.id for other in rubric.checks):
            raise RubricError(f"{name}, line {line}: the id {check.id!r} is used twice")
        rubric.checks.append(check)
    if not rubric.checks:
        raise RubricError(
            f"{name}: no check; a check's cell begins with '# %% [check] id=… title=\"…\" points=… kind=…'"
        )
    earlier: set[str] = set()
    for check in rubric.checks:
        for needed in check.requires:
            if needed not in earlier:
                raise RubricError(f"{name}, line {check.line}: requires={needed!r} names no earlier check")
        earlier.add(check.id)
    rubric.compiled = _compile(rubric.preamble, name, rubric)
    rubric.checks = [replace(check, compiled=_compile(check.code, name, rubric)) for check in rubric.checks]
    return rubric


def _compile(code: str, name: str, rubric: Rubric) -> CodeType:
    try:
        tree = ast.parse(code, name)
        rubric.trees.append(tree)
        return compile(tree, name, "exec")
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 0
        raise RubricError(f"{name}, line {line}: {getattr(error, 'msg', error)}") from error


def _split_cells(text: str) -> list[tuple[int, str, str]]:
    cells: list[tuple[int, str, list[str]]] = [(0, "", [])]
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        if header:
            cells.append((number, header["rest"], []))
        else:
            cells[-1][2].append(line)
    return [(number, header, "\n".join(lines)) for number, header, lines in cells]


def _parse_check(header: str, code: str, line: int, name: str) -> Check:
    place = f"{name}, line {line}"
    try:
        words = shlex.split(header)
    except ValueError as error:
        raise RubricError(f"{place}: the header's quotes do not match ({error})") from error
    pairs: dict[str, str] = {}
    drawn: dict[str, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if key == "title" and value in SWITCHES and "title" in pairs:
            # `title=yes` beside the check's own title asks for one in the plot.
            drawn["title"] = value
            continue
        if not equals or not key:
            raise RubricError(f"{place}: {word!r} is no key=value pair (quote values with spaces)")
        if key in pairs:
            raise RubricError(f"{place}: {key!r} is given twice")
        pairs[key] = value
    for key in ("id", "title", "points", "kind"):
        if not pairs.get(key):
            raise RubricError(f"{place}: {key}=… is missing")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", pairs["id"]):
        raise RubricError(f"{place}: the id {pairs['id']!r} must be lower-case words joined by hyphens")
    kind = pairs["kind"]
    if kind not in KINDS:
        raise RubricError(f"{place}: kind={kind!r} is none of {', '.join(KINDS)}")
    evidence = pairs.get("evidence", "claimed" if kind == "plot" else "computed")
    if evidence not in ("computed", "claimed"):
        raise RubricError(f"{place}: evidence={evidence!r} is neither computed nor claimed")
    params = {key: value for key, value in pairs.items() if key not in OWN_KEYS} | drawn
    bonus = pairs.get("bonus", "no")
    if bonus not in SWITCHES:
        raise RubricError(f"{place}: bonus={bonus!r} is neither yes nor no")
    has_code = any(text.strip() and not text.strip().startswith("#") for text in code.splitlines())
    if has_code and kind == "reader":
        raise RubricError(f"{place}: a check for a reader has no code")
    if has_code and params:
        raise RubricError(f"{place}: a check has either code or the parameters {', '.join(params)}, not both")
    if not has_code and not params and kind != "reader":
        raise RubricError(f"{place}: the check has neither code nor parameters")
    return Check(
        id=pairs["id"],
        title=pairs["title"],
        kind=kind,
        points=_parse_points(pairs["points"], place),
        bonus=SWITCHES[bonus],
        evidence=evidence,
        requires=[item.strip() for item in pairs.get("requires", "").split(",") if item.strip()],
        params=params,
        # Lines before it, so that a traceback tells the line in the file.
        code="\n" * line + code if has_code else "",
        line=line,
    )


def _parse_points(text: str, place: str) -> float:
    try:
        points = float(text)
    except ValueError as error:
        raise RubricError(f"{place}: points={text!r} is no number") from error
    if not 0 < points <= 1000:
        raise RubricError(f"{place}: points={text} must be more than 0 and at most 1000")
    return points
