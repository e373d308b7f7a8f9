"""A patient's record becomes a situation and cards, and what could not be used is told."""

import json
import logging
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nextsteps as ns
from nextsteps.cdshooks import check_discovery, check_request, check_response
from nextsteps.cdshooks.app import create_app
from nextsteps.questions import Candidates
from nextsteps.service import create_service, patient_view, situation_view
from nextsteps.service.cards import MAX_QUESTIONS, cards_of
from nextsteps.service.chart import Chart, chart_of
from nextsteps.service.hooks import PREFETCH, SITUATION_VIEW
from nextsteps.situation.read import read_situation
from tests.golden import assert_golden
from tests.service.clients import TestClient
from tests.service.records import (
    CALL,
    RECORD,
    TODAY,
    bundle,
    condition,
    medicine,
    score,
    session,
)
from tests.service.test_api import JSON, MARK, MARKED, ROOT, VALUES

URL = "/cds-services/next-steps"
DAY = date.fromisoformat(TODAY)
client = TestClient(create_app([patient_view(today=lambda: DAY)]))


def read(**prefetch):
    """The chart of some resources."""
    return chart_of(prefetch, ns.Rulebook.default(), DAY)


def told(cards):
    """Cards as a person reads them."""
    parts = [f"[{one['indicator']}] {one['summary']}\n\n{one['detail']}" for one in cards]
    return "\n---\n\n".join(parts)


def test_a_record_becomes_a_situation():
    """Scores, age, concern, medicine and sessions; no more than the record says."""
    chart = read(**RECORD)

    assert {
        "asker": "clinician",
        "age": 35,
        "concern_depression": True,
        "on_medication": True,
        "medication_class": "ssri",
        "sessions_attended": 14,
    } == chart.situation.facts()
    assert [(17, None), (18, {9: 1})] == [(one.total, one.item) for one in chart.situation.measures]


def test_what_could_not_be_used_is_told():
    """A panel's code, a pulse, asthma, a heart medicine, another visit, and nothing at all."""
    assert (
        "the record has nothing for `responses`",
        "Condition J45: no known ICD-10 code of a concern",
        "MedicationRequest C07AB02: no known ATC code of a psychiatric medicine",
        "encounters without a known CPT code of psychotherapy",
        "PHQ-9: the code is the panel's, not the score's",
        "observations without a known LOINC code of a score",
    ) == read(**RECORD).left_out


@pytest.mark.parametrize(
    ("resource", "reason"),
    [
        (condition("F33.1", truth="provisional"), "not known to be active and confirmed"),
        (condition("F33.1", status="?"), "not known to be active and confirmed"),
        (medicine("N06AB06", status="on-hold"), "not known to be taken now"),
        (medicine("N06AB06") | {"intent": "proposal"}, "no order to take it"),
        (medicine("N06AB06") | {"doNotPerform": True}, "no order to take it"),
        (condition("F33.1") | {"modifierExtension": [{"url": "-"}]}, "says more than is known"),
        (score("44261-6", 99, "2026-11-01"), "the total is 99"),
        (score("44261-6", 9, "2026-12-01"), "that day has not come yet"),
        (score("44261-6", 9, "2026"), "it has no full date"),
        (score("44261-6", 9, "2026-11-01", status="preliminary"), "it is not final"),
        (score("44261-6", None, "2026-11-01"), "no whole number"),
        (score("44260-8", 4, "2026-11-01"), "item 9: the answer is 4"),
        ({"resourceType": "Goal"}, "such resources are not read"),
        ("no resource", "no FHIR resource"),
        (
            {"resourceType": "Bundle", "link": [{"relation": "next", "url": "-"}]},
            "more results than the first page",
        ),
    ],
)
def test_doubt_is_told_and_not_taken_for_a_fact(resource, reason):
    """What is unsure, unfinished, impossible or cut is not used."""
    chart = read(scores=resource)

    assert {"asker": "clinician"} == chart.situation.facts()
    assert () == chart.situation.measures
    assert [True] == [reason in one for one in chart.left_out]


