"""The JSON interface gives what the library gives, and answers any body."""

import asyncio
import json
import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import nextsteps as ns
from nextsteps.service import api as api_module
from nextsteps.service import create_api
from nextsteps.situation.read import read_situation
from tests.golden import assert_golden
from tests.service.clients import TestClient

ROOT = Path(__file__).parents[2]
EXAMPLES = ("stuck_after_fourteen_weeks", "clinician_off_track_client")
POSTS = ("/recommend", "/questions", "/explain", "/score")
JSON = {"Content-Type": "application/json"}
MARK = "Zebulon"
client = TestClient(create_api())


def example(name):
    """The situation of an example, as the service takes it."""
    situation = read_situation(ROOT / "examples" / f"{name}.yaml")
    plan = ns.recommend(situation)
    return plan, plan.to_dict()["situation"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_recommendation_is_the_plan(name):
    """Byte for byte what `Plan.to_json` writes, so that `Plan.from_json` reads it."""
    plan, situation = example(name)

    answer = client.post("/recommend", json={"situation": situation})

    assert (200, plan.to_json()) == (answer.status_code, answer.text)
    assert plan == ns.Plan.from_json(answer.text)


def test_a_recommendation_does_not_wait_for_questions_that_nobody_wants():
    """
    What to ask takes nearly all of the time, and who is in danger needs the rest first.
    """
    asked = {"situation": {"suicidal_thoughts": True, "suicide_plan": True}, "questions": False}
    given = client.post("/recommend", json=asked).json()

    assert ns.recommend(asked["situation"]).to_dict(questions=False) == given


def test_questions_are_those_of_the_plan():
    """With how grave it is and could be."""
    plan, situation = example("stuck_after_fourteen_weeks")

    answer = client.post("/questions", json={"situation": situation}).json()

    whole = plan.to_dict()
    assert {"questions": whole["questions"], "safety": whole["safety"]} == answer


def test_explanations_are_those_of_the_plan():
    """Why, why not, and what would change it."""
    plan, situation = example("stuck_after_fourteen_weeks")
    given_ = plan.recommendations[0].id
    wanted = {
        ("why", given_): plan.why(given_),
        ("why_not", "keep-going"): plan.why_not("keep-going"),
        ("what_would_change", "switch-therapist"): plan.what_would_change("switch-therapist"),
    }

    for (ask, step), explanation in wanted.items():
        asked = {"situation": situation, "recommendation": step, "ask": ask}
        answer = client.post("/explain", json=asked)
        assert (200, explanation.to_json()) == (answer.status_code, answer.text)


def test_a_score_says_what_it_means():
    """And that an answer above zero to the item about self-harm calls for a talk."""
    asked = {"measure": "PHQ9", "answers": [1, 2, 0, 3, 1, 1, 2, 0, 1]}

    answer = client.post("/score", json=asked).json()

    assert ("phq-9", 11, "moderate", True, True) == (
        answer["measure"],
        answer["total"],
        answer["band"],
        answer["is_case"],
        answer["ask_about_self_harm"],
    )


def test_a_number_is_whole_however_json_writes_it():
    """JSON has one kind of numbers: 31.0 is 31, for a client in another language writes that."""
    whole = client.post("/recommend", json={"situation": {"age": 31, "weeks_in_therapy": 14}})
    broken = client.post("/recommend", json={"situation": {"age": 31.5, "weeks_in_therapy": 1e99}})
    same = client.post(
        "/recommend",
        content=b'{"situation": {"age": 31.0, "weeks_in_therapy": 1.4e1}}',
        headers=JSON,
    )

    assert (200, whole.text) == (same.status_code, same.text)
    assert ["S202", "S203"] == [one["code"] for one in broken.json()["errors"]]


def test_what_is_always_the_same_can_be_read():
    """The vocabulary, the versions, and that it is well."""
    facts = client.get("/facts").json()
    version = client.get("/version").json()

    assert [fact["name"] for fact in facts["facts"]] == list(ns.Situation.vocabulary().facts)
    assert "nausea" in facts["lists"]["side_effects"]
    assert version["library"] == ns.__version__
    assert version["rulebook"]["content_hash"] == ns.Rulebook.default().content_hash
    assert client.get("/health").json() == {"status": "ok"}


def test_the_openapi_document_names_every_call_and_fact():
    """Its references all lead somewhere, and lists are among the facts."""
    document = client.get("/openapi.json").json()
    text = json.dumps(document)
    schemas = document["components"]["schemas"]
    names = {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]}

    assert "3.1.0" == document["openapi"]
    assert names <= schemas.keys()
    assert set(document["paths"]) == {route.path for route in client.app.routes}
    facts = schemas["Situation"]["properties"]
    assert {*ns.Situation.vocabulary().facts, "side_effects", "measures"} <= facts.keys()


