"""Law 1: the same situation gives the same plan, however it is worked out."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Plan, Situation
from tests.strategies import (
    Document,
    cases,
    clinic_situations,
    document_of,
    documents,
    load,
    rulebooks,
    rulebooks_with_situation,
    shipped_situations,
    situations,
)

FEW = settings(max_examples=max(8, settings.default.max_examples // 10))
BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
MANY = settings(max_examples=2 * settings.default.max_examples)


@BOTH
@given(data=st.data())
def test_the_compiled_engine_gives_the_plan_of_the_reference_byte_for_byte(which, data):
    """
    The reference evaluator is the meaning, and compiling changes nothing of it.
    """
    rulebook, situation = data.draw(cases(which))

    expected = _without_questions(rulebook.recommend(situation, engine="reference"))

    assert expected == _without_questions(rulebook.recommend(situation, engine="compiled"))


@BOTH
@given(data=st.data())
def test_the_durable_engine_gives_the_plan_of_the_reference_byte_for_byte(which, data):
    """
    Rules asserted into the Rete engine mean what the reference says they mean.
    """
    pytest.importorskip("nextsteps.adapters.durable", exc_type=ImportError)
    pytest.importorskip("durable", exc_type=ImportError)
    rulebook, situation = data.draw(cases(which))

    expected = _without_questions(rulebook.recommend(situation, engine="reference"))

    assert expected == _without_questions(rulebook.recommend(situation, engine="durable"))


@BOTH
@FEW
@given(data=st.data(), engine=st.sampled_from(("compiled", "durable")))
def test_every_engine_asks_what_the_reference_asks(which, data, engine):
    """
    Questions take as long as hundreds of plans, so they are compared on fewer situations.
    """
    pytest.importorskip("durable", exc_type=ImportError)
    rulebook, situation = data.draw(cases(which))

    expected = rulebook.recommend(situation, engine="reference").questions

    assert expected == rulebook.recommend(situation, engine=engine).questions


def _without_questions(plan: Plan) -> str:
    return replace(plan, _ask=lambda: ()).to_json()


@BOTH
@given(data=st.data())
def test_the_same_situation_gives_the_same_plan_twice(which, data):
    """
    Nothing is remembered from one situation to the next.
    """
    rulebook, situation = data.draw(cases(which))
    other = data.draw(situations(rulebook=rulebook))

    first = _without_questions(rulebook.recommend(situation))
    rulebook.recommend(other)

    assert first == _without_questions(rulebook.recommend(situation))


@given(documents(), clinic_situations(), st.integers(0, 2**32))
def test_the_order_of_entries_on_disk_does_not_matter(document, situation, seed):
    """
    A rulebook read in any order has the same content hash and gives the same plan.
    """
    shuffled = _shuffled(document, seed)

    expected = load(document).recommend(situation).to_json()

    assert expected == load(shuffled).recommend(situation).to_json()


@MANY
@given(documents(), clinic_situations(), st.data())
def test_splitting_a_rule_in_two_of_one_ground_changes_nothing(document, situation, data):
    """
    `A or B` argues as the rules `A` and `B` do that share its ground.
    """
    whole, split = _split(document, data)

    expected = _places(load(whole).recommend(situation))

    assert expected == _places(load(split).recommend(situation))


def test_splitting_a_rule_of_which_one_half_reads_the_failure_changes_nothing():
    """
    A failed step comes back only through a reason that holds and reads the failure.
    """
    document = document_of(0, 4)
    rule = {
        "id": "again",
        "recommend": "talk-to-therapist",
        "because": "It may work now.",
        "sources": document["rules"][0]["sources"],
    }
    reasons = ('not_heard and failed("talk-to-therapist")', "no_progress")
    whole = [rule | {"when": " or ".join(reasons)}]
    halves = [
        rule | {"id": f"again-{place}", "when": when, "ground": "again"}
        for place, when in enumerate(reasons)
    ]
    situation = {
        "no_progress": True,
        "not_heard": False,
        "tried": {"talk-to-therapist": "no_change"},
    }

    expected = _places(load(document | {"rules": document["rules"] + whole}).recommend(situation))

    assert expected == _places(
        load(document | {"rules": document["rules"] + halves}).recommend(situation)
    )


@given(rulebooks_with_situation())
def test_a_plan_is_the_same_for_an_equal_situation(pair):
    """
    Only what is known counts, not which object holds it.
    """
    rulebook, situation = pair
    copy = type(situation).model_validate_json(situation.model_dump_json())

    assert rulebook.recommend(situation) == rulebook.recommend(copy)


@settings(max_examples=max(10, settings.default.max_examples // 20))
@given(rulebooks(), st.lists(clinic_situations(), min_size=8, max_size=16))
def test_many_threads_give_the_plans_of_one(rulebook, several):
    """
    A rulebook is shared by threads without a lock.
    """
    expected = [rulebook.recommend(situation).to_json() for situation in several]

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda one: rulebook.recommend(one).to_json(), several * 3))

    assert expected * 3 == found


@settings(max_examples=max(3, settings.default.max_examples // 30))
@given(several=st.lists(shipped_situations(), min_size=4, max_size=8))
def test_many_threads_give_the_plans_of_one_for_the_shipped_rulebook(shipped, several):
    """
    The shipped rulebook is shared by threads without a lock, from its first use on.
    """
    # Questions take hundreds of plans' time, so one situation stands for all.
    asked = [several[0], *(None for _ in several[1:])]

    def plan(situation: Situation, to_ask: Situation | None) -> tuple[str, object]:
        found = shipped.recommend(situation)
        return found.to_json(questions=False), None if to_ask is None else found.questions

    expected = list(map(plan, several, asked))

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(plan, several * 3, asked * 3))

    assert expected * 3 == found


def _shuffled(document: Document, seed: int) -> Document:
    random = Random(seed)  # noqa: S311
    kinds = list(document.items())
    random.shuffle(kinds)
    return {
        kind: random.sample(entries, len(entries)) if isinstance(entries, list) else entries
        for kind, entries in kinds
    }


def _split(document: Document, data: st.DataObject) -> tuple[Document, Document]:
    """The same rulebook with one rule that has two reasons, and with two that have one each."""
    rules = document["rules"]
    place = data.draw(st.integers(0, len(rules) - 1), label="rule")
    rule = rules[place]
    first, second = data.draw(_reasons(rule, rules), label="reasons")
    whole = rule | {"when": f"({first}) or ({second})"}
    ground = (
        {"ground": rule.get("ground", rule["id"])} if rule.keys() & {"recommend", "caution"} else {}
    )
    halves = [
        rule | ground | {"id": f"{rule['id']}-a", "when": first},
        rule | ground | {"id": f"{rule['id']}-b", "when": second},
    ]
    rest = rules[:place] + rules[place + 1 :]
    return document | {"rules": [*rest, whole]}, document | {"rules": [*rest, *halves]}


def _reasons(rule: Document, rules: list[Document]) -> st.SearchStrategy[tuple[str, str]]:
    """Two conditions that fit the rule: each narrows its own, or one is another rule's."""
    parts = ("suicidal_thoughts", "no_progress", "not_heard", "partner_violence")
    narrowed = st.permutations(parts).map(
        lambda found: (f"({rule['when']}) and {found[0]}", f"({rule['when']}) and {found[1]}")
    )
    plain = str(rule.get("recommend", "")).startswith(("step", "talk")) or "exclude" in rule
    if not plain:
        return narrowed
    others = [other["when"] for other in rules if "recommend" in other]
    return narrowed | st.sampled_from(others or ["True"]).map(lambda other: (rule["when"], other))


def _places(plan: Plan) -> dict[str, object]:
    """What stands where in a plan, without the names of the rules behind it."""
    return {
        "safety": (plan.safety.at_least, plan.safety.could_be, plan.safety.possible),
        "recommendations": [(step.id, step.urgency, step.core) for step in plan.recommendations],
        "later": [(step.id, step.urgency, step.core) for step in plan.later],
        "not_yet": [step.id for step in plan.not_yet],
        "excluded": [step.id for step in plan.excluded],
        "set_aside": [(step.id, step.cause) for step in plan.set_aside],
        "contradictions": [conflict.id for conflict in plan.contradictions],
        "findings": [finding.id for finding in plan.findings],
    }
