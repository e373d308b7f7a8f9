"""The app that embeds the library answers, and says what is wrong with a request."""

import warnings

import pytest

pytest.importorskip("fastapi", reason="the examples' libraries are not installed")

import nextsteps as ns
from examples.fastapi_app import app

with warnings.catch_warnings():
    # The test client warns that its HTTP library has a successor: not this project's business.
    warnings.filterwarnings("ignore", message="Using `httpx`")
    from fastapi.testclient import TestClient

STUCK = {"in_therapy": True, "no_progress": True, "weeks_in_therapy": 14}


@pytest.fixture(scope="module")
def client():
    with TestClient(app) as client:
        yield client


def test_a_situation_is_answered_with_its_plan(client):
    """
    The answer is the plan that the library makes, as plain data.
    """
    assert ns.recommend(STUCK).to_dict() == client.post("/recommend", json=STUCK).json()


def test_nothing_known_is_a_situation_too(client):
    """
    An empty body gives a plan that asks.
    """
    assert client.post("/recommend", json={}).json()["questions"]


def test_an_unknown_fact_is_answered_with_what_was_meant(client):
    """
    The message holds the name that comes closest.
    """
    detail = client.post("/recommend", json={"no_progres": True}).json()["detail"]

    assert [one["msg"] for one in detail] == [
        "unknown fact `no_progres`; did you mean `no_progress`?"
    ]


@pytest.mark.parametrize(
    "facts",
    [
        {"no_progres": True},
        {"age": 400},
        {"age": "thirty"},
        {"progress": "splendid"},
        {"concerns": "depression"},
    ],
)
def test_a_wrong_fact_is_refused(client, facts):
    """
    Name, range, type, choice and list are checked before the rules see them.
    """
    assert client.post("/recommend", json=facts).status_code == 422


def test_every_problem_of_a_situation_is_reported_together(client):
    """
    Two faults, two entries.
    """
    answer = client.post("/recommend", json={"no_progres": True, "age": 400})

    assert len(answer.json()["detail"]) == 2


def test_all_facts_are_listed_with_their_questions(client):
    """
    A form can be built from the answer.
    """
    listed = {fact["name"]: fact["question"] for fact in client.get("/facts").json()}

    assert {name: fact.question for name, fact in ns.Situation.vocabulary().facts.items()} == listed


def test_the_app_describes_every_fact_in_its_schema(client):
    """
    The interface's own documentation shows the vocabulary.
    """
    schemas = client.get("/openapi.json").json()["components"]["schemas"]

    assert set(ns.Situation.vocabulary().facts) <= set(schemas["Situation"]["properties"])
