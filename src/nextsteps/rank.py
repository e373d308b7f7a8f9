"""
The bare ranking: which recommendations, in which order, by which rules. For hot paths.

Where a rulebook's conditions read facts only, a bit-vector index finds the rules that hold,
and the ranking is put together from numbers worked out beforehand. Any other rulebook or
situation takes the way of a plan, without its texts. Both give the order of the plan.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from nextsteps.engine import engine_for
from nextsteps.engine.index import Index, NotIndexableError
from nextsteps.known import known_of
from nextsteps.language import Condition, Not
from nextsteps.outcome import READER_OF, outcome_of, scales_of
from nextsteps.ranking import STRENGTHS
from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.entries import SAFETY_STAGES, STAGES, URGENCIES
from nextsteps.situation import Situation
from nextsteps.situation.equals import RAISED_FACTS, RAISED_STEP
from nextsteps.unsettled import Reading
from nextsteps.values import ASKER


class Ranking(NamedTuple):
    """
    What a plan gives, as bare names.

    `recommendations` and `later` hold, in rank order, the id of each step with the ids of the
    rules that speak for it; `not_yet` and `excluded` hold ids in alphabetical order.
    """

    recommendations: tuple[tuple[str, tuple[str, ...]], ...]
    later: tuple[tuple[str, tuple[str, ...]], ...]
    not_yet: tuple[str, ...]
    excluded: tuple[str, ...]


def rank(situation: Situation, rulebook: Rulebook) -> Ranking:
    """Return the ranking of the plan for *situation*, and of all that is not given."""
    quick = quick_ranker(rulebook)
    if quick is not None and not (situation.tried or situation.measures):
        return quick.rank(situation)
    known = known_of(situation, rulebook)
    reading = Reading(rulebook.conditions, known, engine_for(rulebook).evaluate(known))
    outcome = outcome_of(scales_of(rulebook, reading, tells_facts=False))
    given, later = (
        tuple((step.id, tuple(one.rule for one in step.arguments_for)) for step in steps)
        for steps in (outcome.recommendations, outcome.later)
    )
    not_yet = tuple(one.id for one in outcome.not_yet)
    return Ranking(given, later, not_yet, tuple(one.id for one in outcome.excluded))


@lru_cache(maxsize=8)
def quick_ranker(rulebook: Rulebook) -> "QuickRanker | None":
    """Return the ranker by index; None where the rulebook reads more than facts."""
    vocabulary = rulebook.situation.vocabulary()
    try:
        quick = QuickRanker(rulebook)
    except NotIndexableError:
        return None
    linked = {fact.follows for fact in vocabulary.followers.values()} | vocabulary.followers.keys()
    measured = {name for name, fact in vocabulary.facts.items() if fact.measured}
    indirect = linked | measured | RAISED_FACTS
    return None if quick.index.facts & indirect or _has_more(rulebook) else quick


def _has_more(rulebook: Rulebook) -> bool:
    """Whether a plan rests on what the index does not know: dangers, opposites, outcomes."""
    entries = rulebook.recommendations
    return bool(rulebook.dangers or any(rulebook.opposites.values()) or RAISED_STEP in entries)


_Row: TypeAlias = tuple[str, int, int, int, str, str]
"""What a condition does (for, against, bar, hold, ...), to which target, how strongly."""


class QuickRanker:
    """Ranks by index; holds no state of a situation, so threads may share it."""

    def __init__(self, rulebook: Rulebook) -> None:
        entries = list(rulebook.recommendations.values())
        places = {entry.id: place for place, entry in enumerate(entries)}
        conditions: list[Condition] = []
        self._rows: list[_Row] = []
        self._waiting: list[tuple[int, int]] = []
        for rule in rulebook.rules.values():
            if rule.target not in places:
                continue
            condition = rulebook.conditions.rules[rule.id]
            urgency = len(URGENCIES) if rule.urgency is None else URGENCIES.index(rule.urgency)
            row = (rule.kind, places[rule.target], STRENGTHS.index(rule.strength), urgency)
            self._add(conditions, condition, (*row, rule.ground or rule.id, rule.id))
            if rule.kind in ("exclude", "not_yet") and rule.if_unknown == "hold":
                self._waiting.append((len(conditions), places[rule.target]))
                self._add(conditions, Not(condition), ("released", *row[1:], "", rule.id))
        for name, condition in rulebook.conditions.needs.items():
            self._add(conditions, Not(condition), ("unmet", places[name], 0, 0, "", ""))
        drastic = [places[entry.id] for entry in entries if entry.drastic]
        for condition in rulebook.conditions.contradictions.values():
            for place in drastic:
                self._add(conditions, condition, ("conflict", place, 0, 0, "", ""))
        self.index = Index(conditions, rulebook.situation.vocabulary().facts)
        self._ids = [entry.id for entry in entries]
        self._urgency = [URGENCIES.index(entry.urgency) for entry in entries]
        self._fixed = [
            (entry.stage not in SAFETY_STAGES, STAGES.index(entry.stage)) for entry in entries
        ]
        self._unreadable = {
            reader: frozenset(places[one.id] for one in entries if one.text(reader) is None)
            for reader in ("client", "relative", "clinician")
        }

    def _add(self, conditions: list[Condition], condition: Condition, row: _Row) -> None:
        conditions.append(condition)
        self._rows.append(row)

    def rank(self, situation: Situation) -> Ranking:
        """Return the ranking; the situation has neither scores nor outcomes."""
        facts: Mapping[str, Any] = situation.__dict__
        rows = self._rows
        speaking: dict[int, list[_Row]] = {}
        others: list[_Row] = []
        for number in self.index.holding(facts):
            row = rows[number]
            if row[0] == "recommend":
                if row[1] in speaking:
                    speaking[row[1]].append(row)
                else:
                    speaking[row[1]] = [row]
            else:
                others.append(row)
        not_yet, excluded, against = self._withheld(speaking, others, facts)
        order = sorted([self._key(place, own, against) for place, own in speaking.items()])
        ids = self._ids
        return Ranking(
            tuple([(ids[key[-1]], _names(speaking[key[-1]])) for key in order]),
            (),
            tuple(sorted(not_yet)),
            tuple(sorted(excluded)),
        )

    def _withheld(
        self, speaking: dict[int, list[_Row]], others: list[_Row], facts: Mapping[str, Any]
    ) -> tuple[list[str], list[str], dict[int, set[str]]]:
        """Take out of *speaking* what is not given, and return it, with what speaks against."""
        against: dict[int, set[str]] = {}
        unreadable = self._unreadable[READER_OF.get(facts.get(ASKER), "client")]
        for place in unreadable & speaking.keys() if unreadable else ():
            del speaking[place]
        held: set[int] = set()
        barred: set[int] = set()
        released: set[str] = set()
        for kind, place, _, _, ground, rule in others:
            match kind:
                case "caution":
                    against.setdefault(place, set()).add(ground)
                case "exclude":
                    barred.add(place)
                    released.add(rule)
                case "not_yet" | "conflict":
                    held.add(place)
                    released.add(rule)
                case "released":
                    released.add(rule)
                case "unmet":
                    speaking.pop(place, None)
        for number, place in self._waiting:
            if self._rows[number][5] not in released:
                held.add(place)
        excluded = [self._ids[place] for place in barred if speaking.pop(place, None)]
        not_yet = [self._ids[place] for place in held if speaking.pop(place, None)]
        return not_yet, excluded, against

    def _key(
        self, place: int, own: list[_Row], against: dict[int, set[str]]
    ) -> tuple[int, bool, int, int, int, int]:
        urgency, strongest = self._urgency[place], len(STRENGTHS)
        grounds = set()
        for row in own:
            grounds.add(row[4])
            if row[2] < strongest:
                strongest = row[2]
            if row[3] < urgency:
                urgency = row[3]
        net = len(grounds) - len(against[place]) if place in against else len(grounds)
        is_later, stage = self._fixed[place]
        return (urgency, is_later, strongest, -net, stage, place)


def _names(rows: list[_Row]) -> tuple[str, ...]:
    """The rules of one step in the order of a plan's arguments: strongest, most urgent, by id."""
    if len(rows) == 1:
        return (rows[0][5],)
    return tuple([row[5] for row in sorted(rows, key=_argument_key)])


def _argument_key(row: _Row) -> tuple[int, int, str]:
    return row[2], row[3], row[5]
