"""The card of a rulebook as a document: what it is, what it reads, what it rests on."""

from datetime import date
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from nextsteps.entry import Grade
from nextsteps.rulebook.entries import Level, Reader, RuleKind, Stage, Urgency
from nextsteps.rulebook.stated import Attribute, Hazard, Stated

FORMAT: Literal[1] = 1
IfUnknown: TypeAlias = Literal["hold", "check", "ignore"]
Told: TypeAlias = dict[Attribute, tuple[str, ...]]


class _Part(BaseModel):
    """Base of all parts: frozen, and every key must be known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(_Part):
    """Which rulebook, by its id, version and content, and which library made the card."""

    id: str
    version: str
    title: str
    content_hash: str
    library: str


class Referred(_Part):
    """A source that something cites."""

    title: str
    year: int
    grade: Grade
    checked: date
    organisation: str | None = None
    authors: str | None = None
    address: str | None = None
    doi: str | None = None
    note: str | None = None


class Cited(_Part):
    """Where in a source a point stands; the grade is that of the point."""

    source: str
    locator: str
    grade: Grade
    says: str | None = None


class RuleShown(_Part):
    """
    One rule: what it argues, what it reads, and what it rests on.

    `facts` are those below its condition, through findings; `tried` the steps whose outcome
    it reads; `attributes` which of the facts tell which attribute of a person.
    """

    id: str
    kind: RuleKind
    target: str
    because: str
    evidence: tuple[Cited, ...]
    facts: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    attributes: Told = Field(default_factory=dict)
    if_unknown: IfUnknown | None = None


class StepShown(_Part):
    """One recommendation; `facts` are those that decide whether it applies to somebody."""

    id: str
    title: str
    kind: Literal["action", "warning"]
    stage: Stage
    urgency: Urgency
    readers: tuple[Reader, ...]
    evidence: tuple[Cited, ...]
    facts: tuple[str, ...] = ()
    attributes: Told = Field(default_factory=dict)


class DangerShown(_Part):
    """One danger, and the steps that nothing can take away while it holds."""

    id: str
    title: str
    level: Level
    core: tuple[str, ...]


class AttributeShown(_Part):
    """
    One of the 13 source attributes of an evidence-based decision support intervention.

    `says` is missing where nobody has stated it; `facts` and `rules` are computed.
    """

    number: int = Field(ge=1, le=13)
    name: str
    says: str | None = None
    facts: tuple[str, ...] = ()
    rules: int | None = None


class CriterionShown(_Part):
    """One criterion of the order; the first on which two steps differ decides."""

    name: str
    says: str


class Run(_Part):
    """
    What was run, by which command, and what came out.

    `measured` is the day of a measurement that takes too long to be repeated for each card.
    """

    what: str
    command: str
    found: dict[str, int]
    measured: date | None = None


class Card(_Part):
    """All that a reader, a buyer or a safety officer must be able to look up of a rulebook."""

    format: Literal[1]
    rulebook: Named
    counts: dict[str, int]
    stated: Stated
    missing: tuple[str, ...]
    attributes: tuple[AttributeShown, ...]
    unclassified: tuple[str, ...]
    missing_data: tuple[str, ...]
    if_unknown: dict[IfUnknown, int]
    ranking: tuple[CriterionShown, ...]
    limits: tuple[str, ...]
    tests: tuple[Run, ...]
    hazards: tuple[Hazard, ...]
    dangers: tuple[DangerShown, ...]
    recommendations: tuple[StepShown, ...]
    rules: tuple[RuleShown, ...]
    sources: dict[str, Referred]
