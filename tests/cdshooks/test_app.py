"""The server answers as the standard says, whatever comes in."""

import asyncio
import json
import logging
import subprocess
import sys
import threading
import time
import urllib.request
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples.cds_hooks_service import app as example
from examples.cds_hooks_service import weight_reminder
from nextsteps.cdshooks import (
    Card,
    HookResponse,
    Source,
    Suggestion,
    check_discovery,
    check_response,
    filled,
)
from nextsteps.cdshooks.app import (
    FeedbackStore,
    InvalidContextError,
    MissingDataError,
    create_app,
    service,
)
from nextsteps.cdshooks.tokens import Issuer, TokenVerifier
from tests.cdshooks.clients import BASE, ISS, NOW, jwks, token
from tests.cdshooks.messages import FEEDBACK, INSTANCE, REQUEST, changed, damaged

with warnings.catch_warnings():
    # The test client warns that its HTTP library has a successor: not this project's business.
    warnings.filterwarnings("ignore", message="Using `httpx`")
    from starlette.testclient import TestClient

CALL = {
    "hook": "patient-view",
    "hookInstance": INSTANCE,
    "context": {"userId": "Practitioner/7", "patientId": "p1"},
    "prefetch": {"patient": {"resourceType": "Patient", "id": "p1"}},
}
URL = "/cds-services/greet"
JSON = {"Content-Type": "application/json"}


@service(
    "greet",
    "patient-view",
    title="Greeting",
    description="Greets",
    prefetch={"patient": "Patient/{{context.patientId}}"},
)
def greet(request):
    """One card with one suggestion."""
    return [
        Card(
            summary=f"Hello {request.prefetch['patient']['id']}",
            indicator="info",
            source=Source(label="Example"),
            suggestions=(Suggestion(label="Wave"),),
            selection_behavior="any",
        )
    ]


def client(*services, **options):
    return TestClient(create_app(services or [greet], **options), raise_server_exceptions=True)


def outcome(answer):
    """The sentences of an answer that says no, which is an OperationOutcome."""
    said = answer.json()
    assert "OperationOutcome" == said["resourceType"]
    return [one["details"]["text"] for one in said["issue"]]


def test_the_services_are_listed():
    """And the list is what the standard wants."""
    answer = client().get("/cds-services")

    assert 200 == answer.status_code
    assert () == check_discovery(answer.content)
    assert ["greet"] == [one["id"] for one in answer.json()["services"]]


def test_no_services_are_an_empty_list():
    """With 200."""
    assert {"services": []} == TestClient(create_app([])).get("/cds-services").json()


def test_a_call_is_answered_with_cards():
    """And the answer is what the standard wants."""
    answer = client().post(URL, json=CALL)

    assert 200 == answer.status_code
    assert [] == [one for one in check_response(answer.content) if one.level == "SHALL"]
    assert "Hello p1" == answer.json()["cards"][0]["summary"]


def test_nothing_to_say_is_an_empty_list_of_cards():
    """A service may return nothing, as cards or as a response, sync or async."""

    @service("quiet", "patient-view", description="Says nothing")
    async def quiet(request):
        return HookResponse(cards=())

    assert {"cards": []} == client(quiet).post("/cds-services/quiet", json=CALL).json()


def test_one_id_may_answer_several_hooks():
    """The hook of the call decides; one that is not offered is refused."""
    one = service("both", "patient-view", description="a")(lambda _: [])
    other = service("both", "encounter-start", description="b")(
        lambda _: [Card(summary="b", indicator="info", source=Source(label="x"))]
    )
    start = changed(CALL, "context", encounterId="e1") | {"hook": "encounter-start"}
    both = client(one, other)

    assert [] == both.post("/cds-services/both", json=CALL).json()["cards"]
    assert "b" == both.post("/cds-services/both", json=start).json()["cards"][0]["summary"]
    discharge = start | {"hook": "encounter-discharge"}
    assert 400 == both.post("/cds-services/both", json=discharge).status_code


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (b"", 400, "not JSON"),
        (b"{", 400, "not JSON"),
        (b"\xff\xfe", 400, "not JSON"),
        (b'{"hook": NaN}', 400, "not JSON"),
        (b"[" * 100_000, 400, "not JSON"),
        (b'"\\ud800"', 400, "not JSON"),
        (b"[]", 400, "not an object"),
        (b"null", 400, "not an object"),
        (b"{}", 400, "/hookInstance: it is missing"),
        (json.dumps(changed(CALL, hookInstance="1")).encode(), 400, "/hookInstance"),
        (json.dumps(changed(CALL, "context", patientId=None)).encode(), 400, "/context/patientId"),
        (json.dumps(CALL | {"fhirAuthorization": {}}).encode(), 200, ""),
        (json.dumps(REQUEST | {"fhirServer": "ehr"}).encode(), 400, "/fhirServer"),
        (json.dumps(CALL | {"prefetch": {"anything": 3}}).encode(), 400, "/prefetch/*"),
        (json.dumps(changed(CALL, prefetch=None)).encode(), 412, "prefetch `patient` is missing"),
    ],
)
def test_a_call_that_is_no_call_is_told_why(body, status, says):
    """400 for what the standard does not allow, 412 for what cannot be got."""
    answer = client().post(URL, content=body, headers=JSON)

    assert status == answer.status_code
    if status != 200:
        assert says in " ".join(outcome(answer))


