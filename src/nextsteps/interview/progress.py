"""How far an interview is: how many questions are left, and what is settled already."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.plan import Conflict, Plan, Recommended, SetAside
from nextsteps.ranking import rank_key
from nextsteps.recommend import recommend
from nextsteps.rulebook import Finding, Recommendation, Rulebook
from nextsteps.situation.equals import RAISED_FACTS
from nextsteps.truth import Truth
from nextsteps.unsettled import Reading
from nextsteps.weighing import Scales

_ASKER = "asker"
_ALWAYS_BEST: tuple[object, ...] = ()
"""Lower than every key."""


@dataclass(frozen=True, slots=True)
class Progress:
    """
    Questions behind, and those left until the interview is settled.

    Between `at_least` and `at_most` lies how many will really be asked: an answer often
    settles others. A list of facts asked together counts as one question.
    """

    answered: int
    at_least: int
    at_most: int


def progress(plan: Plan, closed: frozenset[str], answered: int) -> Progress:
    """Return how far the interview is whose plan is *plan*, and where *closed* is not asked."""
    asked = {one.fact for one in plan.questions} - closed
    if not asked:
        return Progress(answered, 0, 0)
    askable = _askable(plan, closed)
    at_least = max(1, _separate_dangers(plan, asked))
    return Progress(answered, at_least, _rounds(plan.require_rulebook(), asked, askable))


def is_first_step_settled(plan: Plan, closed: frozenset[str]) -> bool:
    """
    Return whether no answer could change safety or which recommendation comes first.

    The first step at its worst is held against every other at its best, as if each open
    rule went the way that favours the other. So it may say no too long, never yes too soon.
    """
    if any(one.fact == _ASKER for one in plan.questions if one.fact not in closed):
        return False  # who asks decides which steps there are at all
    rulebook, reading = plan.require_rulebook(), _reading(plan)
    live = _with_linked(_askable(plan, closed), rulebook, plan)
    if any(reading.open_facts_of_finding(danger) & live for danger in plan.safety.possible):
        return False
    open_rules = frozenset(
        rule
        for rule, condition in reading.conditions.rules.items()
        if reading.open_facts(condition) & live
    )
    outlook = _Outlook(plan, rulebook, reading, live, open_rules)
    first = plan.recommendations[0].id if plan.recommendations else None
    others = [entry for name, entry in rulebook.recommendations.items() if name != first]
    if first is None:
        return all(outlook.best(entry) is None for entry in others)
    worst = outlook.worst(rulebook.recommendations[first])
    if worst is None:
        return False
    bests = (outlook.best(entry) for entry in others)
    return all(best is None or worst < best for best in bests)


@dataclass(frozen=True, slots=True)
class _Outlook:
    """The keys that a recommendation could rank by once the open rules are settled."""

    plan: Plan
    rulebook: Rulebook
    reading: Reading
    live: frozenset[str]
    open_rules: frozenset[str]

    def best(self, entry: Recommendation) -> tuple[object, ...] | None:
        """The highest rank that is possible; None when it cannot be given."""
        found = self._scales(entry, favoured=True).weigh(entry)
        if isinstance(found, SetAside) and found.cause == "already_tried":
            return _ALWAYS_BEST if self._is_open(entry) else None  # a reason to repeat may come
        return rank_key(found) if isinstance(found, Recommended) else None

    def worst(self, entry: Recommendation) -> tuple[object, ...] | None:
        """The lowest rank that is possible; None when it may not be given."""
        if self._is_tried_by_facts(entry):
            return None
        found = self._scales(entry, favoured=False).weigh(entry)
        return rank_key(found) if isinstance(found, Recommended) else None

    def _is_open(self, entry: Recommendation) -> bool:
        return any(self.rulebook.rules[rule].target == entry.id for rule in self.open_rules)

    def _is_tried_by_facts(self, entry: Recommendation) -> bool:
        """Raising it with the therapist is a fact too: an answer may say it was done."""
        return entry.id == "talk-to-therapist" and bool(RAISED_FACTS & self.live)

    def _scales(self, entry: Recommendation, *, favoured: bool) -> Scales:
        evaluation = self.reading.evaluation
        rules = dict(evaluation.rules)
        for rule in self.open_rules:
            if self.rulebook.rules[rule].target == entry.id:
                speaks_for = self.rulebook.rules[rule].kind == "recommend"
                rules[rule] = Truth.TRUE if speaks_for is favoured else Truth.FALSE
        needs = dict(evaluation.needs)
        if entry.id in needs and self._turns(self.reading.conditions.needs[entry.id]):
            needs[entry.id] = Truth.TRUE if favoured else Truth.FALSE
        reading = replace(self.reading, evaluation=replace(evaluation, rules=rules, needs=needs))
        return Scales(
            rulebook=self.rulebook,
            reading=reading,
            reader=self.plan.reader,
            dangers=tuple(self.rulebook.findings[one.id] for one in self.plan.safety.dangers),
            conflicts=self.plan.contradictions + (() if favoured else self._possible_conflicts()),
        )

    def _turns(self, condition: object) -> bool:
        return bool(self.reading.open_facts(condition) & self.live)  # type: ignore[arg-type]

    def _possible_conflicts(self) -> tuple[Conflict, ...]:
        conditions = self.reading.conditions.contradictions
        return tuple(
            Conflict(entry.id, entry.facts, entry.question)
            for entry in self.rulebook.contradictions.values()
            if self._turns(conditions[entry.id])
        )


def _reading(plan: Plan) -> Reading:
    rulebook = plan.require_rulebook()
    known = known_of(plan.situation, rulebook)
    return Reading(rulebook.conditions, known, engine_for(rulebook).evaluate(known))


def _askable(plan: Plan, closed: frozenset[str]) -> frozenset[str]:
    """
    Every fact that may still be asked before the interview is settled.

    Learning only ever takes questions away, with two exceptions: who asks decides which
    recommendations there are, and a rule that asks may come to hold.
    """
    plans = [plan]
    if any(one.fact == _ASKER for one in plan.questions if one.fact not in closed):
        rulebook, situation = plan.require_rulebook(), plan.situation
        askers = rulebook.situation.vocabulary().facts[_ASKER].choices
        plans += [recommend(situation.with_facts(asker=one), rulebook=rulebook) for one in askers]
    found = {question.fact for one in plans for question in one.questions}
    for one in plans:
        found |= _asked_by_rules(_reading(one), one.require_rulebook())
    return frozenset(found - closed)


def _asked_by_rules(reading: Reading, rulebook: Rulebook) -> set[str]:
    truths, known = reading.evaluation.rules, reading.known.facts
    return {
        rule.target
        for rule in rulebook.rules.values()
        if rule.kind == "ask" and truths[rule.id] is not Truth.FALSE and rule.target not in known
    }


def _with_linked(facts: Iterable[str], rulebook: Rulebook, plan: Plan) -> frozenset[str]:
    """*facts*, and those that an answer about one of them may say something of."""
    vocabulary = rulebook.situation.vocabulary().facts
    linked = set(facts)
    if linked & RAISED_FACTS:
        linked |= RAISED_FACTS
    linked |= {str(vocabulary[one].follows) for one in linked if vocabulary[one].follows}
    linked |= {one.name for one in vocabulary.values() if one.follows in linked}
    if plan.situation.measures:
        linked |= {one.name for one in vocabulary.values() if one.measured}
    return frozenset(linked)


def _rounds(rulebook: Rulebook, asked: set[str], askable: frozenset[str]) -> int:
    """The facts as questions: those of one list are asked together if they are open together."""
    vocabulary = rulebook.situation.vocabulary().facts
    groups = {vocabulary[one].group for one in asked} - {None}
    alone = [one for one in askable if one not in asked or vocabulary[one].group is None]
    return len(groups) + len(alone)


def _separate_dangers(plan: Plan, asked: set[str]) -> int:
    """
    Count open dangers that no single question can settle two of.

    A danger stays a reason to ask until one of its facts is known or refused, and of
    dangers that share no fact, nor a list, each needs a question of its own.
    """
    rulebook, reading = plan.require_rulebook(), _reading(plan)
    vocabulary = rulebook.situation.vocabulary().facts
    taken: set[str] = set()
    count = 0
    for danger in _by_facts(plan, rulebook, reading):
        facts = reading.open_facts_of_finding(danger.id)
        if not facts & asked:
            continue
        marks = {vocabulary[one].group or one for one in _with_linked(facts, rulebook, plan)}
        if not marks & taken:
            taken |= marks
            count += 1
    return count


def _by_facts(plan: Plan, rulebook: Rulebook, reading: Reading) -> list[Finding]:
    """Dangers with the fewest open facts first: so the most of them fit side by side."""
    possible = [rulebook.findings[one] for one in plan.safety.possible]
    return sorted(possible, key=lambda one: (len(reading.open_facts_of_finding(one.id)), one.id))