def test_a_whole_response_counts_more_than_a_total_that_does_not_fit():
    """Both are kept where they agree; where they differ the answers count, and that is told."""
    response = {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "authored": "2026-11-16",
        "item": [
            {
                "linkId": f"/{code}",
                "answer": [{"valueCoding": {"system": "http://loinc.org", "code": "LA6569-3"}}],
            }
            for code in (
                *("44250-9", "44255-8", "44259-0", "44254-1", "44251-7"),
                *("44258-2", "44252-5", "44253-3", "44260-8"),
            )
        ],
    }

    fits = read(responses=response, scores=score("44261-6", 9, "2026-11-16"))
    differs = read(responses=response, scores=score("44261-6", 12, "2026-11-16"))

    assert [(9, (1,) * 9)] == [(one.total, one.answers) for one in fits.situation.measures]
    assert [(None, (1,) * 9)] == [(one.total, one.answers) for one in differs.situation.measures]
    assert () == fits.left_out
    assert ["phq-9 of 2026-11-16: the total of 12 is not the sum of the answers, which count"] == [
        *differs.left_out
    ]


def test_of_two_scores_of_one_day_the_worse_counts():
    """And it is told that there were two."""
    both = bundle(score("44261-6", 9, "2026-11-16"), score("44261-6", 20, "2026-11-16"))

    chart = read(scores=both)

    assert [20] == [one.total for one in chart.situation.measures]
    assert ("PHQ-9 of 2026-11-16: two totals, and the worse one counts",) == chart.left_out


def test_several_kinds_of_medicine_are_no_kind():
    """That some is taken is still known."""
    chart = read(requests=bundle(medicine("N06AB06"), medicine("N05AN01")))

    assert {"asker": "clinician", "on_medication": True} == chart.situation.facts()
    assert ("the kind of medicine, for there are several: lithium, ssri",) == chart.left_out


def test_sessions_are_not_counted_where_some_might_be_among_other_visits():
    """Too small a number would speak for giving it more time."""
    uncoded = {"resourceType": "Encounter", "status": "finished"}
    chart = read(sessions=bundle(session(), session(), uncoded))

    assert chart.situation.sessions_attended is None
    assert "the number of sessions: at least 2" in chart.left_out


def test_the_cards_of_a_record():
    """Ranked, with why, and a last one that says what they rest on."""
    answer = client.post(URL, json=CALL)

    cards = answer.json()["cards"]
    assert 200 == answer.status_code
    assert () == check_response(answer.json())
    assert_golden("service/cards-of-a-record.md", told(cards))


@pytest.mark.parametrize(
    "name", ["plan_to_end_life", "clinician_off_track_client", "stuck_after_fourteen_weeks"]
)
def test_the_cards_of_the_examples(name):
    """Danger is critical and first; every step for the same day has a card."""
    situation = read_situation(ROOT / "examples" / f"{name}.yaml").with_facts(asker="clinician")
    plan = ns.recommend(situation)

    cards = [one.to_dict() for one in cards_of(plan, Chart(situation, (), ()))]

    urgent = [one for one in plan.recommendations if one.urgency in ("emergency", "same_day")]
    assert len(urgent) <= sum(one["indicator"] == "critical" for one in cards)
    assert () == check_response({"cards": cards})
    assert_golden(f"service/cards-{name}.md", told(cards))


def whole_cards(facts, patient=None):
    """The plan of a clinician, and its cards as JSON."""
    situation = ns.Situation.model_validate({"asker": "clinician"} | facts)
    plan = ns.recommend(situation)
    return plan, [one.to_dict() for one in cards_of(plan, Chart(situation, (), ()), patient)]


def test_a_whole_card():
    """With the Task that it suggests, why one may say no, and where to read more."""
    _, cards = whole_cards({"no_progress": True, "weeks_in_therapy": 14}, "p1")

    assert_golden("service/card.json", json.dumps(cards[0], ensure_ascii=False, indent=1))


def tasks_in(cards):
    """The Tasks that cards suggest, by recommendation."""
    return {
        card["source"]["topic"]["code"]: action["resource"]
        for card in cards
        for suggestion in card.get("suggestions", [])
        for action in suggestion["actions"]
    }