def test_other_methods_are_refused_with_those_that_there_are():
    """On every path of the document, as an error like any other."""
    document = client.get("/openapi.json").json()
    every = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"}

    for path, operations in document["paths"].items():
        known = {method.upper() for method in operations}
        for method in every - known:
            answer = client.request(method, path)
            assert (405, known) == (
                answer.status_code,
                set(answer.headers["Allow"].split(", ")) - {"HEAD"},
            )
            assert ["W105"] == [one["code"] for one in answer.json()["errors"]]


@pytest.mark.parametrize("name", EXAMPLES)
def test_answers_have_the_shapes_that_are_published(name):
    """A plan with and without its questions, each explanation, a score, and what is fixed."""
    document = client.get("/openapi.json").json()
    plan, situation = example(name)
    about = {"situation": situation, "recommendation": "switch-therapist"}
    asked = {
        "/recommend": [{"situation": situation}, {"situation": situation, "questions": False}],
        "/questions": [{"situation": situation}],
        "/explain": [
            about | {"recommendation": plan.recommendations[0].id},
            *(about | {"ask": ask} for ask in ("why_not", "what_would_change")),
        ],
        "/score": [{"measure": "phq-9", "total": 11}, {"measure": "core-10", "total": 12}],
    }
    answers = [(path, client.post(path, json=body)) for path in asked for body in asked[path]]
    answers += [(path, client.get(path)) for path in ("/facts", "/health", "/version")]

    for path, answer in answers:
        [operation] = document["paths"][path].values()
        shape = operation["responses"][str(answer.status_code)]["content"]["application/json"]
        whole = shape["schema"] | {"components": document["components"]}
        assert [] == [one.message for one in Draft202012Validator(whole).iter_errors(answer.json())]
    assert {200} == {answer.status_code for _, answer in answers}


FAULTS = {
    "several-at-once": (
        "/recommend",
        '{"situation": {"agee": 3,\n "age": 300, "no_progress": "yes",\n "side_effects": ["x"]}}',
    ),
    "not-json": ("/recommend", '{"situation": {'),
    "twice": ("/recommend", '{"situation": {"age": 3, "age": 4}}'),
    "not-a-number": ("/recommend", '{"situation": {"age": NaN}}'),
    "no-situation": ("/questions", "{}"),
    "a-list": ("/questions", "[]"),
    "unknown-recommendation": (
        "/explain",
        '{"situation": {}, "recommendation": "switch-therapis", "ask": "why_not"}',
    ),
    "not-given": (
        "/explain",
        '{"situation": {}, "recommendation": "switch-therapist"}',
    ),
    "unknown-measure": ("/score", '{"measure": "phq-99"}'),
    "score-out-of-range": ("/score", '{"measure": "phq-9", "answers": [4, 0, 0]}'),
}


