"""One question of an interview: what is asked, why, what answers it has, and their check."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from pydantic import ValidationError

from nextsteps.errors import Problem, SituationError, suggestion
from nextsteps.interview.outlook import Outlook
from nextsteps.plan import Plan, Question
from nextsteps.questions import Candidates
from nextsteps.rulebook.entries import STAGES
from nextsteps.situation import NONE_ELSE, Fact, FactValue, Situation
from nextsteps.values import ASKER

AnswerKind: TypeAlias = Literal["yes_no", "whole", "decimal", "choice", "text", "several"]

_WORDS: Mapping[str, bool] = {
    "yes": True, "y": True, "true": True,
    "no": False, "n": False, "false": False,
}  # fmt: skip
_NONE = ("none", "no", "0", NONE_ELSE)
MATTERS = "The answer can change which steps are suggested, or their order."
LEVELS: Mapping[str, str] = {
    "emergency": "whether this is an emergency",
    "same_day": "whether help is needed today",
    "days": "whether help is needed within days",
}


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """
    A question that is open: of one fact, or of several of one list at once.

    Of several (`kind` is "several") the answer is the list of those that are so; the
    others that were asked are then not so. `could_change` holds titles of recommendations,
    those of safety first.
    """

    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]
    could_change: tuple[str, ...]

    @property
    def kind(self) -> AnswerKind:
        """What an answer is: that of the fact, or "several"."""
        return self.facts[0].kind if len(self.facts) == 1 else "several"

    @property
    def text(self) -> str:
        """The question in words; of several, what they have in common."""
        if self.kind != "several":
            return self.facts[0].question
        return f"Which of these are so ({str(self.facts[0].group).replace('_', ' ')})?"

    @property
    def topic(self) -> str:
        """What the question is about."""
        return self.questions[0].topic

    @property
    def is_about_safety(self) -> bool:
        """Whether it is asked because of a danger."""
        return any(one.level is not None for one in self.questions)

    @property
    def choices(self) -> tuple[str, ...]:
        """The answers to choose from; empty where there is no list of them."""
        if self.kind == "several":
            return tuple(fact.member or fact.name for fact in self.facts)
        return self.facts[0].choices

    @property
    def range(self) -> str:
        """What may be answered, in words."""
        match self.kind:
            case "several":
                return f"any of {', '.join(self.choices)}; or none"
            case "yes_no":
                return "yes or no"
            case _:
                return self.facts[0].describe_range()

    @property
    def why(self) -> str:
        """Why it is asked: the reason of a rule, or else what turns on the answer."""
        for one in self.questions:
            if one.because is not None:
                return one.because
        levels = [one.level for one in self.questions if one.level is not None]
        if levels:
            return f"The answer can settle {LEVELS[levels[0]]}."
        return MATTERS

    def read(self, text: str) -> Any:
        """
        Return the answer that *text* gives, as a person types it; `answer` checks the rest.

        A choice may be given by its number, counted from 1.

        Raises:
            SituationError: It is no answer to this question; the help says what is.
        """
        said = text.strip()
        match self.kind:
            case "yes_no" if said.lower() in _WORDS:
                return _WORDS[said.lower()]
            case "whole" if re.fullmatch(r"[+-]?[0-9]{1,15}", said):
                return int(said)
            case "decimal" if re.fullmatch(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?", said):
                return float(said)
            case "choice":
                return self._chosen(said)
            case "several":
                if said.lower() in _NONE:
                    return []
                return [self._chosen(one) for one in re.split(r"[,\s]+", said) if one]
            case "text":
                return said
        raise SituationError(self._problem(said))

    def _chosen(self, said: str) -> str:
        if said.isascii() and said.isdecimal() and len(said) < 4:
            place = int(said)
            if not 1 <= place <= len(self.choices):
                message = f"there is no number {place}"
                raise SituationError(
                    Problem("S204", message, help=f"1 to {len(self.choices)}, or {self.range}")
                )
            return self.choices[place - 1]
        return said.lower().replace(" ", "_")

    def _problem(self, said: object) -> Problem:
        return problem_of(self.facts[0], said)

    def values(self, answer: Any) -> dict[str, FactValue]:
        """
        Return the facts that *answer* states.

        Raises:
            SituationError: It is of the wrong kind or not among the choices.
        """
        if self.kind != "several":
            return {self.facts[0].name: answer}
        if not isinstance(answer, Sequence | set | frozenset) or isinstance(answer, str):
            message = "several may be so: the answer is a list"
            raise SituationError(Problem("S202", message, help=self.range))
        members = {fact.member or fact.name: fact.name for fact in self.facts}
        wrong = [one for one in answer if one not in members and one != NONE_ELSE]
        if wrong:
            raise SituationError(
                Problem(
                    "S204",
                    f"`{str(one)[:80]}` is not one of those that were asked",
                    help=suggestion(str(one), members) or self.range,
                )
                for one in wrong
            )
        return {name: member in answer for member, name in members.items()}


def problem_of(fact: Fact, value: object) -> Problem:
    """Return what is wrong with *value* as an answer about *fact*, and what would be right."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    code = "S203" if number and fact.kind in ("whole", "decimal") else "S202"
    if fact.kind == "choice":
        code = "S204"
    wanted = "yes or no" if fact.kind == "yes_no" else fact.describe_range()
    close = suggestion(str(value), fact.choices) if fact.choices else None
    return Problem(code, f"`{str(value)[:80]}` does not answer this", help=close or wanted)


