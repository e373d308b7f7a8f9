"""
A guard rail for a chat assistant: what it may say, and what is said instead.

    uv run python -m examples.chat_guard_rail

The assistant reads what somebody writes, and passes on two things: the facts that it heard,
and a draft of its answer with the ids of the steps that the draft advises. Fixed rules, not
the assistant, decide what goes out: in danger, help and nothing of the draft.

What this can't do: see a danger that the assistant did not pass on, or advice in a draft that
is not in its list of steps. So ask the questions of the plan yourself, and have drafts name
what they advise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import nextsteps as ns
from nextsteps.render import plan_to_text


@dataclass(frozen=True)
class Reply:
    """What goes out, whether the assistant wrote it, and the steps that it must not advise."""

    text: str
    is_draft: bool
    refused: tuple[str, ...] = ()


def remember(situation: ns.Situation, heard: Mapping[str, Any]) -> ns.Situation:
    """
    Add what was heard. A danger that was told stays known, whatever is heard later.

    Only a person who has looked into it should take a danger back, not a chat.

    Raises:
        pydantic.ValidationError: The assistant made a fact up, or a value.
    """
    facts = situation.vocabulary().facts
    checked = type(situation).model_validate(dict(heard)).facts()
    told = situation.facts()
    kept = {
        name: told[name]
        for name, value in checked.items()
        if name in told and _is_graver(facts[name], told[name], value)
    }
    return situation.with_facts(**{**checked, **kept})


def _is_graver(fact: ns.Fact, one: Any, other: Any) -> bool:
    """Whether *one* is the more dangerous value of the two."""
    if fact.danger is None:
        return False
    places = [fact.choices.index(value) for value in (one, other)] if fact.choices else [one, other]
    return places[0] > places[1] if fact.danger == "up" else places[0] < places[1]


def guarded(situation: ns.Situation, draft: str, advises: Sequence[str]) -> Reply:
    """
    Return what goes out: the plan where there is danger or the draft advises what it doesn't.

    Else it is the draft, after the question about safety that is still open.
    """
    plan = ns.recommend(situation)
    if plan.safety.at_least != "clear":
        return Reply(plan_to_text(plan), is_draft=False)
    allowed = {step.id for step in plan.recommendations}
    refused = tuple(step for step in advises if step not in allowed)
    if refused:
        return Reply(plan_to_text(plan), is_draft=False, refused=refused)
    first = next((one for one in plan.questions if one.level is not None), None)
    if plan.safety.is_provisional and first is not None:
        return Reply(f"Before anything else: {first.question}\n\n{draft}", is_draft=True)
    return Reply(draft, is_draft=True)


def main() -> None:
    """A short chat, with drafts as a model might write them."""
    situation = ns.Situation(asker="client", country="GB")
    chat = (
        ({"in_therapy": True, "no_progress": True}, "Tell your therapist.", ["talk-to-therapist"]),
        ({"on_medication": True}, "Then find another therapist.", ["switch-therapist"]),
        ({"suicidal_thoughts": True, "suicide_plan": True}, "Try a warm bath.", []),
        ({"suicidal_thoughts": False}, "Good, then back to the tasks.", []),
    )
    for heard, draft, advises in chat:
        situation = remember(situation, heard)
        reply = guarded(situation, draft, advises)
        print(f"heard {heard}\ndraft {draft}")
        print(f"refused {', '.join(reply.refused) or 'nothing'}")
        print(reply.text, end="\n\n")


if __name__ == "__main__":
    main()
