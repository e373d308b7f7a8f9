"""What the standard says of the discovery endpoint's answer."""

import re
from collections.abc import Mapping
from typing import Any

from nextsteps.cdshooks.check.problem import Place, problem
from nextsteps.cdshooks.check.request import hook_name
from nextsteps.cdshooks.check.shape import Problems, Shape, by_key, each, such, text
from nextsteps.cdshooks.prefetch import USER_TOKENS

_ID = re.compile(r"[A-Za-z0-9._~\-]+", re.ASCII)
_TOKEN = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_QUERY = re.compile(r"[A-Z][A-Za-z]*(?:/[^/?\s]+)?(?:\?\S.*)?", re.DOTALL)
_MAY_START = ("context.", "today()", "%")


def _template(value: Any, place: Place) -> Problems:
    found = list(text(value, place))
    yield from found
    if found:
        return
    tokens = [token.strip() for token in _TOKEN.findall(value)]
    rest = _TOKEN.sub("x", value)
    if "{{" in rest or "}}" in rest:
        yield problem("prefetch-token", place, "a token is opened or closed, but not both")
    elif not all(token in USER_TOKENS or token.startswith(_MAY_START) for token in tokens):
        yield problem(
            "prefetch-token", place, "a token is no path in the context, and no user's id"
        )
    elif not (value.startswith("{{") or _QUERY.fullmatch(rest)):
        help_ = "write it like `Patient/{{context.patientId}}` or `Condition?patient={{...}}`"
        yield problem("prefetch-query", place, "this is no read or search of a FHIR type", help_)


service = Shape(
    required={
        "hook": hook_name,
        "description": text,
        "id": such("discovery-id", lambda id_: bool(_ID.fullmatch(id_)), "it has to be escaped"),
    },
    recommended={"title": text},
    optional={
        "prefetch": by_key(_template),
        "usageRequirements": text,
        "version": text,
        "hookVersion": text,
    },
)


def _unique(message: Mapping[str, Any], place: Place) -> Problems:
    services = message.get("services")
    seen = set()
    for number, one in enumerate(services if isinstance(services, list) else ()):
        pair = (str(one.get("id")), str(one.get("hook"))) if isinstance(one, dict) else number
        if pair in seen:
            cause = "an earlier service has the same id and hook"
            yield problem("discovery-unique", (*place, "services", number), cause)
        seen.add(pair)


discovery = Shape(required={"services": each(service, may_be_empty=True)}, rules=(_unique,))
