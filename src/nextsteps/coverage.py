"""
How much of a rulebook its vignettes show: rules, parts of conditions, and what decides.

A vignette *names* a rule when it says what must come of it (`holds`, `fails`, `unknown`).
Only these would notice if the rule changed; in other vignettes it merely comes out somehow.
So everything is counted twice: among the vignettes that name the rule, and in all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from nextsteps.engine import Evaluation, engine_for
from nextsteps.errors import MeasureError
from nextsteps.known import known_of
from nextsteps.language import (
    Atom,
    Condition,
    Known,
    Shown,
    Truths,
    evaluate,
    parts_of,
    shown_among,
    truth_by_parts,
    unparse,
)
from nextsteps.rulebook import Rulebook, Vignette
from nextsteps.truth import Truth


@dataclass(frozen=True, slots=True)
class Seen:
    """What came out, and how two readings show that a part decides (None: they don't)."""

    truths: frozenset[Truth]
    decides: Shown | None = None

    @property
    def both_ways(self) -> bool:
        """Whether it was both TRUE and FALSE."""
        return {Truth.TRUE, Truth.FALSE} <= self.truths


@dataclass(frozen=True, slots=True)
class PartCoverage:
    """One part of a condition: what is seen where its rule is named, and anywhere."""

    part: str
    named: Seen
    anywhere: Seen


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """One rule and the parts of its condition; a rule that always holds has none."""

    rule: str
    file: str
    always: bool
    vignettes: tuple[str, ...]
    named: Seen
    anywhere: Seen
    parts: tuple[PartCoverage, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    of: int
    shown: int

    @property
    def percent(self) -> float:
        """The share in percent, 0 to 100; 100 of nothing."""
        return 100 * self.shown / self.of if self.of else 100.0

    def __str__(self) -> str:
        return f"{self.shown} of {self.of} ({self.percent:.1f} %)"


@dataclass(frozen=True)
class Coverage:
    """
    The coverage of a rulebook's rules by its vignettes, rule by rule, sorted by id.

    `unread` names the vignettes whose situation does not fit the vocabulary; they count for
    nothing, and `nextsteps check` says what is wrong with them.
    """

    rules: tuple[RuleCoverage, ...]
    unread: tuple[str, ...] = field(default=())

    def rules_both_ways(self, *, named: bool = True) -> Share:
        """Return how many rules hold in one vignette and fail in another (where they can fail)."""
        seen = [(one.always, _scope(one, named)) for one in self.rules]
        shown = [both.both_ways or (always and Truth.TRUE in both.truths) for always, both in seen]
        return Share(len(shown), sum(shown))

    def parts_both_ways(self, *, named: bool = True) -> Share:
        """Return how many parts are true in one vignette and false in another."""
        return self._parts(named, lambda seen: seen.both_ways)

    def parts_deciding(self, *, named: bool = True) -> Share:
        """Return how many parts are shown to decide (MC/DC, alone or masked)."""
        return self._parts(named, lambda seen: seen.decides is not None)

    def parts_alone(self, *, named: bool = True) -> Share:
        """Return how many parts are shown to decide while all others stay the same."""
        return self._parts(named, lambda seen: seen.decides == "alone")

    def _parts(self, named: bool, is_shown: Callable[[Seen], bool]) -> Share:
        shown = [is_shown(_scope(part, named)) for rule in self.rules for part in rule.parts]
        return Share(len(shown), sum(shown))


def _scope(one: RuleCoverage | PartCoverage, named: bool) -> Seen:
    return one.named if named else one.anywhere


def coverage(rulebook: Rulebook) -> Coverage:
    """
    Return what the vignettes of *rulebook* show of its rules.

    >>> import nextsteps as ns
    >>> coverage(ns.Rulebook.default()).rules_both_ways().percent
    100.0
    """
    read, unread = _read(rulebook)
    rules = (_of_rule(name, rulebook, read) for name in rulebook.rules)
    return Coverage(tuple(rules), tuple(unread))


@dataclass(frozen=True, slots=True)
class _Read:
    """A vignette with what is known in it, and what came out."""

    vignette: Vignette
    known: Known
    evaluation: Evaluation

    def names(self, rule: str) -> bool:
        """Whether the vignette says what must come of *rule*."""
        story = self.vignette
        return rule in story.holds or rule in story.fails or rule in story.unknown

    def truths(self, parts: Iterable[Atom]) -> Truths:
        """The truth of each of *parts* here."""
        findings = self.evaluation.findings
        return {part: evaluate(part, self.known, findings) for part in parts}


def _read(rulebook: Rulebook) -> tuple[list[_Read], list[str]]:
    engine = engine_for(rulebook)
    read: list[_Read] = []
    unread: list[str] = []
    for vignette in rulebook.vignettes.values():
        try:
            situation = rulebook.situation.model_validate(dict(vignette.facts))
            known = known_of(situation, rulebook)
        except (ValidationError, MeasureError):
            unread.append(vignette.id)
        else:
            read.append(_Read(vignette, known, engine.evaluate(known)))
    return read, unread


def _of_rule(name: str, rulebook: Rulebook, read: Sequence[_Read]) -> RuleCoverage:
    condition = rulebook.conditions.rules[name]
    parts = parts_of(condition)
    everywhere = _different(parts, read)
    naming = [one for one in read if one.names(name)]
    named = _different(parts, naming)
    place = rulebook.places.get(("rules", name))
    return RuleCoverage(
        rule=name,
        file="" if place is None else place.file,
        always=not parts,
        vignettes=tuple(one.vignette.id for one in naming),
        named=_seen(condition, named) if naming else Seen(frozenset()),
        anywhere=_seen(condition, everywhere),
        parts=tuple(
            PartCoverage(
                unparse(part),
                _part_seen(condition, part, named),
                _part_seen(condition, part, everywhere),
            )
            for part in parts
        ),
    )


def _different(parts: tuple[Atom, ...], read: Iterable[_Read]) -> list[Truths]:
    """The readings of *parts* that occur, each once."""
    found: dict[tuple[Truth, ...], Mapping[Atom, Truth]] = {}
    for one in read:
        truths = one.truths(parts)
        found.setdefault(tuple(truths.values()), truths)
    return list(found.values())


def _seen(condition: Condition, readings: Iterable[Truths]) -> Seen:
    return Seen(frozenset(truth_by_parts(condition, truths) for truths in readings))


def _part_seen(condition: Condition, part: Atom, readings: Sequence[Truths]) -> Seen:
    truths = frozenset(reading[part] for reading in readings)
    return Seen(truths, shown_among(condition, part, readings))


def gaps(measured: Coverage) -> Iterator[tuple[RuleCoverage, PartCoverage]]:
    """Yield every part that no two vignettes which name its rule show to decide."""
    for rule in measured.rules:
        for part in rule.parts:
            if part.named.decides is None:
                yield rule, part
