"""The plan: the answer to a situation, as plain data, to JSON and back without loss."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from nextsteps.errors import PlanError, Problem
from nextsteps.plan.parts import (
    Conflict,
    Excluded,
    Held,
    NamedFinding,
    Part,
    Question,
    Recommended,
    Safety,
    SetAside,
    Stamp,
)
from nextsteps.rulebook import Reader, Rulebook
from nextsteps.situation import Situation

if TYPE_CHECKING:
    from nextsteps.explain import Changes, Difference, Target, Why, WhyNot
    from nextsteps.ranking import Comparison
    from nextsteps.record import Record


@dataclass(frozen=True)
class Plan:
    """
    The answer: what to do next, in order, and why.

    `recommendations` come ranked; `later` waits for the danger to pass, `not_yet` for
    something to happen first; `excluded` must not be done here; `set_aside` has arguments
    but was tried, is opposed to a better step, or does not apply.
    `questions` are worked out when they are first read.
    """

    situation: Situation
    reader: Reader
    safety: Safety
    recommendations: tuple[Recommended, ...]
    later: tuple[Recommended, ...]
    not_yet: tuple[Held, ...]
    excluded: tuple[Excluded, ...]
    set_aside: tuple[SetAside, ...]
    contradictions: tuple[Conflict, ...]
    findings: tuple[NamedFinding, ...]
    rulebook: Stamp
    _ask: Callable[[], tuple[Question, ...]] = field(repr=False, compare=False)
    _rulebook: Rulebook | None = field(default=None, repr=False, compare=False)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The facts worth asking, those about safety first."""
        return self._ask()

    @property
    def warnings(self) -> tuple[Recommended, ...]:
        """The recommendations that are warnings, in rank order."""
        return tuple(step for step in self.recommendations if step.kind == "warning")

    @property
    def actions(self) -> tuple[Recommended, ...]:
        """The recommendations that are something to do, in rank order."""
        return tuple(step for step in self.recommendations if step.kind == "action")

    def find(self, recommendation: str) -> Recommended:
        """
        Return a recommendation that the plan gives now or later.

        Raises:
            PlanError: The plan does not give it (P503).
        """
        for step in (*self.recommendations, *self.later):
            if step.id == recommendation:
                return step
        message = f"the plan does not give `{recommendation}`"
        raise PlanError(
            Problem("P503", message, help=f'`plan.why_not("{recommendation}")` says why')
        )

    def why(self, recommendation: str) -> "Why":
        """Return the arguments for a recommendation, each with the facts that make it hold."""
        from nextsteps.explain import why

        return why(self, recommendation)

    def why_not(self, recommendation: str) -> "WhyNot":
        """Return why a recommendation is not given, or not given first."""
        from nextsteps.explain import why_not

        return why_not(self, recommendation)

    def compare(self, first: str, second: str) -> "Comparison":
        """Return which of two given recommendations comes first, and by which criterion."""
        from nextsteps.explain import compare

        return compare(self, first, second)

    def record(self, *, at: date | str) -> "Record":
        """
        Return what an audit needs to prove later how this plan came about.

        Args:
            at: When the plan was given, a date, a datetime or ISO 8601 text: no clock is read.

        Raises:
            PlanError: `at` is not a time (P507), or the rulebook is not at hand (P502).
        """
        from nextsteps.record import record_of

        return record_of(self, at)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from nextsteps.render import plan_to_fragment

        return plan_to_fragment(self)

    def what_if(self, **facts: Any) -> "Difference":
        """Return what becomes of the plan when *facts* change; None makes a fact unknown."""
        from nextsteps.explain import what_if

        return what_if(self, **facts)

    def what_would_change(self, recommendation: str, to: "Target" = "in") -> "Changes":
        """Return the smallest changes that bring a recommendation in, out, or to the top."""
        from nextsteps.explain import what_would_change

        return what_would_change(self, recommendation, to)

    def require_rulebook(self) -> Rulebook:
        """
        Return the rulebook that made this plan.

        Raises:
            PlanError: The plan was read from JSON without its rulebook (P502).
        """
        if self._rulebook is None:
            message = f"rulebook `{self.rulebook.id}` {self.rulebook.version} is not at hand"
            help_text = "pass it: `Plan.from_json(text, rulebook=...)`"
            raise PlanError(Problem("P502", message, help=help_text))
        return self._rulebook

    def to_dict(self, *, questions: bool = True) -> dict[str, Any]:
        """
        Return the plan as plain values that JSON can hold.

        Args:
            questions: Whether to work out and write what to ask, which takes hundreds of times
                as long as the rest. A plan that is read without them works them out when they
                are looked at.
        """
        document: dict[str, Any] = document_adapter().dump_python(
            self._document(questions=questions), mode="json", by_alias=True
        )
        if not questions:
            del document["questions"]
        return {**document, "situation": _known_only(self.situation)}

    def to_json(self, *, indent: int | None = None, questions: bool = True) -> str:
        """
        Return the plan as JSON, the same bytes for the same plan; see `to_dict`.

        >>> import nextsteps as ns
        >>> text = ns.recommend({"no_progress": True}).to_json(questions=False)
        >>> "questions" in text, ns.Plan.from_json(text).reader
        (False, 'client')
        """
        written = self.to_dict(questions=questions)
        return to_json(written, indent=indent).decode()

    def _document(self, *, questions: bool) -> "_Document":
        names = [part.name for part in fields(_Document) if questions or part.name != "questions"]
        return _Document(**{name: getattr(self, name) for name in names})

    @classmethod
    def from_json(cls, text: str, *, rulebook: Rulebook | None = None) -> "Plan":
        """
        Read a plan that `to_json` wrote.

        Args:
            text: The JSON.
            rulebook: The rulebook that made it, needed for `why` and `why_not`; without it
                the shipped one is used where its content hash fits.

        Raises:
            PlanError: Not a plan (P501), or of another rulebook than the one given (P502).
        """
        model = Situation if rulebook is None else rulebook.situation
        try:
            values = json.loads(text)
            if not isinstance(values, dict):
                raise ValueError("the JSON is not an object")
            situation = model.model_validate_json(json.dumps(values.pop("situation", None)))
            document = document_adapter().validate_json(json.dumps(values))
        except ValidationError as error:
            raise PlanError(_faults(error)) from None
        except (ValueError, RecursionError) as error:
            reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
            raise PlanError(Problem("P501", f"not a plan: {reason}")) from None
        parts = {part.name: getattr(document, part.name) for part in fields(document)}
        questions = parts.pop("questions")
        fitting = _fitting(document.rulebook, rulebook)
        plan = cls(situation=situation, **parts, _ask=lambda: questions, _rulebook=fitting)
        if questions is None:
            return replace(
                plan, _ask=lambda: plan.require_rulebook().recommend(situation).questions
            )
        return plan


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document(Part):
    """What the JSON of a plan holds beside the situation; None where nobody asked what to ask."""

    reader: Reader
    safety: Safety
    recommendations: tuple[Recommended, ...]
    later: tuple[Recommended, ...]
    not_yet: tuple[Held, ...]
    excluded: tuple[Excluded, ...]
    set_aside: tuple[SetAside, ...]
    questions: tuple[Question, ...] | None = None
    contradictions: tuple[Conflict, ...]
    findings: tuple[NamedFinding, ...]
    rulebook: Stamp


@cache
def document_adapter() -> TypeAdapter[_Document]:
    """Return what reads and writes the JSON of a plan beside its situation."""
    return TypeAdapter(_Document)


def _known_only(situation: Situation) -> dict[str, Any]:
    """Only what was said: unknown facts and empty lists are left out."""
    known: dict[str, Any] = situation.model_dump(mode="json", exclude_none=True)
    for name in ("cannot_say", "declined"):
        known[name] = sorted(known[name])
    return {name: value for name, value in known.items() if value not in ([], {})}


def _faults(error: ValidationError) -> Iterable[Problem]:
    for line in error.errors(include_url=False, include_input=False):
        path = ".".join(str(step) for step in line["loc"]) or "situation"
        yield Problem("P501", f"not a plan: `{path}`: {line['msg'].lower()}")


def _fitting(stamp: Stamp, rulebook: Rulebook | None) -> Rulebook | None:
    if rulebook is not None and rulebook.content_hash != stamp.content_hash:
        message = f"the plan was made by `{stamp.id}` {stamp.version}, not by the rulebook given"
        raise PlanError(Problem("P502", message))
    if rulebook is None and (default := Rulebook.default()).content_hash == stamp.content_hash:
        return default
    return rulebook
