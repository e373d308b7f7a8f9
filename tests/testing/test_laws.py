"""The public laws: each can be broken, and tells how; what it tells can be read again."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given

from nextsteps import Rulebook, Truth, read_situation
from nextsteps.engine import Evaluation
from nextsteps.plan import Conflict, Held, Question
from nextsteps.situation.stated import yaml_of
from nextsteps.testing import laws
from nextsteps.testing.case import Case
from nextsteps.testing.laws.check import expect
from tests.golden import assert_golden
from tests.sketches import load_sketch
from tests.strategies import shipped_situations

STALLED = {"in_therapy": True, "no_progress": True, "weeks_in_therapy": 14.0}
LAW = {law.sentence: law for law in laws.LAWS}


NO_SWITCHING = """\
- id: no-switching
  exclude: switch-therapist
  when: asks_about_new_therapist
  because: Not like this.
  sources: [{source: a-book, locator: page 9}]
contradictions:
"""


@cache
def rulebook_of_tests() -> Rulebook:
    """The sketch, with every kind of rule in it."""
    return load_sketch(("contradictions:\n", NO_SWITCHING))


class Broken(Case):
    """A case whose plan, or truths, are not what the rulebook says."""

    def __init__(self, rulebook: Rulebook, facts, **changed) -> None:
        super().__init__(rulebook, rulebook.situation.model_validate(facts))
        safety = {
            key: changed.pop(key) for key in ("at_least", "could_be", "possible") if key in changed
        }
        truths = changed.pop("truths", {})
        plan = self.plan
        steps = changed.pop("steps", None)
        if steps is not None:
            changed["recommendations"] = tuple(steps(plan.recommendations))
        self.__dict__["plan"] = replace(plan, safety=replace(plan.safety, **safety), **changed)
        found = self.evaluation
        rules = {key: one for key, one in truths.items() if "-" in key}
        findings = {key: one for key, one in truths.items() if "-" not in key and key != "needs"}
        self.__dict__["evaluation"] = Evaluation(
            rules={**found.rules, **rules},
            findings={**found.findings, **findings},
            needs={**found.needs, **truths.get("needs", {})},
            contradictions=found.contradictions,
        )


def asking(*facts: str, find_out: bool = False):
    """Questions about *facts*."""
    return lambda: tuple(
        Question(fact, "?", "topic", "section", None, None, (), find_out) for fact in facts
    )


DANGER = {"in_danger_now": True}
NOT_RAISED = STALLED | {"raised_with_therapist": False}
BREAKING: dict[str, tuple[dict, dict, dict | None]] = {
    "every engine finds what the reference finds": (
        STALLED,
        {"truths": {"stalled": Truth.FALSE}},
        None,
    ),
    "learning a fact never turns a rule over": (
        STALLED,
        {},
        {"truths": {"stalled-without-progress": Truth.FALSE}},
    ),
    "learning a fact never turns a finding over": (
        STALLED,
        {},
        {"truths": {"stalled": Truth.UNKNOWN}},
    ),
    "learning a fact never turns over what is needed or contradicts itself": (
        STALLED,
        {},
        {"truths": {"needs": {"talk-to-therapist": Truth.FALSE}}},
    ),
    "not knowing a fact never makes anything speak for a step": (
        NOT_RAISED,
        {},
        {"steps": lambda _: []},
    ),
    "every step that is given rests on a rule that is true": (
        NOT_RAISED,
        {"truths": {"talk-when-stalled": Truth.UNKNOWN}},
        None,
    ),
    "more danger never lowers the level of safety": (DANGER, {}, {"at_least": "same_day"}),
    "more danger never lowers the urgency of a safety step": (
        DANGER,
        {},
        {"steps": lambda steps: [replace(one, urgency="days") for one in steps]},
    ),
    "at equal urgency safety steps come first": (
        DANGER,
        {"steps": lambda steps: [replace(steps[0], stage="change"), *steps]},
        None,
    ),
    "only safety steps are more urgent than days": (
        DANGER,
        {"steps": lambda steps: [replace(steps[0], stage="change")]},
        None,
    ),
    "no step is more urgent than the gravest danger": (DANGER, {"at_least": "days"}, None),
    "at emergency only safety steps and warnings are given now": (
        NOT_RAISED,
        {"at_least": "emergency"},
        None,
    ),
    "in danger the first recommendation is a core step of the gravest danger": (
        DANGER,
        {"steps": lambda steps: [replace(steps[0], id="switch-therapist")]},
        None,
    ),
    "every danger that holds has a core step among the recommendations": (
        DANGER,
        {"steps": lambda _: []},
        None,
    ),
    "questions about safety come before all others": (
        {},
        {"_ask": asking("age", "suicide_plan")},
        None,
    ),
    "what is known or was declined is not asked": (STALLED, {"_ask": asking("no_progress")}, None),
    "what could not be said comes back as something to find out": (
        {},
        {"_ask": asking("age", find_out=True)},
        None,
    ),
    "with safety unknown the first question is about safety": ({}, {"_ask": asking("age")}, None),
    "what could be is never below what is": (DANGER, {"could_be": "days"}, None),
    "nothing learnt leads to a graver level than could be": (
        {},
        {"could_be": "same_day"},
        {"at_least": "emergency"},
    ),
    "a possible danger is one that is not known to hold or not to hold": (
        {},
        {"possible": ()},
        None,
    ),
    "no step is given together with its opposite": (
        NOT_RAISED,
        {"steps": lambda steps: [*steps, replace(steps[0], id="switch-therapist")]},
        None,
    ),
    "each step stands in one place of the plan only": (
        NOT_RAISED,
        {"not_yet": (Held("talk-to-therapist", "", "", "", (), ()),)},
        None,
    ),
    "a step that must wait is given only as a core step": (
        NOT_RAISED,
        {
            "steps": lambda steps: [replace(steps[0], id="switch-therapist")],
            "truths": {"wait-before-switching": Truth.TRUE},
        },
        None,
    ),
    "a step that a rule excludes is given only as a core step": (
        NOT_RAISED,
        {
            "steps": lambda steps: [replace(steps[0], id="switch-therapist")],
            "truths": {"no-switching": Truth.TRUE},
        },
        None,
    ),
    "drastic steps wait while facts contradict each other": (
        NOT_RAISED,
        {
            "steps": lambda steps: [replace(steps[0], id="switch-therapist")],
            "contradictions": (Conflict("more-sessions-than-weeks", (), "?"),),
        },
        None,
    ),
    "no step is given whose needs are not met": (
        NOT_RAISED,
        {"truths": {"needs": {"talk-to-therapist": Truth.FALSE}}},
        None,
    ),
    "no step is given that has no words for the reader": (
        NOT_RAISED,
        {"reader": "clinician"},
        None,
    ),
    "a step already tried is given only again, and with a reason": (
        NOT_RAISED | {"tried": {"switch-therapist": "worse"}},
        {"steps": lambda steps: [replace(steps[0], id="switch-therapist")]},
        None,
    ),
}
"""For each law the facts, what is made wrong, and what is made wrong afterwards."""


def test_every_law_has_something_that_breaks_it():
    """
    The table is whole.
    """
    stated_in_the_rulebook = {law.sentence for law in laws.LAWS if law.number == 0}

    assert LAW.keys() - stated_in_the_rulebook == BREAKING.keys()


@pytest.mark.parametrize("sentence", BREAKING)
def test_a_law_can_be_broken_and_tells_how(sentence):
    """
    A law that nothing breaks says nothing.
    """
    facts, wrong, afterwards = BREAKING[sentence]
    rulebook = rulebook_of_tests()
    case = Broken(rulebook, facts, **wrong)
    later = case if afterwards is None else Broken(rulebook, facts, **afterwards)

    assert LAW[sentence].breaches(case, later)


@pytest.mark.parametrize("sentence", BREAKING)
def test_a_law_holds_where_nothing_is_made_wrong(sentence):
    """
    The same situations, as they are.
    """
    rulebook = rulebook_of_tests()
    case = Case(rulebook, rulebook.situation.model_validate(BREAKING[sentence][0]))

    assert [] == LAW[sentence].breaches(case, case)


def test_a_broken_law_is_told_with_the_situation_yaml_of():
    """
    The sentence, what breaks it, and for whom.
    """
    case = Broken(
        rulebook_of_tests(), NOT_RAISED | {"tried": {"switch-therapist": "worse"}}, at_least="days"
    )
    later = Broken(rulebook_of_tests(), NOT_RAISED | DANGER, at_least="clear")

    with pytest.raises(AssertionError) as raised:
        expect(LAW["more danger never lowers the level of safety"], case, later)

    assert_golden("testing/broken-law.txt", str(raised.value))


OWN_LAW = """\
laws:
- id: who-is-stalled-talks-first
  because: The therapist may not know.
  always:
    when: no_progress
    then:
      level: days
      first: [switch-therapist]
      given: [get-help]
      not_given: [talk-to-therapist]
