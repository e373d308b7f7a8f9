"""
An assistant that calls the tools of `nextsteps mcp`, and checks what it says before it says it.

    uv run python -m examples.assistant_with_tools

The model is a stand-in that runs here: it takes what was said and the results of its tools,
and returns either a call or a draft. Put your own in its place; the loop stays. The loop, and
not the model, has every draft checked, and says the plan itself where a draft stays wrong.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mcp import Client

import nextsteps as ns
from nextsteps.mcp_server import create_server
from nextsteps.render import plan_to_text

MAX_CALLS = 6
MAX_DRAFTS = 2


@dataclass(frozen=True)
class Call:
    """A tool that the model wants called."""

    tool: str
    said: Mapping[str, Any]


@dataclass(frozen=True)
class Draft:
    """An answer that the model would like to give."""

    text: str


def stand_in(facts: Mapping[str, Any], results: Sequence[Mapping[str, Any]]) -> Call | Draft:
    """
    Do what a model does, badly at first: ask for the plan, and draft from memory.

    Told what is wrong with the draft, it keeps to the first step of the plan.
    """
    if not results:
        return Call("recommend", {"situation": facts})
    if "faults" not in results[-1]:
        return Draft("It may help to look for another therapist, or to try couples counselling.")
    step = results[0]["recommendations"][0]
    return Draft(f"{step['title']}. {step['what']}")


async def answered(client: Client, facts: Mapping[str, Any]) -> str:
    """Return what goes out: a draft without faults, else the plan."""
    results: list[Mapping[str, Any]] = []
    drafts = 0
    for _ in range(MAX_CALLS):
        wanted = stand_in(facts, results)
        if isinstance(wanted, Call):
            results.append(await _called(client, wanted.tool, **wanted.said))
            continue
        check = await _called(client, "check_reply", situation=facts, text=wanted.text)
        print(f"draft   {wanted.text}")
        for fault in check["faults"]:
            print(f"fault   {fault['kind']}: {fault['title'] or fault['because']}")
        if check["is_clear"]:
            return wanted.text
        results.append(check)
        drafts += 1
        if drafts == MAX_DRAFTS:
            break
    return plan_to_text(ns.recommend(facts))


async def _called(client: Client, tool: str, **said: Any) -> Mapping[str, Any]:
    result = await client.call_tool(tool, said)
    if result.is_error or result.structured_content is None:
        raise RuntimeError(f"{tool}: {result.content}")
    return result.structured_content


async def main() -> None:
    """Two people: one stuck early in therapy, one in danger."""
    people = (
        {"in_therapy": True, "no_progress": True, "weeks_in_therapy": 2, "sessions_attended": 2},
        {"suicidal_thoughts": True, "suicide_plan": True, "country": "GB"},
    )
    async with Client(create_server()) as client:
        for facts in people:
            print(f"facts   {facts}")
            print(f"answer  {await answered(client, facts)}\n")


if __name__ == "__main__":
    asyncio.run(main())
