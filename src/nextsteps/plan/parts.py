"""The parts of a plan: plain data, frozen, ready for JSON."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from pydantic import ConfigDict

from nextsteps.entry import Grade
from nextsteps.rulebook import Contact
from nextsteps.rulebook.entries import Level, RuleKind, Stage, Strength, Urgency
from nextsteps.situation import Outcome

SafetyLevel: TypeAlias = Level | Literal["clear"]
Cause: TypeAlias = Literal["already_tried", "opposite", "not_applicable", "not_for_this_reader"]


class Part:
    """Base of the parts of a plan: in JSON, unknown keys are refused."""

    __slots__ = ()
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Reference(Part):
    """A citation of a rule: the source's id, where in it, and how good the evidence is."""

    source: str
    locator: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class Argument(Part):
    """A rule that holds, for or against one recommendation."""

    rule: str
    kind: RuleKind
    because: str
    ground: str
    strength: Strength
    urgency: Urgency | None
    references: tuple[Reference, ...]

    def __hash__(self) -> int:
        """Of what tells arguments apart but for their texts: steps are kept by it."""
        return hash((self.rule, self.ground, self.strength, self.urgency))


@dataclass(frozen=True, slots=True)
class Check(Part):
    """Something to make sure of first, and the facts that settle it."""

    because: str
    facts: tuple[str, ...]
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Recommended(Part):
    """A recommendation that the plan gives, with its arguments, in words for the reader."""

    id: str
    title: str
    what: str
    how: tuple[str, ...]
    look_again: str | None
    advice: str | None
    kind: Literal["action", "warning"]
    stage: Stage
    urgency: Urgency
    effort: Literal["low", "medium", "high"]
    core: Level | None
    arguments_for: tuple[Argument, ...]
    arguments_against: tuple[Argument, ...]
    checks: tuple[Check, ...]
    again: str | None
    declined: bool

    @property
    def because(self) -> str:
        """The reason to show first: that of the strongest argument."""
        return self.arguments_for[0].because


@dataclass(frozen=True, slots=True)
class Held(Part):
    """A recommendation that waits: why, until what, and the facts that would settle it."""

    id: str
    title: str
    because: str
    until: str
    rules: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Excluded(Part):
    """A recommendation that must not be given here, with every rule that says so."""

    id: str
    title: str
    because: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetAside(Part):
    """A recommendation that has arguments and is left out all the same."""

    id: str
    title: str
    cause: Cause
    because: str
    other: str | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Question(Part):
    """A fact worth asking: in what words, why, and what it could change."""

    fact: str
    question: str
    topic: str
    section: str
    because: str | None
    level: Level | None
    recommendations: tuple[str, ...]
    find_out: bool


@dataclass(frozen=True, slots=True)
class Conflict(Part):
    """Facts that cannot all be true, and what to ask."""

    id: str
    facts: tuple[str, ...]
    question: str


@dataclass(frozen=True, slots=True)
class NamedFinding(Part):
    """A finding that holds."""

    id: str
    title: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Safety(Part):
    """
    How grave it is at least, and how grave it could be for all that is not known.

    `dangers` hold; `possible` are not settled. Contacts are always given.
    """

    at_least: SafetyLevel
    could_be: SafetyLevel
    dangers: tuple[NamedFinding, ...]
    possible: tuple[str, ...]
    contact: Contact | None

    @property
    def level(self) -> SafetyLevel | Literal["unknown"]:
        """`at_least`, but "unknown" when nothing is known and something could be."""
        if self.at_least == "clear" and self.could_be != "clear":
            return "unknown"
        return self.at_least

    @property
    def is_provisional(self) -> bool:
        """Whether the unanswered safety questions could still change everything."""
        return self.at_least != self.could_be


@dataclass(frozen=True, slots=True)
class Stamp(Part):
    """Which rulebook made the plan."""

    id: str
    version: str
    content_hash: str
