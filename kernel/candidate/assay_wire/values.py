"""What stands in for values that do not cross, and the limits of those that do."""

from dataclasses import dataclass

MAX_INT_BITS = 14_000
"""Python refuses to write an int of more than 4 300 digits in decimal: such a one would break every message on it."""


@dataclass(frozen=True)
class Limits:
    """How much one value may be: nesting, number of nodes, and bytes of array data."""

    depth: int = 32
    nodes: int = 500_000
    data_bytes: int = 6_000_000
    """Encoded as base64 it must fit into the 8 MB that one message may have."""


@dataclass(frozen=True)
class Missing:
    """A name that is not defined."""


@dataclass(frozen=True)
class TooLarge:
    """A value that is larger than the limits; ``size`` in bytes or nodes."""

    size: int


@dataclass(frozen=True)
class Opaque:
    """A value of a type that does not cross; what it says of itself is a claim."""

    type_name: str
    text: str


@dataclass(frozen=True)
class Handle:
    """An object that stays in the candidate's kernel and is asked there."""

    number: int
    type_name: str
    callable: bool
