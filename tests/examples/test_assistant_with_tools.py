"""The assistant with tools says only what the check lets through, else the plan."""

import asyncio

import pytest

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

from mcp import Client

import nextsteps as ns
from examples.assistant_with_tools import answered, main
from nextsteps.guard import check_reply
from nextsteps.mcp_server import create_server

PEOPLE = [
    {"in_therapy": True, "no_progress": True, "weeks_in_therapy": 2, "sessions_attended": 2},
    {"suicidal_thoughts": True, "suicide_plan": True, "country": "GB"},
    {"partner_violence": True},
]


@pytest.mark.parametrize("facts", PEOPLE)
def test_what_goes_out_has_no_faults(facts):
    """Though the first draft has."""

    async def asked():
        async with Client(create_server()) as client:
            return await answered(client, facts)

    assert () == check_reply(facts, asyncio.run(asked())).faults


def test_in_an_emergency_the_plan_itself_goes_out(capsys):
    """A draft that leaves the number out never does."""
    asyncio.run(main())
    printed = capsys.readouterr().out

    assert "GET HELP NOW" in printed
    assert ns.recommend(PEOPLE[1]).safety.contact.emergency in printed
