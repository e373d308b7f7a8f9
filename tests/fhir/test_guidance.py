"""A plan as FHIR says what the plan says, in its order, and proposes nothing else."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from nextsteps import PlanError, recommend
from nextsteps.fhir import guidance
from nextsteps.fhir.requests import PRIORITIES
from nextsteps.render import plan_to_markdown
from nextsteps.rulebook.entries import URGENCIES
from nextsteps.service.cards import INDICATORS
from nextsteps.situation.read import read_situation
from tests.golden import assert_golden
from tests.strategies import shipped_situations

EXAMPLES = Path(__file__).parents[2] / "examples"
RANKS = ("routine", "urgent", "asap", "stat")
SLOW = settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
pytestmark = pytest.mark.usefixtures("candidate_questions")


def parts(bundle):
    """Resources by their addresses, and all of one kind."""
    by_address = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}
    kinds = {}
    for one in by_address.values():
        kinds.setdefault(one["resourceType"], []).append(one)
    return by_address, kinds


def ids_of(request):
    """The recommendations that a request proposes, in order."""
    return [one["code"][0]["coding"][0]["code"] for one in request.get("action", [])]


@SLOW
@given(shipped_situations())
def test_what_is_proposed_is_what_the_plan_gives(situation):
    """In its order; what waits is on hold, and nothing else is proposed."""
    plan = recommend(situation)
    by_address, kinds = parts(guidance(plan, patient="p1"))

    now, *later = kinds["RequestGroup"]
    assert [step.id for step in plan.recommendations] == ids_of(now)
    assert [[step.id for step in plan.later]] * bool(plan.later) == [ids_of(one) for one in later]
    assert ["on-hold"] * bool(plan.later) == [one["status"] for one in later]
    actions = [one for request in (now, *later) for one in request.get("action", [])]
    tasks = [by_address[one["resource"]["reference"]] for one in actions]
    assert tasks == kinds.get("Task", [])
    assert {"proposal"} >= {task["intent"] for task in tasks}
    assert [one["code"][0] for one in actions] == [task["code"] for task in tasks]


@SLOW
@given(shipped_situations())
def test_the_response_says_all_that_the_plan_says(situation):
    """Whole, as text; what is worth asking as required; the dangers as reasons."""
    plan = recommend(situation)
    _, kinds = parts(guidance(plan))
    [response] = kinds["GuidanceResponse"]

    assert [{"text": plan_to_markdown(plan, full=True)}] == response["note"]
    missing = [one["codeFilter"][0]["code"][0] for one in response.get("dataRequirement", [])]
    assert [one.fact for one in plan.questions] == [one["code"] for one in missing]
    reasons = [one["coding"][0]["code"] for one in response.get("reasonCode", [])]
    assert [one.id for one in plan.safety.dangers] == reasons


def test_the_request_says_whom_to_call():
    """For steps say that the numbers stand with the plan."""
    plan = recommend({"in_danger_now": True, "country": "US"})
    _, kinds = parts(guidance(plan))

    [note] = kinds["RequestGroup"][0]["note"]
    assert "911" in note["text"]
    assert "988" in note["text"]


def test_what_is_more_urgent_has_a_priority_at_least_as_high():
    """And what is for the same day is as high as it goes."""
    ranks = [RANKS.index(PRIORITIES[urgency]) for urgency in URGENCIES]

    assert sorted(ranks, reverse=True) == ranks
    assert "stat" == PRIORITIES["emergency"] == PRIORITIES["same_day"]


def test_engines_make_cards_of_the_same_weight():
    """They turn a priority into the indicator of a card; ours has the same for each urgency."""
    indicators = {"stat": "critical", "urgent": "warning", "routine": "info"}

    assert INDICATORS == {urgency: indicators[PRIORITIES[urgency]] for urgency in URGENCIES}


def test_the_same_plan_gives_the_same_bytes():
    """Addresses too, and another patient has others."""
    plan = recommend({"suicidal_thoughts": True})
    one, same, other = (
        json.dumps(guidance(plan, patient=patient, at="2026-11-20"))
        for patient in ("p1", "p1", "p2")
    )

    assert one == same
    assert {*parts(json.loads(one))[0]}.isdisjoint(parts(json.loads(other))[0])


def test_releases_differ_where_fhir_does():
    """R5 has another name for the request, several results, and reasons with concepts."""
    plan = recommend({"in_danger_now": True})
    _, r4 = parts(guidance(plan))
    _, r5 = parts(guidance(plan, release="R5"))

    assert {"RequestGroup", "GuidanceResponse", "Task"} == r4.keys()
    assert {"RequestOrchestration", "GuidanceResponse", "Task"} == r5.keys()
    assert r4["GuidanceResponse"][0]["result"] == r5["GuidanceResponse"][0]["result"][0]
    reasons = [one["concept"] for one in r5["GuidanceResponse"][0]["reason"]]
    assert r4["GuidanceResponse"][0]["reasonCode"] == reasons


def test_one_step_of_an_example():
    """As it is written, with what to mind, its sources, and its Task."""
    plan = recommend(read_situation(EXAMPLES / "clinician_off_track_client.yaml"))
    made = guidance(plan, patient="p1", at="2026-11-20T10:00:00+01:00")
    by_address, kinds = parts(made)
    request = kinds["RequestGroup"][0]
    first = request["action"][0]
    shown = {**request, "action": [first], "task": by_address[first["resource"]["reference"]]}

    assert_golden("fhir/guidance.json", json.dumps(shown, ensure_ascii=False, indent=1))


@pytest.mark.parametrize(
    ("at", "patient"),
    [("2026-11-20T10:30", "p1"), ("2026-02-30", "a/b"), ("soon", ""), (None, "x" * 65)],
)
def test_what_fhir_does_not_allow_is_refused(at, patient):
    """A time without an offset, a day that there is not, an id with a slash."""
    with pytest.raises(PlanError) as error:
        guidance(recommend({}), at=at, patient=patient)

    assert {"P507", "P508"} >= {one.code for one in error.value.problems}


def test_all_that_is_not_allowed_is_told_at_once():
    """With help."""
    with pytest.raises(PlanError) as error:
        guidance(recommend({}), at="soon", patient="a/b")

    assert_golden("fhir/guidance-mistakes.txt", str(error.value))
