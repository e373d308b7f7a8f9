"""
What of CQL the rules need, as a small tree: three-valued like the rules, null for unknown.

`cql` and `elm` are one `match` each, with their cases in the order of this file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from nextsteps.language.nodes import Operator

ParameterType: TypeAlias = Literal["Boolean", "Integer", "Decimal", "String"]


@dataclass(frozen=True, slots=True)
class Value:
    """A literal; a null of Boolean stands for unknown."""

    kind: ParameterType
    value: bool | int | float | str | None


@dataclass(frozen=True, slots=True)
class Given:
    """A parameter of the library, by name; null where it is not given."""

    name: str


@dataclass(frozen=True, slots=True)
class Defined:
    """Another definition of the library, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two values; null where one of them is."""

    operator: Operator
    left: "Logic"
    right: "Logic"


@dataclass(frozen=True, slots=True)
class Is:
    """Whether the part is just that: true or false, never null."""

    what: Literal["true", "false", "null"]
    part: "Logic"


@dataclass(frozen=True, slots=True)
class No:
    """The opposite; null for null."""

    part: "Logic"


@dataclass(frozen=True, slots=True)
class Every:
    """All of two or more parts."""

    parts: "tuple[Logic, ...]"


@dataclass(frozen=True, slots=True)
class Some:
    """Any of two or more parts."""

    parts: "tuple[Logic, ...]"


@dataclass(frozen=True, slots=True)
class If:
    """One of two, by a condition; the second where the condition is false or null."""

    condition: "Logic"
    then: "Logic"
    otherwise: "Logic"


Logic: TypeAlias = Value | Given | Defined | Compared | Is | No | Every | Some | If

TRUE, FALSE = Value("Boolean", True), Value("Boolean", False)
UNKNOWN = Value("Boolean", None)


def every(parts: Sequence[Logic]) -> Logic:
    """Return what holds where all *parts* hold: always, where there are none."""
    return TRUE if not parts else parts[0] if len(parts) == 1 else Every(tuple(parts))


def some(parts: Sequence[Logic]) -> Logic:
    """Return what holds where any of *parts* holds: never, where there are none."""
    return FALSE if not parts else parts[0] if len(parts) == 1 else Some(tuple(parts))


@dataclass(frozen=True, slots=True)
class Definition:
    """A named piece of logic, and in words what it is."""

    name: str
    logic: Logic
    says: str


@dataclass(frozen=True, slots=True)
class Logics:
    """A library: its parameters by type, and its definitions, each after what it reads."""

    name: str
    version: str
    parameters: dict[str, ParameterType]
    definitions: tuple[Definition, ...]
