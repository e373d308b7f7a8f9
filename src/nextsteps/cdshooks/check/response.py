"""What the standard says of answers, from the card down to the link."""

from collections.abc import Mapping
from typing import Any

from nextsteps.cdshooks.check.problem import Place, problem
from nextsteps.cdshooks.check.shape import (
    Problems,
    Shape,
    boolean,
    each,
    one_of,
    resource,
    such,
    text,
    url,
)
from nextsteps.cdshooks.element import is_uuid
from nextsteps.cdshooks.response import MAX_SUMMARY

uuid = such("uuid", is_uuid, "this is not a UUID", "identify it by a UUID, new for each answer")
coding = Shape(required={"code": text, "system": text}, optional={"display": text})
shown_coding = Shape(
    required={"code": text, "system": text, "display": text}, missing={"display": "cds-resp-4"}
)
source = Shape(required={"label": text}, optional={"url": url, "icon": url, "topic": coding})


def _target(action: Mapping[str, Any], place: Place) -> Problems:
    match action.get("type"):
        case "create" | "update" if "resource" not in action:
            yield problem(
                "action-target", (*place, "resource"), "it is missing", "add the resource"
            )
        case "delete" if "resourceId" not in action:
            help_ = "name what is deleted, as `Type/id`"
            yield problem("action-target", (*place, "resourceId"), "it is missing", help_)
    if action.get("type") == "delete" and "resource" in action:
        help_ = "leave the resource out; `resourceId` says what is deleted"
        yield problem("cds-resp-2", (*place, "resource"), "a delete carries a resource", help_)


_TYPE = {"type": one_of("action-type", "create", "update", "delete")}
_TARGET = {"resource": resource, "resourceId": text}
system_action = Shape(required=_TYPE, optional={"description": text} | _TARGET, rules=(_target,))
action = Shape(
    required=_TYPE | {"description": text},
    optional=_TARGET,
    rules=(_target,),
    missing={"description": "cds-resp-5"},
)


def _only_for_3(suggestion: Mapping[str, Any], place: Place) -> Problems:
    if "actionSelectionBehavior" in suggestion:
        cause = "a client of CDS Hooks 2 does not know this member, and would apply all actions"
        yield problem("suggestion-3", (*place, "actionSelectionBehavior"), cause)


suggestion = Shape(
    required={"label": text},
    optional={
        "uuid": uuid,
        "isRecommended": boolean,
        "actions": each(action),
        "actionSelectionBehavior": one_of("cds-resp-7", "all", "any", "at-most-one"),
    },
    rules=(_only_for_3,),
)


def _context_for_apps(link: Mapping[str, Any], place: Place) -> Problems:
    if "appContext" in link and link.get("type") != "smart":
        cause = "the link is no SMART app, so nothing reads its context"
        yield problem("cds-resp-3", (*place, "appContext"), cause, "leave it out, or use `smart`")


link = Shape(
    required={"label": text, "url": url, "type": one_of("link-type", "absolute", "smart")},
    optional={"appContext": text, "autolaunchable": boolean},
    rules=(_context_for_apps,),
)


def _summary(value: Any, place: Place) -> Problems:
    yield from text(value, place)
    if isinstance(value, str) and len(value) > MAX_SUMMARY:
        cause = f"the summary has {len(value)} characters, {len(value) - MAX_SUMMARY} too many"
        yield problem(
            "card-summary", place, cause, "say it in one short sentence; move the rest to `detail`"
        )


def _choices(card: Mapping[str, Any], place: Place) -> Problems:
    suggestions = card.get("suggestions")
    if suggestions and "selectionBehavior" not in card:
        cause = "there are suggestions, but nothing says how many of them may be chosen"
        yield problem(
            "cds-resp-6", (*place, "selectionBehavior"), cause, "add `at-most-one` or `any`"
        )
    if card.get("selectionBehavior") != "at-most-one" or not isinstance(suggestions, list):
        return
    recommended = [one for one in suggestions if _is_recommended(one)]
    if len(recommended) > 1:
        cause = f"{len(recommended)} suggestions are recommended, and at most one may be chosen"
        yield problem("cds-resp-1", (*place, "suggestions"), cause, "recommend one, or use `any`")


def _is_recommended(suggestion: Any) -> bool:
    return isinstance(suggestion, dict) and suggestion.get("isRecommended") is True


card = Shape(
    required={
        "summary": _summary,
        "indicator": one_of("card-indicator", "info", "warning", "critical"),
        "source": source,
    },
    optional={
        "uuid": uuid,
        "detail": text,
        "suggestions": each(suggestion),
        "selectionBehavior": one_of("card-selection", "at-most-one", "any"),
        "overrideReasons": each(shown_coding),
        "links": each(link),
    },
    rules=(_choices,),
)


def _agreed(response: Mapping[str, Any], place: Place) -> Problems:
    if "systemActions" in response:
        cause = "the client may apply these without showing them to anyone"
        yield problem("system-actions", (*place, "systemActions"), cause)


response = Shape(
    required={"cards": each(card, may_be_empty=True)},
    optional={"systemActions": each(system_action)},
    rules=(_agreed,),
)