def test_errors_are_told_all_at_once_with_code_place_and_help():
    """As the library tells them."""
    told = []
    for name, (path, body) in FAULTS.items():
        answer = client.post(path, content=body, headers=JSON)
        shown = json.dumps(answer.json(), ensure_ascii=False, indent=1)
        told.append(f"# {name}: POST {path}\n{body}\n{answer.status_code}\n{shown}\n")

    assert_golden("service/errors.txt", "\n".join(told))


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=9)
    | st.sampled_from(["phq-9", "talk-to-therapist", "why", "what_would_change", "2026-11-01"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=5)
            | st.sampled_from(["age", "measures", "tried", "as_of", "measure", "side_effects"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
BODIES = st.binary(max_size=40) | (
    VALUES
    | st.fixed_dictionaries(
        {},
        optional={
            "situation": VALUES,
            "recommendation": VALUES,
            "ask": VALUES,
            "measure": VALUES,
            "answers": VALUES,
            "total": VALUES,
        },
    )
).map(lambda value: json.dumps(value).encode())


@settings(max_examples=50)
@given(st.sampled_from(POSTS), BODIES)
def test_no_body_is_a_fault_of_the_service(path, body):
    """Whatever it says, the answer is JSON and no 5xx."""
    answer = client.post(path, content=body, headers=JSON)

    assert answer.status_code in (200, 400, 422)
    assert answer.status_code == 200 or all(one["code"] for one in answer.json()["errors"])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"\xef\xbb\xbf{}",
        b"\0",
        b"[" * 100_000,
        b'{"a":' * 30_000,
        b'{"situation": {"age": ' + b"9" * 5000 + b"}}",
        b'{"situation": {"postcode": "\\ud800"}}',
        b'{"situation": {"\\ud800": 1}}',
        b'{"situation":\t{"agee":\t1}}',
        b'{"situation": {"weeks_in_therapy": 1e999}}',
        json.dumps({"situation": {f"f{n}": n for n in range(9000)}}).encode(),
    ],
    ids=range(12),
)
def test_bodies_that_break_readers_are_refused(body):
    """What is empty, deep, huge, cut or half a character."""
    assert client.post("/recommend", content=body, headers=JSON).status_code in (400, 422)


def test_a_body_too_large_or_of_another_kind_is_refused():
    """Before it is read."""
    large = client.post("/recommend", content=b" " * 200_001, headers=JSON)
    other = client.post("/recommend", content=b"{}", headers={"Content-Type": "text/plain"})
    nowhere, method = client.get("/nowhere"), client.get("/recommend")

    assert [(413, "W101"), (415, "W102"), (404, "W105"), (405, "W105")] == [
        (one.status_code, one.json()["errors"][0]["code"])
        for one in (large, other, nowhere, method)
    ]


def test_a_slow_or_broken_body_is_refused():
    """So that nobody holds a place for ever."""
    app = create_api(body_seconds=0.02)

    assert 408 == asyncio.run(_status(app, _never))
    assert 400 == asyncio.run(_status(app, _gone))


def test_with_its_hands_full_it_says_so():
    """The call beyond `at_once` is a 503 with when to try again; afterwards all is well."""
    app = create_api(at_once=1, body_seconds=0.05)

    async def both():
        slow = asyncio.create_task(_status(app, _never))
        await asyncio.sleep(0.01)
        return await _status(app, _gone), await slow, await _status(app, _gone)

    assert (503, 408, 400) == asyncio.run(both())


async def _never():
    await asyncio.sleep(5)


async def _gone():
    return {"type": "http.disconnect"}


async def _status(app, receive):
    sent = []

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/recommend",
        "headers": [(b"content-type", b"application/json")],
        "query_string": b"",
    }
    await app(scope, receive, send)
    return sent[0]["status"]


def test_a_fault_of_ours_tells_nobody_what_was_said(monkeypatch, caplog):
    """A 500 and a log line with the kind and place of the error, never its message."""

    def failing(*_):
        raise RuntimeError(MARK)

    monkeypatch.setattr(api_module.answers, "recommended", failing)
    broken = TestClient(create_api())
    with caplog.at_level(logging.DEBUG):
        answer = broken.post("/recommend", json={"situation": {}})

    assert (500, "W107") == (answer.status_code, answer.json()["errors"][0]["code"])
    assert "RuntimeError" in caplog.text
    assert MARK not in answer.text + caplog.text


MARKED = [
    {MARK: 1},
    {"situation": {MARK: 1, "age": MARK, "side_effects": [MARK], "in_therapy": MARK}},
    {"situation": {"tried": {MARK: MARK}, "cannot_say": [MARK], "as_of": MARK}},
    {"situation": {"measures": [{"measure": MARK, MARK: 1, "week": MARK, "total": 3}]}},
    {"situation": {"measures": [{"measure": MARK, "week": 1, "total": 3}]}},
    {"situation": {"measures": [{"measure": MARK}]}},
    {"situation": {"measures": [{"measure": "phq-9", "week": 1, "total": 3, "norms": MARK}]}},
    {"situation": {}, "recommendation": MARK, "ask": "why_not"},
    {"situation": {}, "recommendation": MARK},
    {"situation": {}, "recommendation": "keep-going", "ask": MARK, "to": MARK},
    {"measure": MARK},
    {"measure": "phq-9", "total": 3, "norms": MARK},
]


@pytest.mark.parametrize("path", POSTS)
def test_errors_and_logs_repeat_nothing_of_the_caller(path, caplog):
    """Values, and names that are none of ours, may be a person's."""
    with caplog.at_level(logging.DEBUG, logger="nextsteps"):
        for body in MARKED:
            answer = client.post(path, json=body)
            assert 422 == answer.status_code
            assert MARK not in answer.text
    assert MARK not in caplog.text


class Ward(ns.Situation):
    """A vocabulary with a fact more."""

    likes_tea: bool | None = ns.fact("Do they like tea?", topic="tea")


def test_another_vocabulary_is_read_and_described():
    """A rulebook may bring facts of its own."""
    own = TestClient(create_api(ns.Rulebook.load(ROOT / "tests" / "sketch", situation=Ward)))

    answer = own.post("/recommend", json={"situation": {"likes_tea": True}})
    document = own.get("/openapi.json").json()

    assert {"likes_tea": True} == answer.json()["situation"]
    assert "likes_tea" in document["components"]["schemas"]["Situation"]["properties"]