def test_all_problems_of_a_call_are_told_together():
    """Three members, three sentences."""
    assert 3 == len(outcome(client().post(URL, json={"locale": "de"})))


def test_optional_members_that_are_null_are_no_reason_to_say_nothing():
    """Many clients send null for "none"; a null in prefetch means that there is no data."""
    call = changed(CALL, "context", encounterId="e") | {"fhirServer": None, "extension": {}}
    call["context"]["encounterId"] = None

    assert 200 == client().post(URL, json=call).status_code


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/cds-services/none", 404),
        ("POST", "/cds-services/none/feedback", 404),
        ("POST", "/cds-services/greet/feedback", 404),
        ("GET", "/", 404),
        ("GET", "/cds-services/greet", 405),
        ("POST", "/cds-services", 405),
        ("PUT", "/cds-services/greet", 405),
    ],
)
def test_what_is_not_there_is_said(method, path, status):
    """With an OperationOutcome too."""
    answer = client().request(method, path, json=CALL)

    assert status == answer.status_code
    assert outcome(answer)


def test_only_json_is_read():
    """A form of another page could be sent without asking; JSON cannot."""
    assert 415 == client().post(URL, content=json.dumps(CALL)).status_code
    kind = {"Content-Type": "text/plain"}
    assert 415 == client().post(URL, content=json.dumps(CALL), headers=kind).status_code
    kind = {"Content-Type": "application/json; charset=utf-8"}
    assert 200 == client().post(URL, content=json.dumps(CALL), headers=kind).status_code


def test_a_large_body_is_refused_before_it_is_read():
    """By its stated length, and by what comes when none is stated."""
    small = client(max_bytes=1000)

    assert 413 == small.post(URL, content=b" " * 1001, headers=JSON).status_code
    parts = (b" " * 100 for _ in range(100_000))
    assert 413 == small.post(URL, content=parts, headers=JSON).status_code
    lying = JSON | {"Content-Length": "9" * 5000}
    assert 413 == small.post(URL, content=b"{}", headers=lying).status_code


def test_a_body_that_does_not_come_is_not_waited_for():
    """A slow client gets 408."""
    app = create_app([greet], body_seconds=0.05)
    sent = []

    async def receive():
        await asyncio.sleep(60)

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "path": URL, "raw_path": b"",
        "root_path": "", "query_string": b"", "scheme": "http", "server": ("t", 80),
        "headers": [(b"content-type", b"application/json")],
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))

    assert 408 == sent[0]["status"]


@pytest.mark.parametrize(
    ("prefetch", "status"),
    [
        (None, 412),
        ({"other": None}, 412),
        ({"patient": {"resourceType": "OperationOutcome"}}, 412),
        ({"patient": None}, 200),
    ],
)
def test_missing_data_is_a_412_and_no_data_is_an_answer(prefetch, status):
    """An error in the place of data is missing data; null says that there is none."""

    @service("count", "patient-view", description="c", prefetch={"patient": "Patient/1"})
    def count(request):
        return []

    answer = client(count).post("/cds-services/count", json=changed(CALL, prefetch=prefetch))

    assert status == answer.status_code


def test_missing_data_is_fetched_when_there_is_a_way():
    """Only what is missing, by its template; what can't be got is a 412."""
    asked = []

    def fetch(request, templates):
        asked.append({key: filled(one, request) for key, one in templates.items()})
        return {"patient": {"resourceType": "Patient", "id": "got"}}

    def fetch_nothing(request, templates):
        return {}

    bare = changed(CALL, prefetch=None)

    assert "Hello got" == client(fetch=fetch).post(URL, json=bare).json()["cards"][0]["summary"]
    assert "Hello p1" == client(fetch=fetch).post(URL, json=CALL).json()["cards"][0]["summary"]
    assert [{"patient": "Patient/p1"}] == asked
    assert 412 == client(fetch=fetch_nothing).post(URL, json=bare).status_code


def test_a_service_may_say_itself_what_it_lacks():
    """Where only the data shows what else is needed."""

    @service("deep", "patient-view", description="d", prefetch={"a": "Patient/1"}, needs=())
    def deep(request):
        raise MissingDataError("a")

    answer = client(deep).post("/cds-services/deep", json=CALL)

    assert (412, ["prefetch `a` is missing, and cannot be fetched"]) == (
        answer.status_code,
        outcome(answer),
    )


