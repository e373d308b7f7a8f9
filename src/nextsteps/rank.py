"""
The bare ranking: which recommendations, in which order, by which rules. For hot paths.

Where a rulebook's conditions read facts only, a bit-vector index finds the rules that hold,
a group of bits for each recommendation, and what those bits say of it is worked out once.
Any other rulebook or situation takes the way of a plan, without its texts. Both give the
order of the plan.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from operator import getitem
from typing import Any, NamedTuple, TypeAlias

from nextsteps.engine import engine_for
from nextsteps.engine.index import Index, NotIndexableError
from nextsteps.known import known_of
from nextsteps.language import Condition, Not
from nextsteps.outcome import READER_OF, outcome_of, scales_of
from nextsteps.ranking import STRENGTHS
from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.entries import SAFETY_STAGES, STAGES, URGENCIES, Recommendation, Rule
from nextsteps.situation import FactValue, Situation
from nextsteps.situation.equals import RAISED_FACTS, RAISED_STEP
from nextsteps.unsettled import Reading
from nextsteps.values import ASKER

MOST_KEPT = 1024
"""For how many sets of rules that hold one recommendation's place is kept."""


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


def ranker(rulebook: Rulebook) -> Callable[[Situation], Ranking]:
    """Return what gives the ranking of the plan for a situation."""
    quick = quick_ranker(rulebook)
    return partial(_as_a_plan, rulebook) if quick is None else quick.rank


def _as_a_plan(rulebook: Rulebook, situation: Situation) -> Ranking:
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
    return None if quick.facts & indirect or _has_more(rulebook) else quick


def _has_more(rulebook: Rulebook) -> bool:
    """Whether a plan rests on what the index does not know: dangers, opposites, outcomes."""
    entries = rulebook.recommendations
    return bool(rulebook.dangers or any(rulebook.opposites.values()) or RAISED_STEP in entries)


_made = tuple.__new__  # half the price of `Ranking(...)`
_Named: TypeAlias = tuple[str, tuple[str, ...]]
_State: TypeAlias = tuple[Any, ...]
"""Where a recommendation comes: `_GIVEN` and the key it is sorted by, or why not; last its
id with the rules that speak for it."""

_GIVEN, _NOT_YET, _EXCLUDED = range(3)


