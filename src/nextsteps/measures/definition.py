"""
A questionnaire as data: how it is scored, what its scores mean, and who says so.

No wording of any item stands here, or anywhere in the project.
"""

from itertools import pairwise
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from nextsteps.entry import Citation, Entry, KebabId, SnakeId, Words

MeasureKind: TypeAlias = Literal["symptoms", "functioning", "wellbeing", "use", "alliance"]
Direction: TypeAlias = Literal["worse", "better"]
Code: TypeAlias = Annotated[str, Field(pattern=r"^[0-9]{3,6}-[0-9]$")]


class Restriction(Entry):
    """Items whose answers can only be some of the points."""

    items: tuple[int, ...] = Field(min_length=1)
    points: tuple[int, ...] = Field(min_length=1)


class Items(Entry):
    """How many items there are, and the points an answer to one of them can have."""

    count: int = Field(ge=1, le=100)
    low: int
    high: int
    only: tuple[Restriction, ...] = ()

    def allowed(self, item: int) -> tuple[int, ...]:
        """Return the points that an answer to *item* (counted from 1) can have."""
        for restriction in self.only:
            if item in restriction.items:
                return restriction.points
        return tuple(range(self.low, self.high + 1))


class Band(Entry):
    """
    A range of totals with a name, both ends included.

    `value` is what it means in the measure's `severity_fact`.
    """

    low: int
    high: int
    name: Words
    value: SnakeId | None = None


class Norms(Entry):
    """
    What totals mean by one source, in points of the total.

    `caseness` is the first total that counts: at or above it where higher is worse, at or
    below it where higher is better. `reliable_change` is the smallest difference that
    counts; with `change_by_band` it is another band. `response_percent` is the fall from
    the first score, counted from the best possible; `remission_below` the cut of remission.
    """

    id: KebabId
    title: Words
    bands: tuple[Band, ...] = ()
    caseness: int | None = None
    reliable_change: int | None = Field(default=None, ge=1)
    change_by_band: bool = False
    response_percent: int | None = Field(default=None, ge=1, le=100)
    remission_below: int | None = None
    sources: tuple[Citation, ...] = Field(min_length=1)


class Part(Entry):
    """Some items that have a cut-off of their own."""

    name: Words
    items: tuple[int, ...] = Field(min_length=1)
    caseness: int
    case_fact: SnakeId


class Prorating(Entry):
    """How many answers may be missing, when the source lets the mean of the others stand in."""

    most_missing: int = Field(ge=1)
    sources: tuple[Citation, ...] = Field(min_length=1)


class RiskItem(Entry):
    """An item about self-harm: above zero it calls for a question, and is no risk score."""

    item: int = Field(ge=1)
    at_least: int = Field(default=1, ge=1, le=3)


class Loinc(Entry):
    """Codes of the total score and of the panel; only where they are certain."""

    total: Code
    panel: Code | None = None


class Measure(Entry):
    """
    One questionnaire.

    A total is the sum of the answers' points times `factor`. `norms` holds one set or
    more; the first is used unless another is named, and what a set leaves out is as in the first.
    """

    id: KebabId
    title: Words
    name: Words
    kind: MeasureKind
    concern: SnakeId | None = None
    items: Items
    factor: int = Field(default=1, ge=1)
    higher_is: Direction
    severity_fact: SnakeId | None = None
    case_fact: SnakeId | None = None
    parts: tuple[Part, ...] = ()
    risk_item: RiskItem | None = None
    norms: tuple[Norms, ...] = Field(min_length=1)
    prorating: Prorating | None = None
    loinc: Loinc | None = None
    licence: Words
    sources: tuple[Citation, ...] = Field(min_length=1)

    @property
    def low(self) -> int:
        """The lowest possible total."""
        return self.items.count * self.items.low * self.factor

    @property
    def high(self) -> int:
        """The highest possible total."""
        return self.items.count * self.items.high * self.factor

    def burden(self, total: float) -> float:
        """
        Return how far *total* is from the best possible score, in points: more is worse.

        >>> import nextsteps as ns
        >>> measures = ns.Rulebook.default().measures
        >>> measures["phq-9"].burden(14), measures["who-5"].burden(28)
        (14, 72)
        """
        return total - self.low if self.higher_is == "worse" else self.high - total

    def norms_called(self, name: str | None = None) -> Norms | None:
        """
        Return the norms *name* (None: the first), with what they leave out filled in.

        >>> import nextsteps as ns
        >>> gad = ns.Rulebook.default().measures["gad-7"]
        >>> gad.norms_called().caseness, gad.norms_called("nhs").caseness
        (10, 8)
        """
        first = self.norms[0]
        for norms in self.norms:
            if name in (None, norms.id):
                own = {key: getattr(norms, key) for key in norms.model_fields_set}
                return first.model_copy(update=own)
        return None

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.items.high <= self.items.low:
            raise ValueError("`items` needs a `high` above its `low`")
        named = [norms.id for norms in self.norms]
        if len(set(named)) < len(named):
            raise ValueError("two of `norms` have the same id")
        for norms in self.norms:
            self._check_bands(norms)
            self._check_caseness(norms.caseness)
            self._check_caseness(norms.remission_below)
        numbers = [number for part in self.parts for number in part.items]
        numbers += [number for one in self.items.only for number in one.items]
        numbers += [self.risk_item.item] if self.risk_item else []
        if any(not 1 <= number <= self.items.count for number in numbers):
            raise ValueError(f"items are counted from 1 to {self.items.count}")
        if self.prorating is not None and self.prorating.most_missing >= self.items.count:
            raise ValueError("`prorating` needs some answers to go by")
        return self

    def _check_bands(self, norms: Norms) -> None:
        if not norms.bands:
            return
        ends = (norms.bands[0].low, norms.bands[-1].high)
        joined = all(one.high + 1 == other.low for one, other in pairwise(norms.bands))
        if ends != (self.low, self.high) or not joined:
            message = f"the bands of `{norms.id}` must run from {self.low} to {self.high}"
            raise ValueError(f"{message} without gaps or overlaps")

    def _check_caseness(self, cut: int | None) -> None:
        if cut is not None and not self.low <= cut <= self.high:
            raise ValueError(f"a cut-off must lie between {self.low} and {self.high}")
