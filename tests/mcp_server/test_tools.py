"""The tools for assistants answer as the library does, and tell a wrong call in its words."""

import asyncio
import json
import sys

import pytest

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

from mcp import Client, StdioServerParameters, stdio_client

import nextsteps as ns
from nextsteps.guard import check_reply
from nextsteps.mcp_server import create_server

STUCK = {"in_therapy": True, "no_progress": True, "weeks_in_therapy": 14}
VIOLENT = {"partner_violence": True}


@pytest.fixture(scope="module")
def server():
    return create_server()


def _ask(server, *calls):
    async def asked():
        async with Client(server) as client:
            return [await client.call_tool(name, said) for name, said in calls]

    return asyncio.run(asked())


def _answer(server, name, **said):
    (result,) = _ask(server, (name, said))
    assert not result.is_error, result.content
    return result.structured_content


def _error(server, name, **said):
    (result,) = _ask(server, (name, said))
    assert result.is_error
    return result.content[0].text


def test_there_are_five_tools_and_each_says_what_it_does(server):
    """And the server says how to use them."""

    async def listed():
        async with Client(server) as client:
            return (await client.list_tools()).tools

    tools = {tool.name: tool.description for tool in asyncio.run(listed())}

    assert {"list_questions", "recommend", "explain", "score", "check_reply"} == tools.keys()
    assert all(tools.values())


def test_recommend_gives_the_plan(server):
    """The same as in Python, without what to ask."""
    expected = ns.recommend(STUCK).to_dict(questions=False)

    assert json.loads(json.dumps(expected)) == _answer(server, "recommend", situation=STUCK)


def test_list_questions_gives_the_first_ones_and_their_number(server):
    """Safety first, at most as many as asked for."""
    plan = ns.recommend(STUCK)
    answer = _answer(server, "list_questions", situation=STUCK, at_most=3)

    assert [one.fact for one in plan.questions[:3]] == [one["fact"] for one in answer["questions"]]
    assert len(plan.questions) == answer["all_questions"]
    assert plan.safety.could_be == answer["safety"]["could_be"]


def test_explain_says_why_not(server):
    """As the plan does."""
    expected = ns.recommend(STUCK).why_not("switch-therapist").to_dict()
    said = {"situation": STUCK, "recommendation": "switch-therapist", "ask": "why_not"}

    assert json.loads(json.dumps(expected)) == _answer(server, "explain", **said)


def test_score_scores(server):
    """And says when an answer calls for a talk about self-harm."""
    answer = _answer(server, "score", measure="phq-9", answers_in_order=[1, 2, 0, 3, 1, 1, 2, 0, 1])

    assert (11, "moderate", True) == (
        answer["total"], answer["band"], answer["ask_about_self_harm"]
    )  # fmt: skip


def test_check_reply_checks(server):
    """The same as in Python."""
    draft = "You could try couples counselling."

    assert check_reply(VIOLENT, draft).to_dict() == _answer(
        server, "check_reply", situation=VIOLENT, text=draft
    )


def test_a_wrong_fact_is_told_with_what_was_meant(server):
    """All problems at once, as errors of the tool."""
    told = _error(server, "recommend", situation={"no_progres": True, "age": 300})

    assert "error[S201]: unknown fact `no_progres`" in told
    assert "did you mean `no_progress`?" in told
    assert "error[S203]" in told


@pytest.mark.parametrize(
    ("name", "said", "code"),
    [
        ("list_questions", {"situation": {"nothing": 1}}, "S201"),
        ("explain", {"situation": STUCK, "recommendation": "no-such-step"}, "P503"),
        ("score", {"measure": "phq-8"}, "M701"),
        ("check_reply", {"situation": {"age": "x"}, "text": "Hello"}, "S202"),
    ],
)
def test_every_tool_tells_what_is_wrong(server, name, said, code):
    """With the code that the errors page explains."""
    assert f"error[{code}]" in _error(server, name, **said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("recommend", {}),
        ("recommend", {"situation": ["marked-value"]}),
        ("check_reply", {"situation": {}, "text": "x" * 20_001}),
        ("recommend", {"situation": {"marked-value": "marked-value"}}),
        ("list_questions", {"situation": {}, "at_most": 0}),
    ],
)
def test_no_log_holds_what_a_call_says(server, name, said, caplog, capfd):
    """Whatever is wrong with it."""
    assert _error(server, name, **said)

    assert "" == caplog.text
    assert ("", "") == capfd.readouterr()


def test_a_rulebook_of_ones_own_is_used():
    """In its own vocabulary."""
    book = ns.Rulebook.default()

    assert "nextsteps" == _answer(create_server(book), "recommend", situation={})["rulebook"]["id"]


@pytest.mark.slow
def test_it_runs_over_standard_input_and_output():
    """A process of its own, as an assistant's program starts it."""

    async def asked():
        started = StdioServerParameters(command=sys.executable, args=["-m", "nextsteps", "mcp"])
        async with Client(stdio_client(started)) as client:
            return await client.call_tool("recommend", {"situation": STUCK})

    answer = asyncio.run(asked()).structured_content

    assert "talk-to-therapist" == answer["recommendations"][0]["id"]