@pytest.mark.parametrize(
    "facts",
    [
        {"suicide_plan": True},
        {"suicidal_thoughts": True},
        {"no_progress": True, "on_medication": True, "medication_adherence": "stopped"},
    ],
)
def test_tasks_are_suggested_for_what_can_wait_for_one(facts):
    """Not for a warning, which nobody ticks off, and not for what is to be done now."""
    plan, cards = whole_cards(facts)

    shown = {card["source"]["topic"]["code"] for card in cards}
    assert [
        step.id
        for step in plan.recommendations
        if step.id in shown and step.kind == "action" and step.urgency != "emergency"
    ] == list(tasks_in(cards))


def test_a_task_names_the_patient_where_one_is_known_and_nobody_else():
    """What the call does not say is not made up: no author, no owner, no time."""
    facts = {"no_progress": True, "weeks_in_therapy": 14}
    own = {"resourceType", "status", "intent", "priority", "code", "description"}

    for patient, more in ((None, set()), ("p1", {"for"})):
        tasks = tasks_in(whole_cards(facts, patient)[1]).values()
        assert [own | more] * len(tasks) == [set(task) for task in tasks]
        assert {("draft", "proposal")} == {(task["status"], task["intent"]) for task in tasks}


@pytest.mark.parametrize("name", ["teenager_self_harm", "good_progress", "plan_to_end_life"])
def test_cards_search_for_no_more_questions_than_they_show(name, monkeypatch):
    """The first about danger, as the plan has them; what else matters would take far longer."""
    situation = read_situation(ROOT / "examples" / f"{name}.yaml").with_facts(asker="clinician")
    plan = ns.recommend(situation)
    wanted = [one for one in plan.questions if one.level is not None][:MAX_QUESTIONS]
    searched = []
    search = Candidates.is_worth_asking

    def watched(self, question):
        searched.append(question)
        return search(self, question)

    monkeypatch.setattr(Candidates, "is_worth_asking", watched)
    cards = cards_of(plan, Chart(situation, (), ()))

    if plan.safety.at_least == "emergency":  # then there is no time for any
        wanted = []
    asked = [one for one in searched if one.question in (cards[-1].detail or "")]
    assert wanted == asked
    assert wanted[-1:] == searched[-1:]
    assert all(one.level is not None for one in searched)


def test_without_any_prefetch_the_cards_say_so():
    """Nothing is needed, and nothing is made up."""
    bare = {name: value for name, value in CALL.items() if name != "prefetch"}

    cards = client.post(URL, json=bare).json()["cards"]

    assert all(
        f"`{key}` was not fetched" in cards[-1]["detail"].replace("\\", "") for key in PREFETCH
    )
    assert "warning" == cards[-1]["indicator"]


def test_a_patient_who_has_died_gets_no_cards():
    """Whatever else the record says."""
    dead = RECORD["patient"] | {"deceasedDateTime": "2026-11-01"}

    answer = client.post(URL, json=CALL | {"prefetch": RECORD | {"patient": dead}})

    assert {"cards": []} == answer.json()


NOISE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["resourceType", "code", "coding", "status", "entry", "resource", "item", "answer"]
            ),
            inner | st.sampled_from(["Condition", "Observation", "Encounter", "final", "active"]),
            max_size=4,
        )
    ),
    max_leaves=10,
)


@st.composite
def damaged_records(draw):
    """The record with one part anywhere replaced."""
    record = json.loads(json.dumps(RECORD))
    part = record
    while True:
        steps = list(part) if isinstance(part, dict) else list(range(len(part)))
        step = draw(st.sampled_from(steps))
        inner = part[step]
        if not inner or not isinstance(inner, dict | list) or draw(st.integers(0, 3)) == 0:
            part[step] = draw(NOISE)
            return record
        part = inner


@settings(max_examples=100)
@given(damaged_records())
def test_no_record_is_too_strange_to_read(record):
    """A situation comes out that the rulebook takes, whatever a resource holds."""
    chart = chart_of(record, ns.Rulebook.default(), DAY)

    assert ns.Rulebook.default().rank(chart.situation)


def test_one_app_serves_both():
    """What `nextsteps serve` runs: discovery as the standard says, and plain JSON."""
    both = TestClient(create_service())

    found = both.get("/cds-services").json()

    assert () == check_discovery(found)
    assert 200 == both.post("/recommend", json={"situation": {}}).status_code
    assert 404 == both.get("/nowhere").status_code


