"""The bare ranking is that of the plan, by index or without."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Rulebook
from nextsteps.language import unparse
from nextsteps.rank import quick_ranker
from nextsteps.situation.equals import RAISED_STEP
from tests.population.agreement import bare
from tests.strategies import Clinic, cases, clinic_situations, conditions, load, names_of

BOTH = pytest.mark.parametrize("which", ["generated", "shipped"])
UNLINKED = (
    "asker", "weeks_in_therapy", "sessions_attended", "no_progress", "not_heard", "sleep_hours",
    "seen_by_registrar", "ward", "alarm", "days_of_food_left", "concern_depression",
)  # fmt: skip
"""Facts from which nothing follows: a rulebook of these alone is ranked by index."""
STEPS = ("step-0", "step-1", "step-2", "step-3")
STAGES = ("alliance", "change", "self_care", "safety")
CITED: list[dict[str, Any]] = [{"source": "seed", "locator": "all of it"}]
HEAD: dict[str, Any] = {
    "rulebook": {"id": "plain", "version": "1.0.0", "title": "Plain"},
    "sources": [
        {
            "id": "seed", "title": "Seed", "year": 2026, "organisation": "None",
            "note": "drawn", "grade": "C", "checked": "2026-11-25",
        }
    ],
}  # fmt: skip
TEXTS = {reader: {"what": "Do it."} for reader in ("client", "relative", "clinician")}


@BOTH
@given(data=st.data())
def test_the_bare_ranking_is_that_of_the_plan(which, data):
    """
    The same steps in the same order by the same rules, and the same ones withheld.
    """
    rulebook, situation = data.draw(cases(which))

    assert bare(rulebook.recommend(situation)) == tuple(rulebook.rank(situation))


@settings(max_examples=2 * settings.default.max_examples)
@given(data=st.data())
def test_by_index_the_bare_ranking_is_that_of_the_plan_too(data):
    """
    Rulebooks that read facts only are ranked another way, to the same end.
    """
    rulebook = data.draw(_plain_rulebooks())
    situation = data.draw(clinic_situations())
    untried = situation.model_copy(update={"tried": {}, "measures": ()})

    assert quick_ranker(rulebook) is not None
    assert bare(rulebook.recommend(untried)) == tuple(rulebook.rank(untried))
    assert bare(rulebook.recommend(situation)) == tuple(rulebook.rank(situation))


@settings(max_examples=30)
@given(data=st.data())
def test_what_was_tried_counts_in_the_bare_ranking_too(data):
    """
    The index knows nothing of it, so such a situation goes the way of a plan.
    """
    rulebook = data.draw(_plain_rulebooks())
    situation = data.draw(clinic_situations()).model_copy(update={"measures": ()})
    first = rulebook.rank(situation.model_copy(update={"tried": {}})).recommendations[:1]
    outcomes = st.sampled_from(("no_change", "helped", "declined", "never"))
    tried = situation.model_copy(update={"tried": {step: data.draw(outcomes) for step, _ in first}})

    assert bare(rulebook.recommend(tried)) == tuple(rulebook.rank(tried))


@settings(max_examples=40)
@given(data=st.data())
def test_where_many_rules_hold_the_bare_ranking_counts_their_grounds_too(data):
    """
    Rules of one strength, for and against, of shared grounds; also more than 64 for one step.
    """
    random = Random(data.draw(st.integers(0, 2**32 - 1)))  # noqa: S311
    many = data.draw(st.sampled_from((8, 16, 32, 300)))
    whens = ("not_heard", "no_progress", "not not_heard", "seen_by_registrar", "sleep_hours < 5")
    rules: list[dict[str, Any]] = [
        {
            "id": f"rule-{number}",
            random.choice(("recommend", "recommend", "caution")): random.choice(STEPS),
            "when": random.choice(whens),
            "ground": random.choice(("one", "another", "a-third", f"own-{number}")),
        }
        for number in range(many)
    ]
    for rule in rules:
        if "recommend" in rule:
            rule["strength"] = random.choice(("strong", "strong", "moderate"))
            if random.random() < 0.1:
                rule["urgency"] = "days"
    rules += [
        {
            "id": f"{kind.replace('_', '-')}-{step}",
            kind: step,
            "when": random.choice(whens),
            "if_unknown": random.choice(("hold", "check", "ignore")),
            **({"until": "later"} if kind == "not_yet" else {}),
        }
        for kind in ("not_yet", "exclude")
        for step in random.sample(STEPS[:3], 1)
    ]
    steps: list[dict[str, Any]] = [
        {"id": step, "stage": stage} for step, stage in zip(STEPS, STAGES, strict=True)
    ]
    steps[random.randrange(3)]["needs"] = random.choice(whens)
    steps[random.randrange(3)]["drastic"] = True
    odd = {"id": "odd", "when": random.choice(whens), "facts": ["ward"], "question": "Which?"}
    rulebook = _written(steps, rules, contradictions=[odd])
    known: dict[str, tuple[Any, ...]] = {
        **dict.fromkeys(("not_heard", "no_progress", "seen_by_registrar"), (True, False, None)),
        "sleep_hours": (4, 5, None),
    }

    for _ in range(3):
        situation = Clinic(**{name: random.choice(values) for name, values in known.items()})
        assert bare(rulebook.recommend(situation)) == tuple(rulebook.rank(situation))
    assert quick_ranker(rulebook) is not None


MORE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "opposites": ({"steps": [{"id": "one", "opposites": ["other"]}]}, {}),
    "a danger": (
        {
            "steps": [{"id": "one"}, {"id": "call", "stage": "safety", "acts": ["call_for_help"]}],
            "findings": [
                {"id": "peril", "title": "peril", "danger": {"level": "days", "core": ["call"]}}
            ],
            "rules": [{"id": "peril-by-alarm", "finding": "peril", "when": 'alarm == "red"'}],
        },
        {"alarm": "red"},
    ),
    "a step that a fact says was tried": (
        {"steps": [{"id": RAISED_STEP}]},
        {"raised_result": "no_change"},
    ),
}


@pytest.mark.parametrize("more", MORE)
def test_a_rulebook_with_more_than_facts_is_ranked_as_a_plan(more):
    """
    Facts are all that its conditions read, but not all that its plans rest on.
    """
    document, facts = MORE[more]
    steps = [*document["steps"], {"id": "other"}]
    rules = [
        {"id": f"rule-{step['id']}", "recommend": step["id"], "when": "not_heard"}
        for step in steps
        if step["id"] != "call"
    ]
    rulebook = _written(steps, [*document.get("rules", ()), *rules], document.get("findings", ()))
    situation = Clinic(not_heard=True, **facts)
    plan = rulebook.recommend(situation)

    assert bare(plan) == tuple(rulebook.rank(situation))
    assert ["one", "other"] != [step.id for step in plan.recommendations]


def test_a_rulebook_that_reads_findings_is_ranked_as_a_plan(shipped):
    """
    The index knows facts only.
    """
    assert quick_ranker(shipped) is None


def _written(steps: Any, rules: Any, findings: Any = (), **more: Any) -> Rulebook:
    """A rulebook of these, with all that they leave out."""
    because = {"because": "It was written.", "sources": CITED}
    document = {
        **HEAD,
        **more,
        "findings": list(findings),
        "recommendations": [
            {"title": step["id"], "stage": "change", "sources": CITED, **TEXTS, **step}
            for step in steps
        ],
        "rules": [rule | because for rule in rules],
    }
    return load(document)


@st.composite
def _plain_rulebooks(draw: st.DrawFn) -> Rulebook:
    random = Random(draw(st.integers(0, 2**32 - 1)))  # noqa: S311
    when = conditions(names_of(UNLINKED), max_leaves=6).map(unparse)
    rules = [_rule(number, draw(when), random) for number in range(draw(st.integers(2, 14)))]
    steps = [
        _step(number, draw(when) if random.random() < 0.3 else None, random) for number in range(4)
    ]
    document: dict[str, Any] = {
        **HEAD,
        "recommendations": steps,
        "rules": rules,
        "contradictions": [
            {"id": "odd", "when": draw(when), "facts": ["ward"], "question": "Which?"}
        ],
    }
    return load(document)


def _step(number: int, needs: str | None, random: Random) -> dict[str, Any]:
    readers = random.choice((("client",), ("client", "relative"), ("clinician",)))
    step: dict[str, Any] = {
        "id": STEPS[number],
        "title": STEPS[number],
        "stage": STAGES[number],
        "drastic": random.random() < 0.3,
        "sources": CITED,
        **{reader: {"what": "Do it."} for reader in readers},
    }
    return step if needs is None else step | {"needs": needs}


def _rule(number: int, when: str, random: Random) -> dict[str, Any]:
    kind = random.choice(("recommend", "recommend", "recommend", "caution", "exclude", "not_yet"))
    step = random.choice(STEPS)
    rule: dict[str, Any] = {
        "id": f"rule-{number}",
        kind: step,
        "when": when,
        "because": "It was drawn.",
        "sources": CITED,
    }
    if kind == "recommend":
        rule["strength"] = random.choice(("strong", "moderate", "weak"))
        if random.random() < 0.3:
            rule["urgency"] = random.choice(("days", "routine"))
    if kind in ("recommend", "caution") and random.random() < 0.4:
        rule["ground"] = random.choice(("one-ground", "another"))
    if kind == "not_yet":
        rule["until"] = "later"
    if kind in ("exclude", "not_yet"):
        may_wait = STAGES[STEPS.index(step)] != "safety"
        rule["if_unknown"] = random.choice(("hold", "check", "ignore")) if may_wait else "ignore"
    return rule