def checked(model: type[Situation], values: Mapping[str, Any]) -> dict[str, FactValue]:
    """
    Return *values* as a situation holds them.

    Raises:
        SituationError: Listing every value that its fact cannot have.
    """
    vocabulary = model.vocabulary().facts
    problems: list[Problem] = []
    found: dict[str, FactValue] = {}
    for name, value in values.items():
        fact = vocabulary.get(name)
        if fact is None or fact.measured:
            hint = suggestion(name, vocabulary) or "`nextsteps facts` lists all facts"
            problems.append(Problem("S201", f"`{name[:80]}` is no fact to ask about", help=hint))
            continue
        try:  # the model knows more than the vocabulary: the form of a text
            kept = getattr(model.model_validate({name: value}), name)
        except ValidationError:
            kept = None
        if kept is None:
            problems.append(problem_of(fact, value))
        else:
            found[name] = kept
    if problems:
        raise SituationError(problems)
    return found


def open_question(
    plan: Plan, candidates: Candidates, closed: frozenset[str], outlook: Outlook
) -> OpenQuestion | None:
    """
    Return the first question about a fact that is not *closed*, with its list; None if settled.

    Once safety is asked about, what could still come first is asked about before the rest.
    Whether a question matters is worked out for as few as need be.
    """
    left = [one for one in candidates.questions if one.fact not in closed]
    if left and not _is_about_safety(left[0]) and left[0].fact != ASKER:
        left = _nearest_first(left, outlook)
    first = next(filter(candidates.is_worth_asking, left), None)
    if first is None:
        return None
    rulebook = plan.require_rulebook()
    vocabulary = rulebook.situation.vocabulary().facts
    group = vocabulary[first.fact].group
    listed = [one for one in left if group and vocabulary[one.fact].group == group]
    asked = list(filter(candidates.is_worth_asking, listed)) or [first]
    names = {step for one in asked for step in one.recommendations}
    steps = sorted(
        (rulebook.recommendations[name] for name in names),
        key=lambda step: (STAGES.index(step.stage), step.id),
    )
    titles = (step.title_for(plan.reader) for step in steps)
    facts = tuple(vocabulary[one.fact] for one in asked)
    return OpenQuestion(facts, tuple(asked), tuple(dict.fromkeys(titles)))


def _is_about_safety(question: Question) -> bool:
    return question.level is not None


def _nearest_first(questions: list[Question], outlook: Outlook) -> list[Question]:
    """Sort by how near the front is what an answer bears on; what bears on nothing there last."""
    places = {name: place for place, name in enumerate(outlook.front)}

    def nearness(question: Question) -> int:
        found = (places.get(one, len(places)) for one in question.recommendations)
        return min(found, default=len(places))

    return sorted(questions, key=nearness)