SITUATION_URL = "/cds-services/next-steps-for-a-situation"
told_client = TestClient(create_app([situation_view()]))


def told_call(situation, **more):
    """A call of the hook that brings a situation."""
    context = {"situation": situation} | more
    return {"hook": SITUATION_VIEW, "hookInstance": CALL["hookInstance"], "context": context}


def test_a_situation_in_the_context_gets_the_cards_of_its_plan():
    """The hook of our own, for clients without a record; a clinician reads them unless told."""
    facts = {"no_progress": True, "weeks_in_therapy": 14.0, "concerns": ["depression"]}
    call = told_call(facts, patientId="p1", userId="Practitioner/7")

    answer = told_client.post(SITUATION_URL, json=call)

    situation = ns.Situation.model_validate(facts | {"asker": "clinician"})
    cards = cards_of(ns.recommend(situation), Chart(situation, (), ()), "p1")
    assert (200, [one.to_dict() for one in cards]) == (answer.status_code, answer.json()["cards"])
    assert () == check_request(call)
    assert () == check_response(answer.json())


def test_who_asks_is_as_the_situation_says():
    """A client's app shows cards in a client's words."""
    facts = {"suicide_plan": True, "asker": "client"}

    cards = told_client.post(SITUATION_URL, json=told_call(facts)).json()["cards"]

    steps = ns.recommend(facts).recommendations
    assert [step.title for step in steps[:2]] == [
        one["summary"].partition(": ")[2] for one in cards[:2]
    ]


CONTEXTS = {
    "several-at-once": {"situation": {"agee": 1, "age": 300, "side_effects": ["x"]}, "more": 1},
    "nothing-known": {"situation": {}, "userId": "Practitioner/7"},
    "no-situation": {"patientId": "p1"},
    "not-a-mapping": {"situation": ["age"]},
    "ids-that-are-none": {"situation": {"age": 3}, "patientId": "a/b", "userId": "7"},
    "a-context-too-large": {"situation": {"country": "x" * 200_000}},
    "a-score-that-is-none": {
        "situation": {"measures": [{"measure": "phq-9", "week": 1, "total": 99}]}
    },
}


def test_what_is_wrong_with_such_a_context_is_told_all_at_once():
    """With the codes of the library, and nothing that might be a person's."""
    shown = []
    for name, context in CONTEXTS.items():
        answer = told_client.post(SITUATION_URL, json=told_call({}) | {"context": context})
        says = [one["details"]["text"] for one in answer.json()["issue"]]
        shown.append("\n".join([f"# {name}: {answer.status_code}", *says]))
        assert "agee" not in answer.text

    assert_golden("service/contexts.txt", "\n\n".join(shown) + "\n")


@pytest.mark.parametrize("body", MARKED[1:7], ids=range(6))
def test_what_is_told_of_such_a_context_repeats_nothing_of_it(body, caplog):
    """Names that are none of ours, and values, may be a person's."""
    context = body | {MARK: 1, "patientId": f"{MARK} {MARK}", "userId": MARK}

    with caplog.at_level(logging.DEBUG, logger="nextsteps"):
        answer = told_client.post(SITUATION_URL, json=told_call({}) | {"context": context})

    assert 400 == answer.status_code
    assert MARK not in answer.text + caplog.text


@settings(max_examples=50)
@given(VALUES | st.fixed_dictionaries({"situation": VALUES}, optional={"patientId": VALUES}))
def test_no_context_is_a_fault_of_the_service(context):
    """Whatever stands there: cards, or all that is wrong."""
    text = json.dumps(told_call({}) | {"context": context})

    answer = told_client.post(SITUATION_URL, content=text, headers=JSON)

    assert answer.status_code in (200, 400)


def test_a_publisher_names_the_hook_after_a_domain():
    """As the standard wants it; ours begins with the project's name, for want of one."""
    own = situation_view(hook="org.example.situation-view")
    listed = TestClient(create_app([own])).get("/cds-services").json()

    assert () == check_discovery(listed)
    assert "org.example.situation-view" == listed["services"][0]["hook"]
