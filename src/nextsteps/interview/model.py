"""An interview: a situation, and the answers given since; each answer makes a new one."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, Self, TypeAlias

from pydantic import ValidationError
from pydantic_core import to_json

from nextsteps.errors import InterviewError, NextStepsError, Problem
from nextsteps.interview.outlook import Outlook
from nextsteps.interview.progress import Progress, progress
from nextsteps.interview.question import OpenQuestion, checked, open_question
from nextsteps.plan import Plan, Question
from nextsteps.questions import Candidates
from nextsteps.recommend import recommend
from nextsteps.rulebook import Rulebook
from nextsteps.situation import FactValue, Situation

Said: TypeAlias = Literal["answered", "cannot_say", "declined"]
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Step:
    """What was said to one question: the value of each fact, None where there is none."""

    said: Said
    facts: tuple[tuple[str, FactValue | None], ...]


@dataclass(frozen=True)
class Interview:
    """
    Questions one at a time, the ones that could change most first, until none is left.

    An interview never changes: `answer`, `skip`, `decline` and `back` return another one,
    and a fault in an answer leaves the one at hand as it was. It is settled when no question
    is open whose answer could change safety, recommendations, not_yet, excluded or warnings;
    a front end may stop before, as soon as `is_first_step_settled`.

    >>> interview = Interview.of({"asker": "client", "suicidal_thoughts": False})
    >>> interview.question.kind, interview.question.is_about_safety
    ('yes_no', True)
    >>> interview = interview.answer(False).skip()
    >>> len(interview.steps), interview.back().skip() == interview
    (2, True)
    """

    start: Situation
    steps: tuple[Step, ...] = ()
    rulebook: Rulebook = field(default_factory=Rulebook.default, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        situation: Situation | Mapping[str, Any] | None = None,
        *,
        rulebook: Rulebook | None = None,
    ) -> Self:
        """Begin with what is known; facts that could not be said before are not asked again."""
        book = Rulebook.default() if rulebook is None else rulebook
        if not isinstance(situation, Situation):
            situation = book.situation.model_validate(situation or {})
        return cls(situation, rulebook=book)

    @cached_property
    def situation(self) -> Situation:
        """All that is known by now; a later answer about a fact replaces an earlier one."""
        if not self.steps:
            return self.start
        facts: dict[str, FactValue | None] = {}
        last: dict[str, Said] = {}
        for step in self.steps:
            facts.update(step.facts)
            last.update((name, step.said) for name, _ in step.facts)

        def named(said: Said, before: frozenset[str]) -> frozenset[str]:
            return (before - last.keys()) | {name for name, one in last.items() if one == said}

        return self.start.with_facts(
            **facts,
            cannot_say=named("cannot_say", self.start.cannot_say),
            declined=named("declined", self.start.declined),
        )

    @cached_property
    def plan(self) -> Plan:
        """The plan by now."""
        return recommend(self.situation, rulebook=self.rulebook)

    @cached_property
    def question(self) -> OpenQuestion | None:
        """What to ask next; None when the plan is settled."""
        return open_question(self.plan, self._candidates, self._closed, self._outlook)

    @property
    def is_settled(self) -> bool:
        """Whether no open question could change the plan."""
        return self.question is None

    @cached_property
    def is_first_step_settled(self) -> bool:
        """
        Whether no answer to an open question could change safety or which step comes first.

        It errs to the side of no.
        """
        return self.is_settled or self._outlook.is_first_step_settled

    @cached_property
    def progress(self) -> Progress:
        """How many questions are behind, and how many are left at least and at most."""
        asked = frozenset(one.fact for one in self.plan.questions) - self._closed
        return progress(self.plan, self._outlook.reading, asked, len(self.steps))

    @property
    def to_find_out(self) -> tuple[Question, ...]:
        """What could not be said and would still change the plan."""
        return tuple(one for one in self.plan.questions if one.fact in self._closed)

    @cached_property
    def _outlook(self) -> Outlook:
        asked = frozenset(one.fact for one in self._candidates.questions)
        return Outlook(self.plan, asked - self._closed)

    @cached_property
    def _candidates(self) -> Candidates:
        return Candidates.of_plan(self.plan)

    @property
    def _closed(self) -> frozenset[str]:
        return self.situation.cannot_say | self.situation.declined

    # What is said

    def answer(self, value: Any, *, fact: str | None = None) -> "Interview":
        """
        Return the interview with an answer to its question, or about *fact*, whichever it is.

        Raises:
            SituationError: *value* does not answer it; the help says what would.
            InterviewError: No question is open (I802).
        """
        values = self._asked().values(value) if fact is None else {fact: value}
        return self._with(Step("answered", tuple(checked(type(self.start), values).items())))

    def skip(self) -> "Interview":
        """Return the interview with its question marked as one that cannot be said (yet)."""
        return self._without_answer("cannot_say")

    def decline(self) -> "Interview":
        """Return the interview with its question declined: it is never asked again."""
        return self._without_answer("declined")

    def back(self) -> "Interview":
        """
        Return the interview as it was before the last step.

        Raises:
            InterviewError: Nothing was said yet (I802).
        """
        if not self.steps:
            raise InterviewError(Problem("I802", "this is the first question", help="answer it"))
        return Interview(self.start, self.steps[:-1], self.rulebook)

    def _asked(self) -> OpenQuestion:
        if self.question is None:
            message = "no question is open: no answer could change the plan"
            raise InterviewError(
                Problem("I802", message, help="`answer(value, fact=...)` corrects an answer")
            )
        return self.question

    def _without_answer(self, said: Said) -> "Interview":
        return self._with(Step(said, tuple((fact.name, None) for fact in self._asked().facts)))

    def _with(self, step: Step) -> "Interview":
        return Interview(self.start, (*self.steps, step), self.rulebook)

    # JSON

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the interview as JSON: where it began, and what was said since."""
        start = self.start.model_dump(mode="json", exclude_defaults=True)
        for name in ("cannot_say", "declined"):
            if name in start:
                start[name] = sorted(start[name])
        steps = [
            {step.said: dict(step.facts) if step.said == "answered" else [n for n, _ in step.facts]}
            for step in self.steps
        ]
        document = {"interview": _FORMAT, "start": start, "steps": steps}
        return to_json(document, indent=indent).decode()

    @classmethod
    def from_json(cls, text: str, *, rulebook: Rulebook | None = None) -> "Interview":
        """
        Read an interview that `to_json` wrote, and go on with *rulebook*.

        That may be a newer one than the interview began with: no answer is lost, and what
        to ask follows from the rulebook at hand.

        Raises:
            InterviewError: Not an interview, or of facts that this rulebook lacks (I801).
        """
        book = Rulebook.default() if rulebook is None else rulebook
        try:
            document = json.loads(text)
            if not isinstance(document, dict) or document.keys() != {"interview", "start", "steps"}:
                raise ValueError("it needs `interview`, `start` and `steps`")
            if document["interview"] != _FORMAT or isinstance(document["interview"], bool):
                raise ValueError(f"its format is not {_FORMAT}")
            start = book.situation.model_validate_json(json.dumps(document["start"]))
            steps = tuple(_steps(document["steps"], book.situation))
        except ValidationError as error:
            lines = error.errors(include_url=False, include_input=False)
            raise InterviewError(
                _fault(f"`{'.'.join(map(str, line['loc']))}`: {line['msg'].lower()}")
                for line in lines
            ) from None
        except NextStepsError as error:
            raise InterviewError(_fault(one.message) for one in error.problems) from None
        except (ValueError, RecursionError) as error:
            deep = isinstance(error, RecursionError)
            raise InterviewError(_fault("nested too deeply" if deep else str(error))) from None
        return cls(start, steps, book)


def _steps(listed: object, model: type[Situation]) -> Iterable[Step]:
    if not isinstance(listed, list):
        raise ValueError("`steps` is a list")
    for place, one in enumerate(listed):
        match one:
            case {"answered": dict(values), **rest} if values and not rest:
                yield Step("answered", tuple(checked(model, values).items()))
            case {"cannot_say": [*names], **rest} if names and not rest:
                yield _unanswered("cannot_say", names, model)
            case {"declined": [*names], **rest} if names and not rest:
                yield _unanswered("declined", names, model)
            case _:
                raise ValueError(f"step {place + 1} does not have the right form")


def _unanswered(said: Said, names: list[Any], model: type[Situation]) -> Step:
    unknown = [str(one)[:80] for one in names if str(one) not in model.vocabulary().facts]
    if unknown:
        raise ValueError(f"unknown fact `{unknown[0]}`")
    return Step(said, tuple((name, None) for name in names))


def _fault(reason: str) -> Problem:
    return Problem("I801", f"not an interview: {reason}", help="`Interview.to_json` writes one")
