# %%
from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

import pandas as pd
from IPython.display import display


@dataclass(frozen=True)
class Person:
    name: str
    age: int
    city: str


PEOPLE: tuple[Person, ...] = (
    Person("Alice", 25, "New York"),
    Person("Bob", 30, "Los Angeles"),
    Person("Charlie", 35, "Chicago"),
)


class TableFactory:
    """Builds the same table in several ways."""

    def __init__(self, people: tuple[Person, ...]) -> None:
        self._people = people

    def from_objects(self) -> pd.DataFrame:
        return pd.DataFrame([asdict(person) for person in self._people]).rename(columns=str.title)

    def from_series(self) -> pd.DataFrame:
        columns = {
            name.title(): pd.Series([getattr(person, name) for person in self._people])
            for name in ("name", "age", "city")
        }
        return pd.DataFrame(columns)


factory = TableFactory(PEOPLE)
builders: dict[str, Callable[[], pd.DataFrame]] = {
    "objects": factory.from_objects,
    "series": factory.from_series,
}
for label, build in builders.items():
    print(f"--- {label} ---")
    display(build())