def test_a_service_may_say_what_is_wrong_with_the_context_of_a_hook_of_its_own():
    """All of it at once; nothing else knows what such a hook promises."""

    @service("own", "org.example.look", description="d")
    def own(request):
        raise InvalidContextError("/context/a: it is missing", "/context/b: there is no such thing")

    call = changed(CALL, hook="org.example.look")
    answer = client(own).post("/cds-services/own", json=call)

    assert (400, ["/context/a: it is missing", "/context/b: there is no such thing"]) == (
        answer.status_code,
        outcome(answer),
    )


def test_needs_that_nobody_is_asked_for_are_refused():
    """A slip in a key would mean 412 for ever."""
    with pytest.raises(ValueError, match="patinet"):
        service("a", "patient-view", description="a", needs=["patinet"])(lambda _: [])


@pytest.mark.parametrize("twice", [[greet, greet], [service("a b", "x-y", description="d")(greet)]])
def test_services_that_cannot_be_told_apart_or_reached_are_refused(twice):
    """At the start, not at the first call."""
    with pytest.raises(ValueError, match="discovery"):
        create_app(twice)


def test_feedback_is_kept_once(tmp_path):
    """A report that comes twice is acknowledged twice."""
    store = FeedbackStore(tmp_path / "feedback.db")
    kept = client(store=store)
    for _ in range(2):
        assert 200 == kept.post(f"{URL}/feedback", json=FEEDBACK).status_code

    assert FEEDBACK["feedback"] == [one.feedback.to_dict() for one in store]
    assert {"greet"} == {one.service for one in store}


def test_feedback_with_a_fault_is_kept_not_at_all():
    """All of a report or nothing."""
    store = FeedbackStore()
    report = changed(FEEDBACK, "feedback", 1, outcome="ignored")
    answer = client(store=store).post(f"{URL}/feedback", json=report)

    assert 400 == answer.status_code
    assert "/feedback/1/outcome" in outcome(answer)[0]
    assert [] == list(store)


def test_cards_can_be_reported_on_where_feedback_is_kept():
    """Each card and suggestion gets an identifier, another one each time."""
    seen = set()
    for _ in range(2):
        card = client(store=FeedbackStore()).post(URL, json=CALL).json()["cards"][0]
        seen |= {card["uuid"], card["suggestions"][0]["uuid"]}

    assert 4 == len(seen)
    assert "uuid" not in client().post(URL, json=CALL).json()["cards"][0]


def test_comments_can_be_left_out():
    """They may name people."""
    store = FeedbackStore(keep_comments=False)
    client(store=store).post(f"{URL}/feedback", json=FEEDBACK)

    assert "next week" not in str([one.feedback.to_dict() for one in store])
    assert "later" in str([one.feedback.to_dict() for one in store])


WRITER = """
import sys
from nextsteps.cdshooks import FeedbackReport
from nextsteps.cdshooks.app import FeedbackStore
store = FeedbackStore(sys.argv[1])
for number in range(1_000_000):
    store.add("s", FeedbackReport.read({"feedback": [{"card": str(number),
        "outcome": "overridden", "outcomeTimestamp": "2026-11-02T09:16:00Z"}] }))
    print(number, flush=True)
"""


def test_what_was_acknowledged_survives_a_kill(tmp_path):
    """The process is killed while it writes."""
    path = str(tmp_path / "feedback.db")
    writer = subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE)
    acknowledged = [int(writer.stdout.readline()) for _ in range(50)]
    writer.kill()
    acknowledged += [int(line) for line in writer.stdout.read().splitlines() if line]
    writer.wait()
    writer.stdout.close()

    assert set(map(str, acknowledged)) <= {one.feedback.card for one in FeedbackStore(path)}


@pytest.fixture
def guarded():
    verifier = TokenVerifier([Issuer(ISS, keys=jwks())], now=lambda: NOW)
    return client(verifier=verifier, base_url=BASE, store=FeedbackStore())


def test_every_endpoint_wants_a_token_of_its_own(guarded):
    """For its URL, and once."""
    report = f"{URL}/feedback"
    calls = [("GET", "/cds-services", None), ("POST", URL, CALL), ("POST", report, FEEDBACK)]
    for number, (method, path, body) in enumerate(calls):
        shown = {"Authorization": token(path, jti=f"n{number}")}

        assert 401 == guarded.request(method, path, json=body).status_code
        assert 200 == guarded.request(method, path, json=body, headers=shown).status_code
        again = guarded.request(method, path, json=body, headers=shown)
        assert (401, ["the token was used before"]) == (again.status_code, outcome(again))
        assert "invalid_token" in again.headers["www-authenticate"]
        wrong = {"Authorization": token("/cds-services/x", jti=f"m{number}")}
        assert 401 == guarded.request(method, path, json=body, headers=wrong).status_code


