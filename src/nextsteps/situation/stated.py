"""A situation as it would be written down: plain values, the YAML of a file, Python code."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from nextsteps.situation.model import Situation

_PLAIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_TAKEN_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def stated(situation: Situation) -> dict[str, Any]:
    """Return all that *situation* states as plain data: what a situation file would hold."""
    found: dict[str, Any] = dict(situation.facts())
    plain: Mapping[str, Any] = situation.model_dump(
        mode="json",
        include={"measures", "tried", "cannot_say", "declined", "as_of"},
        exclude_defaults=True,
        exclude_none=True,
    )
    for key, value in plain.items():
        found[key] = sorted(value) if key in ("cannot_say", "declined") else value
    return found


def yaml_of(situation: Situation) -> str:
    r"""
    Return *situation* as the YAML of a situation file; no YAML library is needed.

    >>> yaml_of(Situation(age=31, country="NO", tried={"safety-plan": "helped"}))
    'age: 31\ncountry: "NO"\ntried:\n  safety-plan: helped\n'
    """
    lines = [line for name, value in stated(situation).items() for line in _yaml(name, value)]
    return "".join(f"{line}\n" for line in lines) or "{}\n"


def python_of(situation: Situation) -> str:
    """
    Return the Python expression that makes *situation*, where nextsteps is imported as `ns`.

    A vocabulary of one's own is named as its class is.

    >>> print(python_of(Situation(age=31, no_progress=True)))
    ns.Situation(
        age=31,
        no_progress=True,
    )
    """
    name = "ns.Situation" if type(situation) is Situation else type(situation).__qualname__
    values = stated(situation)
    if not values:
        return f"{name}()"
    return "\n".join([f"{name}(", *(f"    {key}={one!r}," for key, one in values.items()), ")"])


def _yaml(name: str, value: Any) -> Iterator[str]:
    """One key with its value; what is nested deeper than one level is written as JSON is."""
    match value:
        case Mapping():
            yield f"{_scalar(name)}:"
            yield from (f"  {_scalar(key)}: {_scalar(one)}" for key, one in value.items())
        case list() | tuple():
            yield f"{_scalar(name)}:"
            yield from (f"  - {_scalar(one)}" for one in value)
        case _:
            yield f"{_scalar(name)}: {_scalar(value)}"


def _scalar(value: Any) -> str:
    if (
        isinstance(value, str)
        and _PLAIN_WORD.fullmatch(value)
        and value.lower() not in _TAKEN_WORDS
    ):
        return value
    return json.dumps(value, ensure_ascii=False)