"""


def test_a_law_that_the_rulebook_states_of_itself_is_tried():
    """
    Each promise that is not kept is told.
    """
    rulebook = load_sketch(more=OWN_LAW)
    case = Case(rulebook, rulebook.situation.model_validate(NOT_RAISED))
    (own,) = (law for law in laws.LAWS if law.number == 0)

    told = own.breaches(case, case)

    assert 4 == len(told)
    assert "the rulebook's law `who-is-stalled-talks-first`: get-help is not given" in told


def test_a_law_of_ones_own_fails_with_the_smallest_situation_found():
    """
    Whoever writes a law is shown the fewest facts that break it.
    """
    law = laws.Law(0, "nobody is stalled", lambda case, _: [
        finding.id for finding in case.plan.findings if finding.id == "stalled"])  # fmt: skip

    with pytest.raises(AssertionError) as raised:
        laws.check(law, rulebook_of_tests())

    assert_golden("testing/law-of-ones-own.txt", str(raised.value).partition("\nFalsifying")[0])


test_laws = laws.for_rulebook(rulebook_of_tests())


@given(shipped_situations())
def test_a_situation_in_a_message_can_be_read_as_a_situation_file(tmp_path_factory, situation):
    """
    Copy it into a file, and `nextsteps recommend` shows its plan.
    """
    path: Path = tmp_path_factory.getbasetemp() / "witness.yaml"
    path.write_text(yaml_of(situation))

    assert situation == read_situation(path)
