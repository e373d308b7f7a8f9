"""Explanations as documents: each in the words of three readers, and none of them too long."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from nextsteps import Plan, Rulebook, read_situation
from nextsteps.render import as_html, as_markdown, as_text
from nextsteps.render.explanation import Explanation, explanation_blocks
from tests.golden import assert_golden

ROOT = Path(__file__).parents[2]
SKETCH = ROOT / "tests" / "sketch"
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
ASKERS = {"client": "client", "relative": "parent", "clinician": "clinician"}
MAX_CLIENT_LINES = 45
STUCK = {
    "no_progress": True,
    "not_heard": True,
    "hard_to_speak_up": True,
    "concern_relationship": True,
    "on_medication": True,
    "pregnant": True,
    "weeks_in_therapy": 2,
    "country": "GB",
}
SCORES = [{"measure": "phq-9", "week": 0, "total": 9}, {"measure": "phq-9", "week": 6, "total": 17}]


@pytest.fixture(scope="module")
def sketch() -> Rulebook:
    """The small rulebook for what is printed."""
    return Rulebook.load(SKETCH)


ASKED: dict[str, Callable[[Plan], Explanation]] = {
    "why": lambda plan: plan.why("talk"),
    "why-in-every-situation": lambda plan: plan.why("walk"),
    "why-not-first": lambda plan: plan.why_not("walk"),
    "why-not-yet": lambda plan: plan.why_not("switch"),
    "why-not-excluded": lambda plan: plan.why_not("review"),
    "why-not-while-unknown": lambda plan: plan.why_not("couples"),
    "why-not-unsupported": lambda plan: plan.why_not("call-now"),
    "compare": lambda plan: plan.compare("walk", "talk"),
    "what-if": lambda plan: plan.what_if(no_progress=False, weeks_in_therapy=8.0),
    "what-if-in-danger": lambda plan: plan.what_if(suicidal_thoughts=True),
    "what-would-change": lambda plan: plan.what_would_change("talk", "out"),
    "what-would-change-nothing": lambda plan: plan.what_would_change("review"),
}
"""One explanation of every kind, and of every way to be in the way."""

NOT_FOR_RELATIVES = {"why-in-every-situation", "compare"}
"""About a step that has no words for them."""

CASES = [
    (name, reader)
    for name in ASKED
    for reader in ASKERS
    if reader != "relative" or name not in NOT_FOR_RELATIVES
]


@pytest.mark.parametrize(("name", "reader"), CASES)
def test_each_explanation_is_the_recorded_one(sketch: Rulebook, name: str, reader: str) -> None:
    """For the client, a parent and the clinician, as text and as Markdown."""
    plan = sketch.recommend({**STUCK, "asker": ASKERS[reader]})
    document = explanation_blocks(plan, ASKED[name](plan))

    assert_golden(f"render/explanation/{name}-{reader}.txt", as_text(document))
    assert_golden(f"render/explanation/{name}-{reader}.md", as_markdown(document))


@pytest.mark.parametrize("reader", ASKERS)
@pytest.mark.parametrize("name", ["why", "why-not-unsupported", "what-if-in-danger"])
def test_the_page_is_the_recorded_one(sketch: Rulebook, name: str, reader: str) -> None:
    """What a browser shows, without the style."""
    plan = sketch.recommend({**STUCK, "asker": ASKERS[reader]})
    page = as_html(explanation_blocks(plan, ASKED[name](plan)))

    assert_golden(f"render/explanation/{name}-{reader}.html", page[page.index("<body") :])


@cache
def _explained(path: Path, reader: str) -> tuple[Plan, list[Explanation]]:
    """The plan of an example with all its explanations, which take long and are read twice."""
    changed: dict[str, Any] = {"asker": ASKERS[reader]}
    situation = read_situation(path).with_facts(**changed)
    plan = Rulebook.default().recommend(situation)
    return plan, list(_all_explanations(plan))


def _all_explanations(plan: Plan) -> Iterator[Explanation]:
    """All that can be asked of a plan, but what would change for only some of it."""
    given = [step.id for step in (*plan.recommendations, *plan.later)]
    yield from map(plan.why, given)
    yield from map(plan.why_not, plan.require_rulebook().recommendations)
    yield from (plan.compare(given[0], other) for other in given[1:])
    yield plan.what_if(no_progress=True, weeks_in_therapy=20.0)
    yield plan.what_if(suicidal_thoughts=True)
    yield plan.what_would_change(given[0], "out")
    yield plan.what_would_change("keep-going")


@pytest.mark.parametrize("reader", ASKERS)
@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_only_the_clinician_reads_names(path: Path, reader: str) -> None:
    """Neither facts nor rules nor steps are told to anyone else by their ids."""
    plan, explanations = _explained(path, reader)
    rulebook = plan.require_rulebook()
    ids = {*rulebook.rules, *rulebook.recommendations, *rulebook.findings, *rulebook.sources}
    ids |= plan.situation.vocabulary().facts.keys()
    ids = {name for name in ids if "-" in name or "_" in name}
    ids -= {"self-harm", "follow-up"}

    for explanation in explanations:
        printed = as_text(explanation_blocks(plan, explanation, full=True), width=10_000)
        words = set(re.findall(r"[\w-]+", printed))
        assert reader == "clinician" or ids.isdisjoint(words), sorted(ids & words)
        assert "_" not in printed or reader == "clinician"
        assert not re.search(r"\bNone\b(?! of the tasks)", printed)


@pytest.mark.parametrize("reader", ["client", "relative"])
@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_an_explanation_fits_a_screen(path: Path, reader: str) -> None:
    """However much there is to tell, the one concerned is not buried in it."""
    plan, explanations = _explained(path, reader)

    for explanation in explanations:
        printed = as_text(explanation_blocks(plan, explanation))
        assert len(printed.splitlines()) <= MAX_CLIENT_LINES, printed


@pytest.mark.parametrize("reader", ASKERS)
def test_in_an_emergency_the_help_stands_above_every_explanation(
    shipped: Rulebook, reader: str
) -> None:
    """Nobody has to scroll past a reason to find the number."""
    plan = shipped.recommend(
        {"suicidal_thoughts": True, "suicide_plan": True, "country": "GB", "asker": ASKERS[reader]}
    )

    for explanation in (
        plan.why("crisis-help-now"),
        plan.why_not("keep-going"),
        plan.what_would_change("crisis-help-now", "out"),
        plan.what_if(age=30),
    ):
        printed = as_text(explanation_blocks(plan, explanation))
        assert "999" in "".join(printed.splitlines()[:6])


def test_the_help_stands_on_top_when_the_change_would_be_an_emergency(shipped: Rulebook) -> None:
    """Who asks "what if I had a plan to die" may be asking of today."""
    plan = shipped.recommend({"no_progress": True, "country": "GB"})
    told = plan.what_if(suicide_plan=True)

    printed = as_text(explanation_blocks(plan, told))
    assert "999" in "".join(printed.splitlines()[:6])


def test_the_clinician_reads_rule_facts_findings_and_sources(shipped: Rulebook) -> None:
    """All that a review of the basis needs."""
    plan = shipped.recommend({"asker": "clinician", "in_therapy": True, "measures": SCORES})
    why = plan.why("talk-to-therapist")
    printed = as_text(explanation_blocks(plan, why), width=10_000)

    for shown in why.arguments_for:
        assert f"[{shown.argument.rule}, {shown.argument.strength}]" in printed
        assert all(f"[{name}]" in printed for name in shown.facts)
        assert all(f"Source: {source}" in printed for source in shown.sources)
        assert all(shipped.findings[name].title in printed for name in shown.findings)
    assert "PHQ-9: 9, 17" in printed


def test_what_scores_show_is_told_apart_from_what_was_said(shipped: Rulebook) -> None:
    """Nobody is told that they told us a score."""
    plan = shipped.recommend({"asker": "client", "in_therapy": True, "measures": SCORES})
    printed = as_text(explanation_blocks(plan, plan.why("talk-to-therapist")), width=10_000)

    assert "Your scores show: since the first time the scores are clearly worse" in printed
    assert "You told us: since the first time" not in printed


def test_so_is_what_scores_show_of_what_stands_in_the_way(shipped: Rulebook) -> None:
    """A trend that only the scores show excludes a step; nobody has told it."""
    told = {"asker": "client", "in_therapy": True, "progress": "good", "measures": SCORES}
    plan = shipped.recommend(told)
    (excluded,) = (one for one in plan.excluded if one.id == "keep-going")
    printed = as_text(explanation_blocks(plan, plan.why_not(excluded.id)), width=10_000)

    assert "Your scores show: " in printed
    assert "(PHQ-9: 9, 17)" in printed
    assert "You told us: over recent weeks" not in printed


def test_dangers_are_not_told_to_the_client_one_after_the_other(shipped: Rulebook) -> None:
    """What would take a step off the list is not a list of horrors; in full it is complete."""
    plan = shipped.recommend(
        {"no_progress": True, "in_therapy": True, "asker": "client", "weeks_in_therapy": 14}
    )
    told = plan.what_would_change("talk-to-therapist", "out")
    dangers = {
        fact
        for change in told.changes
        for fact in change.facts
        if plan.situation.vocabulary().facts[fact].danger
    }

    assert dangers
    assert as_text(explanation_blocks(plan, told)).count("danger") == 1
    assert "A danger came to light" not in as_text(explanation_blocks(plan, told, full=True))


def test_a_step_that_waits_in_danger_comes_after_any_given_now(shipped: Rulebook) -> None:
    """However strong its reasons, it is not compared by them."""
    plan = shipped.recommend({"suicide_plan": True, "no_progress": True, "in_therapy": True})
    now, later = plan.recommendations[-1].id, plan.later[0].id

    told = plan.compare(later, now)
    assert (now, later, "given now") == (told.higher, told.lower, told.criterion)
