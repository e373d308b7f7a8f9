"""Replaying a record: the same plan comes out, or it is said what changed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import ValidationError

from nextsteps.engine import DEFAULT_ENGINE
from nextsteps.errors import MeasureError, PlanError, Problem
from nextsteps.plan import Plan, Stamp
from nextsteps.recommend import recommend
from nextsteps.record.model import Record, RecordedStep, record_of
from nextsteps.rulebook import Rulebook

Steps: TypeAlias = tuple[RecordedStep, ...]
_HASH_LENGTH = 12
_NAMED_ANYWAY = frozenset(("safety", "recommendations", "later"))


@dataclass(frozen=True, slots=True)
class Moved:
    """A step that both plans give, at another place among those or with another urgency."""

    id: str
    was: int
    now: int
    urgency_was: str
    urgency_now: str

    def __str__(self) -> str:
        said: list[str] = []
        if self.was != self.now:
            said.append(f"from place {self.was} to {self.now} of those in both")
        if self.urgency_was != self.urgency_now:
            said.append(f"from {self.urgency_was} to {self.urgency_now}")
        return f"`{self.id}` {', '.join(said)}"


@dataclass(frozen=True, slots=True)
class Replay:
    """
    The record as it was and as it would be made now, and what differs between the two.

    Another version of the library is no difference by itself: that the plan stayed the
    same across versions is what a replay is there to show. Another rulebook is one, even
    if the plan is the same, because the plan names its rulebook.
    """

    then: Record
    now: Record
    plan: Plan

    @property
    def is_same(self) -> bool:
        """Whether the same plan came out of the same rulebook, for the same reasons."""
        return next(self._changes(), None) is None

    @property
    def changes(self) -> tuple[str, ...]:
        """What changed, a line each; empty when nothing did."""
        return tuple(self._changes())

    @property
    def no_longer_hold(self) -> tuple[str, ...]:
        """Rules that held then and don't now."""
        return tuple(rule for rule in self.then.rules if rule not in self.now.rules)

    @property
    def newly_hold(self) -> tuple[str, ...]:
        """Rules that hold now and didn't then."""
        return tuple(rule for rule in self.now.rules if rule not in self.then.rules)

    @property
    def came(self) -> tuple[str, ...]:
        """Recommendations that are given now and weren't."""
        return _beyond(self.now.recommendations, self.then.recommendations)

    @property
    def left(self) -> tuple[str, ...]:
        """Recommendations that were given and aren't now."""
        return _beyond(self.then.recommendations, self.now.recommendations)

    @property
    def moved(self) -> tuple[Moved, ...]:
        """Recommendations given both times, at another place or with another urgency."""
        return tuple(_moved(self.then.recommendations, self.now.recommendations))

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the plan that are not the same in every word."""
        then, now = self.then.digests, self.now.digests
        return tuple(name for name in sorted({*then, *now}) if then.get(name) != now.get(name))

    def _changes(self) -> Iterator[str]:
        then, now = self.then, self.now
        if then.rulebook != now.rulebook:
            yield f"rulebook: was {_stamped(then.rulebook)}, is {_stamped(now.rulebook)}"
        for rule in self.no_longer_hold:
            gone = "" if rule in self.plan.require_rulebook().rules else " (no longer there)"
            yield f"rule no longer holds: `{rule}`{gone}"
        yield from (f"rule newly holds: `{rule}`" for rule in self.newly_hold)
        if then.safety != now.safety:
            was, is_now = then.safety, now.safety
            yield (
                f"safety: was at least {was.at_least}, could be {was.could_be}; "
                f"is at least {is_now.at_least}, could be {is_now.could_be}"
            )
        yield from (f"step came: `{step}`" for step in self.came)
        yield from (f"step left: `{step}`{self._where(step)}" for step in self.left)
        yield from (f"step moved: {step}" for step in self.moved)
        if then.later != now.later:
            yield f"later: was {_listed(then.later)}, is {_listed(now.later)}"
        yield from self._other_parts()

    def _other_parts(self) -> Iterator[str]:
        """Parts in which more differs than has been named already."""
        then, now = self.then, self.now
        named = {
            "safety": then.safety != now.safety,
            "recommendations": then.recommendations != now.recommendations,
            "later": then.later != now.later,
        }
        for part in self.parts:
            if part not in _NAMED_ANYWAY:
                yield f"differs: {part}"
            elif not named[part]:
                yield f"differs in words or reasons: {part}"

    def _where(self, step: str) -> str:
        plan = self.plan
        places = {
            "later": {one.id for one in plan.later},
            "not_yet": {one.id for one in plan.not_yet},
            "excluded": {one.id for one in plan.excluded},
            "set_aside": {one.id for one in plan.set_aside},
        }
        found = [name for name, steps in places.items() if step in steps]
        return f" (now under {found[0]})" if found else ""

    def to_dict(self) -> dict[str, Any]:
        """Return the outcome as plain values that JSON can hold."""
        return {
            "same": self.is_same,
            "at": self.then.at,
            "library": {"then": self.then.library, "now": self.now.library},
            "changes": list(self.changes),
            "no_longer_hold": list(self.no_longer_hold),
            "newly_hold": list(self.newly_hold),
            "came": list(self.came),
            "left": list(self.left),
            "moved": [step.id for step in self.moved],
            "parts": list(self.parts),
        }

    def __str__(self) -> str:
        made = f"The plan of {self.then.at}, made by {_stamped(self.then.rulebook)}"
        by = f"library {self.then.library}, replayed with {self.now.library}"
        if self.is_same:
            said = f"The same plan comes out: {len(self.now.recommendations)} recommendations, "
            return f"{made} ({by}).\n{said}{len(self.now.rules)} rules that hold."
        changes = "\n".join(f"- {change}" for change in self.changes)
        return f"{made} ({by}).\nIt does not come out the same:\n{changes}"


def replay(
    record: Record | Mapping[str, Any] | str,
    rulebook: Rulebook | None = None,
    *,
    engine: str = DEFAULT_ENGINE,
) -> Replay:
    """
    Make the plan of a record again, and compare.

    Args:
        record: The record, its plain values, or its JSON.
        rulebook: The rulebook to replay with; the shipped one when None.
        engine: Any of the engines: they all agree.

    Raises:
        PlanError: Not a record (P504), changed after it was made (P505), or its situation
            does not fit the rulebook's vocabulary or measures (P506).

    >>> import nextsteps as ns
    >>> record = ns.recommend({"no_progress": True}).record(at="2026-11-23")
    >>> ns.replay(record.to_json()).is_same
    True
    """
    if isinstance(record, str):
        then = Record.from_json(record)
    else:
        then = Record.from_dict(record.to_dict() if isinstance(record, Record) else record)
    plan = _again(then, Rulebook.default() if rulebook is None else rulebook, engine)
    return Replay(then, record_of(plan, then.at), plan)


def _again(record: Record, rulebook: Rulebook, engine: str) -> Plan:
    try:
        situation = rulebook.situation.model_validate_json(json.dumps(record.situation))
        return recommend(situation, rulebook=rulebook, engine=engine)
    except ValidationError as error:
        lines = error.errors(include_url=False, include_input=False)
        faults = [
            f"`{'.'.join(str(step) for step in line['loc'])}`: {line['msg']}" for line in lines
        ]
    except MeasureError as error:
        faults = [problem.message for problem in error.problems]
    help_text = f"the record was made by {_stamped(record.rulebook)}: replay it with that one"
    raise PlanError(
        Problem("P506", f"the record's situation does not fit: {fault}", help=help_text)
        for fault in faults
    )


def _beyond(steps: Steps, others: Steps) -> tuple[str, ...]:
    known = {step.id for step in others}
    return tuple(step.id for step in steps if step.id not in known)


def _moved(then: Steps, now: Steps) -> Iterator[Moved]:
    """Places count among the steps of both plans only, so that one that came moves no other."""
    both = {step.id for step in then} & {step.id for step in now}
    was = [step for step in then if step.id in both]
    places = {step.id: place for place, step in enumerate(was, start=1)}
    urgencies = {step.id: step.urgency for step in was}
    for place, step in enumerate((one for one in now if one.id in both), start=1):
        if (place, step.urgency) != (places[step.id], urgencies[step.id]):
            yield Moved(step.id, places[step.id], place, urgencies[step.id], step.urgency)


def _stamped(stamp: Stamp) -> str:
    return f"`{stamp.id}` {stamp.version} ({stamp.content_hash[:_HASH_LENGTH]})"


def _listed(steps: Steps) -> str:
    return ", ".join(f"`{step.id}` ({step.urgency})" for step in steps) or "empty"
