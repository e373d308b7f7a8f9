"""`nextsteps interview`: one question at a time, then the plan."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import CycloptsError, Parameter

from nextsteps.cli.situation import STANDARD_INPUT, asked_by, rulebook_in
from nextsteps.cli.terminal import show_document, write
from nextsteps.document import read_source
from nextsteps.errors import NextStepsError
from nextsteps.interview import Interview, OpenQuestion
from nextsteps.plan import Plan, SafetyLevel
from nextsteps.render import Document, as_text, plan_blocks
from nextsteps.render.contacts import contact_lines
from nextsteps.render.words import WORDS
from nextsteps.rulebook import Reader, Rulebook
from nextsteps.rulebook.entries import URGENCIES
from nextsteps.situation.read import read_situation

WHY, SKIP, DECLINE, BACK, QUIT = "?", "-", "!", "<", "q"
_KEYS = (
    f"Besides an answer you can type {WHY} (why is this asked), {SKIP} (cannot say), "
    f"{DECLINE} (rather not say), {BACK} (back) or {QUIT} (stop and see the plan)."
)
_MOST_SHOWN = 5


def interview(
    file: Annotated[
        str | None, Parameter(name="FILE", help="What is known already, YAML or JSON.")
    ] = None,
    /,
    *,
    save: Annotated[
        str | None,
        Parameter(help="Keep every answer in this file, and go on from it next time."),
    ] = None,
    reader: Annotated[
        Literal["client", "relative", "clinician"] | None,
        Parameter(name="--for", help="Who answers, and so in whose words the plan is."),
    ] = None,
    rulebook: Annotated[
        str | None, Parameter(help="A folder of rules; else the shipped ones.")
    ] = None,
) -> None:
    """Ask one question at a time, those about safety first, and print the plan."""
    begun = _begin(file, save, reader, rulebook_in(rulebook))
    _Talk(begun, None if save is None else Path(save)).run()


def _begin(
    file: str | None, save: str | None, reader: Reader | None, rulebook: Rulebook
) -> Interview:
    if file == STANDARD_INPUT:
        raise CycloptsError(msg="The answers are read from standard input; name a FILE instead.")
    if save is not None and Path(save).exists():
        if file is not None:
            raise CycloptsError(msg=f"`{save}` holds an interview to go on with; leave FILE out.")
        begun = Interview.from_json(read_source(save).text, rulebook=rulebook)
        if reader is None:
            return begun
        start = asked_by(begun.start, reader)
        return Interview(start, begun.steps, rulebook)
    situation = (
        rulebook.situation() if file is None else read_situation(file, model=rulebook.situation)
    )
    return Interview.of(
        situation if reader is None else asked_by(situation, reader), rulebook=rulebook
    )


@dataclass
class _Talk:
    """One run at a terminal or a pipe: what is printed for each line that comes in."""

    interview: Interview
    file: Path | None
    level: SafetyLevel = "clear"
    has_told_first_step: bool = False
    shown: Plan | None = None

    def run(self) -> None:
        """Ask until the plan is settled or the answers end, then print the plan."""
        note = WORDS[self.interview.plan.reader].questions_note
        write("\n".join(one for one in (_KEYS, note) if one) + "\n")
        self._keep()
        while (question := self.interview.question) is not None:
            if not self._goes_on_after_news():
                break
            self._ask(question)
            if not self._takes_answer(question):
                break
        self._end()

    def _ask(self, question: OpenQuestion) -> None:
        progress = self.interview.progress
        left = _left(progress.at_least, progress.at_most)
        about = "Safety. " if question.is_about_safety else ""
        write(f"\nQuestion {progress.answered + 1} ({left}). {about}{question.text}\n")
        for number, line in enumerate(_lines(question), start=1):
            write(f"  {number}. {line}\n")
        write(f"Answer ({_hint(question)}): ")

    def _takes_answer(self, question: OpenQuestion) -> bool:
        """Read lines until one moves the interview; False when it is to stop."""
        while (said := _line()) not in (None, QUIT):
            assert said is not None
            try:
                moved = self._moved(question, said)
            except NextStepsError as error:
                for problem in error.problems:
                    write(f"{problem.message}; {problem.help}\n")
                write(f"Answer ({_hint(question)}): ")
                continue
            if moved is not None:
                self.interview = moved
                self._keep()
                return True
            write(f"Answer ({_hint(question)}): ")
        return False

    def _moved(self, question: OpenQuestion, said: str) -> Interview | None:
        """The interview after *said*; None where it was only a wish to know more."""
        match said:
            case "?":
                write(_reasons(question))
                return None
            case "":
                write(f"{_KEYS}\n")
                return None
            case "-":
                return self.interview.skip()
            case "!":
                return self.interview.decline()
            case "<":
                return self.interview.back()
            case _:
                return self.interview.answer(question.read(said))

    def _goes_on_after_news(self) -> bool:
        """Tell at once what must not wait: a danger, and once that the first step is settled."""
        plan = self.interview.plan
        before, self.level = self.level, plan.safety.at_least
        if _is_graver(self.level, before) and self.level == "emergency":
            self._show_plan()
            write("\nType yes to go on with the questions; anything else stops here: ")
            return (_line() or "").lower() in ("yes", "y")
        if _is_graver(self.level, before):
            step = plan.recommendations[0]
            write(f"\nThis should not wait: {step.title}. {step.what}\n")
            write(as_text(Document((contact_lines(plan),))))
            write(f"Type {QUIT} for the whole plan.\n")
        elif not self.has_told_first_step and self.interview.is_first_step_settled:
            self.has_told_first_step = True
            first = plan.recommendations[0].title if plan.recommendations else "no step"
            write(f"\nWhat comes first is settled: {first}.\n")
            write(f"More answers can still change the rest; type {QUIT} to see the plan.\n")
        return True

    def _end(self) -> None:
        if self.interview.is_settled:
            write("\nNo further answer could change the plan.\n")
        if self.shown is not self.interview.plan:  # an emergency was told at once
            self._show_plan()
        if self.file is not None:
            write(f"\nYour answers are in {self.file}; the same command goes on from there.\n")

    def _show_plan(self) -> None:
        self.shown = self.interview.plan
        write("\n")
        show_document(plan_blocks(self.shown))

    def _keep(self) -> None:
        """Write beside the file, then move: a crash never leaves half of the answers."""
        if self.file is None:
            return
        beside = self.file.with_name(f"{self.file.name}.part")
        beside.unlink(missing_ok=True)
        # What is said here is nobody else's to read.
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(self.interview.to_json(indent=2) + "\n")
        beside.replace(self.file)


def _line() -> str | None:
    """The next line that was typed; None at the end."""
    sys.stdout.flush()
    line = sys.stdin.readline() if sys.stdin is not None else ""
    if not line or not sys.stdin.isatty():
        write("\n")  # nobody pressed Enter
    return line.strip() if line else None


def _left(at_least: int, at_most: int) -> str:
    if at_least == at_most:
        return "the last one" if at_most == 1 else f"{at_most} left"
    return f"{at_least} to {at_most} left"


def _lines(question: OpenQuestion) -> tuple[str, ...]:
    """The numbered lines to choose from: of several facts, each in its own words."""
    if question.kind == "several":
        return tuple(fact.question for fact in question.facts)
    return tuple(choice.replace("_", " ") for choice in question.choices)


def _hint(question: OpenQuestion) -> str:
    match question.kind:
        case "several":
            return "the numbers of those that are so, or none"
        case "choice":
            return f"a number from 1 to {len(question.choices)}"
        case _:
            return question.range


def _reasons(question: OpenQuestion) -> str:
    lines = [question.why]
    if question.could_change:
        shown = [f"- {title}" for title in question.could_change[:_MOST_SHOWN]]
        more = len(question.could_change) - len(shown)
        lines += ["What it could change:", *shown, *([f"- and {more} more"] if more else [])]
    return "\n".join(lines) + "\n"


def _is_graver(level: SafetyLevel, before: SafetyLevel) -> bool:
    order = (*URGENCIES, "clear")
    return order.index(level) < order.index(before)