def test_a_stranger_does_not_learn_which_services_there_are(guarded):
    """Without a token, a service that is not there is a 401 like any other."""
    for path in ("/cds-services/none", "/cds-services/none/feedback", URL):
        assert 401 == guarded.post(path, json=CALL).status_code
    shown = {"Authorization": token("/cds-services/none")}
    assert 404 == guarded.post("/cds-services/none", json=CALL, headers=shown).status_code


def test_a_verifier_needs_to_know_its_own_address():
    """Or tokens for other services would do."""
    with pytest.raises(ValueError, match="base_url"):
        create_app([greet], verifier=TokenVerifier([]))


@pytest.mark.parametrize("path", ["/cds-services", URL, f"{URL}/feedback"])
def test_named_pages_may_call_and_no_others(path):
    """Each endpoint answers the question that browsers ask first."""
    page = client(origins=["https://ehr.example.org"], store=FeedbackStore())
    asking = {
        "Access-Control-Request-Method": "GET" if path == "/cds-services" else "POST",
        "Access-Control-Request-Headers": "authorization, content-type",
    }
    yes = page.options(path, headers=asking | {"Origin": "https://ehr.example.org"})
    no = page.options(path, headers=asking | {"Origin": "https://evil.example.org"})

    assert (200, "https://ehr.example.org") == (
        yes.status_code,
        yes.headers["access-control-allow-origin"],
    )
    assert "access-control-allow-origin" not in no.headers
    with pytest.raises(ValueError, match="origins"):
        create_app([], origins=["*"])


def test_nothing_of_a_person_is_logged_or_sent_back(caplog):
    """Not by a refusal, and not when a service fails with words of the record in its error."""

    @service("broken", "patient-view", description="b")
    def broken(request):
        raise RuntimeError(request.context["patientId"])

    caplog.set_level(logging.DEBUG)
    marked = {
        "hook": "MARKED", "hookInstance": "MARKED", "MARKED": "MARKED",
        "context": {"MARKED": "MARKED", "patientId": "MARKED"}, "prefetch": {"MARKED": "MARKED"},
    }  # fmt: skip
    app = client(broken, store=FeedbackStore())
    failed = app.post("/cds-services/broken", json=changed(CALL, "context", patientId="MARKED"))
    answers = [
        failed,
        app.post("/cds-services/broken", json=marked),
        app.post("/cds-services/broken/feedback", json={"feedback": [{"card": "MARKED"}]}),
        app.post("/cds-services/MARKED", json=CALL),
        app.post("/cds-services/broken", json=CALL, headers={"Authorization": "Bearer MARKED"}),
    ]

    assert [500, 400, 400, 404, 500] == [one.status_code for one in answers]
    assert "RuntimeError" in caplog.text
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("nextsteps")]
    assert ours
    for text in (*ours, *(one.text for one in answers)):
        assert "MARKED" not in text


@pytest.fixture(scope="module")
def quiet():
    return client(store=FeedbackStore())


@pytest.mark.parametrize("path", [URL, f"{URL}/feedback"])
def test_no_input_makes_the_server_fail(path, quiet):
    """Damaged messages and arbitrary bytes get 200 or a reason."""

    @settings(max_examples=100)
    @given(
        st.binary()
        | st.text().map(str.encode)
        | damaged(REQUEST).map(json.dumps).map(str.encode)
        | damaged(FEEDBACK).map(json.dumps).map(str.encode)
    )
    def law(body):
        answer = quiet.post(path, content=body, headers=JSON)
        assert answer.status_code in {200, 400, 412}
        if answer.status_code != 200:
            assert outcome(answer)

    law()


def test_the_example_speaks_of_a_missing_weight():
    """A service that has nothing to do with this library's rules, with feedback."""
    page = TestClient(example)
    url = "/cds-services/weight-reminder"
    none = page.post(url, json=CALL | {"prefetch": {"weights": None}})
    some = {"weights": {"resourceType": "Bundle", "entry": [{}]}}

    assert [] == [one for one in check_response(none.content) if one.level == "SHALL"]
    assert "No weight is on record" == none.json()["cards"][0]["summary"]
    assert {"cards": []} == page.post(url, json=CALL | {"prefetch": some}).json()
    assert 412 == page.post(url, json=CALL).status_code
    assert () == check_discovery(page.get("/cds-services").content)
    assert "weight-reminder" == weight_reminder.id


def test_it_answers_over_a_real_connection():
    """Served by uvicorn on the loopback interface."""
    import uvicorn

    config = uvicorn.Config(example, host="127.0.0.1", port=0, log_level="critical", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/cds-services") as answer:
            assert () == check_discovery(answer.read())
    finally:
        server.should_exit = True
        thread.join()
