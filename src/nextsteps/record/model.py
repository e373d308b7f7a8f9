"""A record: what went into a plan and what came of it, as plain data under a seal."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from nextsteps.engine import engine_for
from nextsteps.errors import PlanError, Problem
from nextsteps.known import known_of
from nextsteps.plan import Plan, SafetyLevel, Stamp
from nextsteps.plan.parts import Part
from nextsteps.rulebook.entries import Urgency
from nextsteps.truth import Truth
from nextsteps.version import __version__

_NOT_DIGESTED = ("situation", "rulebook")
"""Parts of a plan that a record holds as they are."""


@dataclass(frozen=True, slots=True)
class RecordedStep(Part):
    """A recommendation that the plan gave, and how urgently."""

    id: str
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class RecordedSafety(Part):
    """How grave it was at least, and how grave it could have been."""

    at_least: SafetyLevel
    could_be: SafetyLevel


@dataclass(frozen=True, slots=True)
class Record(Part):
    """
    What went into a plan and what came of it; nothing personal but the situation.

    `rules` held; `digests` has a SHA-256 for each part of the plan, so that a change in
    words or reasons shows although they are not kept. `seal` is a SHA-256 over all the
    rest: it shows a change made by accident or by hand. Whoever changes a record can seal
    it anew, so where that matters, keep the seal elsewhere or sign the record.

    >>> import nextsteps as ns
    >>> record = ns.recommend({"no_progress": True}).record(at="2026-11-23T10:30")
    >>> record.at, record.safety.at_least, record.recommendations[0].id
    ('2026-11-23T10:30:00', 'clear', 'talk-to-therapist')
    >>> Record.from_json(record.to_json()) == record
    True
    """

    record: Literal[1]
    at: str
    library: str
    rulebook: Stamp
    situation: dict[str, Any]
    rules: tuple[str, ...]
    safety: RecordedSafety
    recommendations: tuple[RecordedStep, ...]
    later: tuple[RecordedStep, ...]
    digests: dict[str, str]
    seal: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain values that JSON can hold."""
        values: dict[str, Any] = _adapter().dump_python(self, mode="json")
        return values

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the record as JSON, the same bytes for the same record."""
        return to_json(self.to_dict(), indent=indent).decode()

    @classmethod
    def from_json(cls, text: str) -> "Record":
        """
        Read a record that `to_json` wrote; spacing and the order of keys don't matter.

        Raises:
            PlanError: Not a record (P504), or changed after it was made (P505).
        """
        try:
            values = json.loads(text, object_pairs_hook=_without_twins)
        except (ValueError, RecursionError) as error:
            reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
            raise PlanError(Problem("P504", f"not a record: {reason}")) from None
        return cls.from_dict(values)

    @classmethod
    def from_dict(cls, values: object) -> "Record":
        """
        Read a record from plain values; see `from_json`.

        Raises:
            PlanError: Not a record (P504), or changed after it was made (P505).
        """
        if not isinstance(values, Mapping):
            raise PlanError(Problem("P504", "not a record: it is not an object"))
        try:
            written = json.dumps(dict(values))
            read = _adapter().validate_json(written)
        except ValidationError as error:
            raise PlanError(_faults(error)) from None
        except (TypeError, ValueError, RecursionError):
            raise PlanError(Problem("P504", "not a record: it holds what JSON cannot")) from None
        if not _is_time(read.at):
            raise PlanError(Problem("P504", "not a record: `at`: not a time in ISO 8601"))
        if read.seal != _seal(read):
            message = "the record was changed after it was made: its seal does not fit"
            help_text = "use the record as it was first written"
            raise PlanError(Problem("P505", message, help=help_text))
        return read


def record_of(plan: Plan, at: date | str) -> Record:
    """
    Return the record of *plan*; see `Plan.record`.

    Raises:
        PlanError: `at` is not a time (P507), or the rulebook is not at hand (P502).
    """
    values = plan.to_dict()
    unsealed = Record(
        record=1,
        at=_time(at),
        library=__version__,
        rulebook=plan.rulebook,
        situation=values["situation"],
        rules=rules_that_hold(plan),
        safety=RecordedSafety(plan.safety.at_least, plan.safety.could_be),
        recommendations=tuple(RecordedStep(step.id, step.urgency) for step in plan.recommendations),
        later=tuple(RecordedStep(step.id, step.urgency) for step in plan.later),
        digests={name: _digest(part) for name, part in values.items() if name not in _NOT_DIGESTED},
    )
    return replace(unsealed, seal=_seal(unsealed))


def rules_that_hold(plan: Plan) -> tuple[str, ...]:
    """Return the ids of all rules that hold in the plan's situation, sorted."""
    rulebook = plan.require_rulebook()
    truths = engine_for(rulebook).evaluate(known_of(plan.situation, rulebook)).rules
    return tuple(sorted(rule for rule, truth in truths.items() if truth is Truth.TRUE))


def _seal(record: Record) -> str:
    return _digest({name: part for name, part in record.to_dict().items() if name != "seal"})


def _digest(value: Any) -> str:
    """A SHA-256 that stays the same however JSON is spaced, its keys ordered, or 3.0 written."""
    canonical = json.dumps(_with_plain_numbers(value), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _with_plain_numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _with_plain_numbers(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_with_plain_numbers(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _time(at: date | str) -> str:
    if isinstance(at, date):
        return at.isoformat()
    if not _is_time(at):
        help_text = "ISO 8601, as in `2026-11-23` or `2026-11-23T10:30+01:00`"
        raise PlanError(Problem("P507", f"`{str(at)[:40]}` is not a time", help=help_text))
    if len(at) == len("2026-11-23"):
        return date.fromisoformat(at).isoformat()
    return datetime.fromisoformat(at).isoformat()


def _is_time(text: object) -> bool:
    try:
        datetime.fromisoformat(text)  # type: ignore[arg-type]  # a TypeError is an answer
    except (TypeError, ValueError):
        return False
    return True


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: readers would differ in which of the two counts."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _faults(error: ValidationError) -> Iterable[Problem]:
    for line in error.errors(include_url=False, include_input=False):
        path = ".".join(str(step) for step in line["loc"])
        place = f"`{path}`: " if path else ""
        yield Problem("P504", f"not a record: {place}{line['msg'].lower()}")


@cache
def _adapter() -> TypeAdapter[Record]:
    return TypeAdapter(Record)
