"""Which questions to ask, and in which order: safety first."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.plan import Plan, Question
from nextsteps.questions.reasons import Reasons, reasons_to_ask
from nextsteps.questions.witness import Search, Witness
from nextsteps.rulebook import Reader, Rulebook
from nextsteps.rulebook.entries import URGENCIES
from nextsteps.situation import Fact, Situation
from nextsteps.unsettled import Reading


@dataclass(frozen=True)
class Candidates:
    """
    Every question that could matter, ranked, before it is known whether it does.

    Ranked are danger facts, what else a danger turns on, the rest, wishes. Within each, topics
    come by how grave and how much they could change, and facts in the order of the
    vocabulary; one that follows another comes last until that is a yes. Declined facts are
    not asked again; those that could not be said come back as "find out".
    """

    questions: tuple[Question, ...]
    search: Search

    @classmethod
    def of(
        cls, rulebook: Rulebook, situation: Situation, reading: Reading, reader: Reader
    ) -> "Candidates":
        """Return the candidates for one situation."""
        reasons = reasons_to_ask(rulebook, situation, reading, reader)
        ranked = (
            _question(name, rulebook, situation, reasons[name])
            for name in _ranked(rulebook, reading, reasons)
        )
        return cls(tuple(ranked), Search.of(rulebook, situation, reading, reasons))

    @classmethod
    def of_plan(cls, plan: Plan) -> "Candidates":
        """
        Return the candidates for the situation of *plan*.

        Raises:
            PlanError: The rulebook of the plan is not at hand (P502).
        """
        rulebook = plan.require_rulebook()
        known = known_of(plan.situation, rulebook)
        reading = Reading(rulebook.conditions, known, engine_for(rulebook).evaluate(known))
        return cls.of(rulebook, plan.situation, reading, plan.reader)

    def is_worth_asking(self, question: Question) -> bool:
        """Whether an answer could change the plan."""
        return self.search.is_worth_asking(question.fact)


def questions(
    rulebook: Rulebook, situation: Situation, reading: Reading, reader: Reader
) -> tuple[Question, ...]:
    """Return the questions whose answers could change the plan, ranked."""
    found = Candidates.of(rulebook, situation, reading, reader)
    return tuple(filter(found.is_worth_asking, found.questions))


def safety_questions(plan: Plan, most: int) -> tuple[Question, ...]:
    """
    Return the first questions of *plan* that are about a danger, at most *most*.

    The search ends with the last of them; whether any other question matters is not worked out.

    Raises:
        PlanError: The rulebook of the plan is not at hand (P502).

    >>> import nextsteps as ns
    >>> [one.fact for one in safety_questions(ns.recommend({"no_progress": True}), 2)]
    ['suicidal_thoughts', 'suicide_attempt_now']
    """
    found = Candidates.of_plan(plan)
    about_danger = (one for one in found.questions if one.level is not None)
    return tuple(islice(filter(found.is_worth_asking, about_danger), most))


def witness_of(plan: Plan, fact: str) -> Witness | None:
    """
    Return two answers about *fact* that give different plans, and what else must be learnt.

    None where it is known, where it could change nothing, or where nothing was found and there
    is too much to try it all: then the question is asked all the same.

    Raises:
        PlanError: The rulebook of the plan is not at hand (P502).

    >>> import nextsteps as ns
    >>> witness = witness_of(ns.recommend({}), "in_danger_now")
    >>> witness.answers, dict(witness.others)
    ((True, False), {})
    """
    found = Candidates.of_plan(plan)
    asked = any(one.fact == fact for one in found.questions)
    return found.search.witness(fact) if asked else None


def _ranked(rulebook: Rulebook, reading: Reading, asked: Mapping[str, Reasons]) -> list[str]:
    vocabulary = rulebook.situation.vocabulary().facts
    order = {name: place for place, name in enumerate(vocabulary)}
    kinds = {name: _kind(vocabulary[name], reasons) for name, reasons in asked.items()}
    weights: dict[tuple[int, str], list[Reasons]] = {}
    for name, reasons in asked.items():
        weights.setdefault((kinds[name], vocabulary[name].topic), []).append(reasons)

    def key(name: str) -> tuple[object, ...]:
        kind, topic = kinds[name], vocabulary[name].topic
        weight = _weight(weights[kind, topic])
        opener = vocabulary[name].follows
        waits = opener is not None and reading.known.facts.get(opener) is not True
        return (kind, waits, weight, topic, asked[name].because is None, order[name])

    return sorted(asked, key=key)


def _kind(fact: Fact, reasons: Reasons) -> int:
    if fact.danger is not None:
        return 0
    if reasons.dangers:
        return 1
    return 3 if fact.section == "wishes" else 2  # people say by themselves what they ask about


def _weight(topic: list[Reasons]) -> tuple[int, int, int]:
    """How grave, and how much, the questions of one topic could change; lower is more."""
    levels = [URGENCIES.index(one.level) for one in topic if one.level is not None]
    dangers = {danger for one in topic for danger in one.dangers}
    recommendations = {name for one in topic for name in one.recommendations}
    return (min(levels, default=len(URGENCIES)), -len(dangers), -len(recommendations))


def _question(name: str, rulebook: Rulebook, situation: Situation, reasons: Reasons) -> Question:
    fact = rulebook.situation.vocabulary().facts[name]
    return Question(
        fact=name,
        question=fact.question,
        topic=fact.topic,
        section=fact.section,
        because=reasons.because,
        level=reasons.level,
        recommendations=tuple(sorted(reasons.recommendations)),
        find_out=name in situation.cannot_say,
    )
