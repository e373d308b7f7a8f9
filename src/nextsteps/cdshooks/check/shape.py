"""Checks of one value: its type, that it is not empty, and which members an object has."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from nextsteps.cdshooks.check.problem import Place, Problem, problem
from nextsteps.cdshooks.element import is_absolute_url

Problems = Iterator[Problem]
Check = Callable[[Any, Place], Problems]


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)


def _wrong(place: Place, wanted: str) -> Problem:
    return problem("json-type", place, f"this is not {wanted}", f"send {wanted}")


def typed(value: Any, place: Place, kind: type, wanted: str) -> Problems:
    """Problems of a value that is empty, or not of the *kind*."""
    if _is_empty(value):
        shown = "null" if value is None else "empty"
        yield problem("json-empty", place, f"the value is {shown}", "leave the member out")
    elif not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        yield _wrong(place, wanted)


def text(value: Any, place: Place) -> Problems:
    """A text that is not empty."""
    yield from typed(value, place, str, "a text")


def boolean(value: Any, place: Place) -> Problems:
    """True or false."""
    yield from typed(value, place, bool, "true or false")


def whole(value: Any, place: Place) -> Problems:
    """A whole number."""
    yield from typed(value, place, int, "a whole number")


def any_object(value: Any, place: Place) -> Problems:
    """An object, whatever its members."""
    yield from typed(value, place, dict, "an object")


def resource(value: Any, place: Place) -> Problems:
    """A FHIR resource; its inside is FHIR's business."""
    found = list(any_object(value, place))
    yield from found
    kind = value.get("resourceType") if isinstance(value, dict) else None
    if not found and not (isinstance(kind, str) and kind):
        yield problem(
            "resource-type", place, "the resource does not say its type", "add `resourceType`"
        )


def such(requirement: str, is_right: Callable[[str], bool], cause: str, help_: str = "") -> Check:
    """Check that a text is as *is_right* says."""

    def check(value: Any, place: Place) -> Problems:
        found = list(text(value, place))
        yield from found
        if not found and not is_right(value):
            yield problem(requirement, place, cause, help_)

    return check


def one_of(requirement: str, *words: str) -> Check:
    """Check that a text is one of *words*."""
    allowed = f"use {' or '.join(f'`{word}`' for word in words)}"
    return such(requirement, words.__contains__, "this is none of the allowed values", allowed)


url = such("url-absolute", is_absolute_url, "this is not an absolute http or https URL")


def each(check: Check, *, may_be_empty: bool = False) -> Check:
    """Check every member of an array."""

    def check_all(value: Any, place: Place) -> Problems:
        if not (may_be_empty and value == []):
            yield from typed(value, place, list, "an array")
        for number, one in enumerate(value if isinstance(value, list) else ()):
            yield from check(one, (*place, number))

    return check_all


def by_key(check: Check) -> Check:
    """Check every value of an object whose keys are free."""

    def check_all(value: Any, place: Place) -> Problems:
        yield from any_object(value, place)
        for key, one in value.items() if isinstance(value, dict) else ():
            if not key:
                yield problem("json-empty", place, "a key is empty", "name the key")
            yield from check(one, (*place, key))

    return check_all


@dataclass(frozen=True, slots=True)
class Shape:
    """The members of an object, and rules that need more than one of them."""

    required: Mapping[str, Check]
    recommended: Mapping[str, Check] = field(default_factory=dict)
    optional: Mapping[str, Check] = field(default_factory=dict)
    rules: tuple[Callable[[Mapping[str, Any], Place], Problems], ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    """Requirements that HL7 names when a certain member is missing."""

    @property
    def members(self) -> dict[str, Check]:
        """All members by name."""
        own = {**self.required, **self.recommended, **self.optional}
        return {**own, "extension": any_object}

    def __call__(self, value: Any, place: Place) -> Problems:
        """Yield all that is wrong with *value* at *place*."""
        if not isinstance(value, dict):
            yield _wrong(place, "an object")
            return
        yield from self._absent(value, place)
        members = self.members
        for name, one in value.items():
            if name in members:
                yield from members[name](one, (*place, name))
            else:
                yield _unknown(name, members, place)
                if one is None:
                    yield problem("json-empty", (*place, name), "the value is null", "leave it out")
        for rule in self.rules:
            yield from rule(value, place)

    def _absent(self, value: Mapping[str, Any], place: Place) -> Problems:
        for name in self.required:
            if name not in value:
                requirement = self.missing.get(name, "member-required")
                yield problem(requirement, (*place, name), "it is missing", f"add `{name}`")
        for name in self.recommended:
            if name not in value:
                yield problem(
                    "member-recommended", (*place, name), "it is missing", f"better add `{name}`"
                )


def _unknown(name: str, members: Mapping[str, Check], place: Place) -> Problem:
    close = get_close_matches(name[:80], list(members), n=1, cutoff=0.7)
    help_ = f"did you mean `{close[0]}`?" if close else "put it into `extension`"
    return problem("json-unknown", (*place, name), "the standard has no such member", help_)