class QuickRanker:
    """Ranks by index; holds no state of a situation, so threads may share it."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        targets = {rule.target for rule in rulebook.rules.values() if rule.kind == "recommend"}
        entries = [one for one in rulebook.recommendations.values() if one.id in targets]
        written = [_rows(entry, rulebook) for entry in entries]
        groups = [[condition for condition, _ in rows] for rows in written]
        index = Index(groups, rulebook.situation.vocabulary().facts)
        self._steps = [
            _Step(entry, place, [row for _, row in rows], owners)
            for place, (entry, rows, owners) in enumerate(
                zip(entries, written, index.owners, strict=True)
            )
        ]
        self._unreadable = {
            asker: frozenset(one.id for one in entries if one.text(reader) is None)
            for asker, reader in ((one, READER_OF.get(one, "client")) for one in _askers(rulebook))
        }
        self.facts = index.facts
        self._holding = index.holding

    def rank(self, situation: Situation) -> Ranking:
        """Return the ranking; the index knows nothing of scores and outcomes."""
        facts = situation.__dict__
        if facts["tried"] or facts["measures"]:
            return _as_a_plan(self._rulebook, situation)
        found: Iterable[_State] = filter(None, map(getitem, self._steps, self._holding(facts)))
        unreadable = self._unreadable[facts.get(ASKER)]
        if unreadable:
            found = (state for state in found if state[-1][0] not in unreadable)
        order = sorted(found)
        if order and order[-1][0] != _GIVEN:
            return _sorted_out(order)
        return _made(Ranking, (tuple([state[-1] for state in order]), (), (), ()))


def _askers(rulebook: Rulebook) -> tuple[FactValue | None, ...]:
    asker = rulebook.situation.vocabulary().facts.get(ASKER)
    return (None, *(asker.choices if asker else ()))


def _sorted_out(order: Iterable[_State]) -> Ranking:
    given: list[_Named] = []
    withheld: dict[int, list[str]] = {_NOT_YET: [], _EXCLUDED: []}
    for state in order:
        if state[0] == _GIVEN:
            given.append(state[-1])
        else:
            withheld[state[0]].append(state[-1][0])
    return Ranking(tuple(given), (), tuple(withheld[_NOT_YET]), tuple(withheld[_EXCLUDED]))


class _Row(NamedTuple):
    """What a condition does (recommend, caution, exclude, ...) when it holds, how strongly."""

    kind: str
    strength: int = 0
    urgency: int = len(URGENCIES)
    rule: str = ""
    ground: str = ""


def _rows(entry: Recommendation, rulebook: Rulebook) -> list[tuple[Condition, _Row]]:
    """All that bears on *entry*; what speaks for it first, in the order of its arguments."""
    conditions = rulebook.conditions
    aimed = [rule for rule in rulebook.rules.values() if rule.target == entry.id]
    rows = sorted(
        ((conditions.rules[rule.id], _row(rule)) for rule in aimed),
        key=lambda both: (both[1].kind != "recommend", both[1][1:4]),
    )
    rows += [
        (Not(conditions.rules[rule.id]), _Row("released", rule=rule.id))
        for rule in aimed
        if rule.kind in ("exclude", "not_yet") and rule.if_unknown == "hold"
    ]
    if entry.id in conditions.needs:
        rows.append((Not(conditions.needs[entry.id]), _Row("unmet")))
    if entry.drastic:
        rows += [(one, _Row("conflict")) for one in conditions.contradictions.values()]
    return rows


def _row(rule: Rule) -> _Row:
    urgency = len(URGENCIES) if rule.urgency is None else URGENCIES.index(rule.urgency)
    strength = STRENGTHS.index(rule.strength)
    return _Row(rule.kind, strength, urgency, rule.id, rule.ground or rule.id)


class _Step(dict[int | bytes, _State | None]):
    """What the bits of one recommendation's group say of it; the first ones met are kept."""

    def __init__(
        self, entry: Recommendation, place: int, rows: Sequence[_Row], owners: Sequence[int]
    ) -> None:
        super().__init__()
        by_bit = [rows[owner] for owner in owners]

        def bits(fits: Callable[[_Row], bool]) -> int:
            return sum(1 << bit for bit, row in enumerate(by_bit) if fits(row))

        self._entry = entry
        self._urgency = URGENCIES.index(entry.urgency)
        self._tail = (STAGES.index(entry.stage), place)
        self._is_later = entry.stage not in SAFETY_STAGES
        self._by_bit = by_bit
        self._speaking = bits(lambda row: row.kind == "recommend")
        self._unmet = bits(lambda row: row.kind == "unmet")
        self._excluding = bits(lambda row: row.kind == "exclude")
        self._holding = bits(lambda row: row.kind in ("not_yet", "conflict"))
        self._releasing = [
            bits(lambda row, rule=waiting.rule: row.rule == rule)  # type: ignore[misc]
            for waiting in rows
            if waiting.kind == "released"
        ]
        against = {row.ground for row in by_bit if row.kind == "caution"}
        self._against = [
            bits(lambda row, ground=ground: row.kind == "caution" and row.ground == ground)  # type: ignore[misc]
            for ground in against
        ]

    def __missing__(self, key: int | bytes) -> _State | None:
        state = self._state(key if isinstance(key, int) else int.from_bytes(key, "little"))
        if isinstance(key, int) and len(self) < MOST_KEPT:
            self[key] = state
        return state

    def _state(self, bits: int) -> _State | None:
        if not bits & self._speaking or bits & self._unmet:
            return None
        if bits & self._excluding:
            return (_EXCLUDED, (self._entry.id, ()))
        if bits & self._holding or not all(bits & one for one in self._releasing):
            return (_NOT_YET, (self._entry.id, ()))
        rows = self._rows(bits & self._speaking)
        urgency = min(self._urgency, min(row.urgency for row in rows))
        against = sum(1 for one in self._against if bits & one)
        net = len({row.ground for row in rows}) - against
        key = (urgency, self._is_later, rows[0].strength, -net, *self._tail)
        return (_GIVEN, *key, (self._entry.id, tuple([row.rule for row in rows])))

    def _rows(self, bits: int) -> list[_Row]:
        """The rows of *bits*, each once: all conjunctions of a rule stand side by side."""
        text = bin(bits)[:1:-1]  # the lowest bit first
        found: list[_Row] = []
        place = text.find("1")
        while place >= 0:
            row = self._by_bit[place]
            if not found or found[-1] is not row:
                found.append(row)
            place = text.find("1", place + 1)
        return found
