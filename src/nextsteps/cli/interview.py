"""`nextsteps interview`: one question at a time, then the plan."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import CycloptsError, Parameter

from nextsteps.cli.situation import STANDARD_INPUT, Language, OwnFacts, asked_by, rulebook_in
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
from nextsteps.translation import (
    AS_WRITTEN,
    Catalogue,
    Interpreter,
    catalogue_for,
    translated,
)
from nextsteps.translation.question import (
    could_change,
    in_english,
    question_hint,
    question_lines,
    question_text,
    question_why,
)

WHY, SKIP, DECLINE, BACK, QUIT = "?", "-", "!", "<", "q"
_KEYS = (
    "Besides an answer you can type {} (why is this asked), {} (cannot say), "
    "{} (rather not say), {} (back) or {} (stop and see the plan)."
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
    situation: OwnFacts = None,
    language: Language = "en",
) -> None:
    """Ask one question at a time, those about safety first, and print the plan."""
    catalogue = catalogue_for(language, rulebook)
    begun = _begin(file, save, reader, rulebook_in(rulebook, situation))
    _Talk(begun, None if save is None else Path(save), catalogue).run()


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
    language: Catalogue
    level: SafetyLevel = "clear"
    has_told_first_step: bool = False
    shown: Plan | None = None

    @property
    def into(self) -> Interpreter:
        """Who says it to the one who answers by now; only a client's words are translated."""
        is_client = self.interview.plan.reader == "client"
        return Interpreter(self.language) if is_client else AS_WRITTEN

    def run(self) -> None:
        """Ask until the plan is settled or the answers end, then print the plan."""
        note = WORDS[self.interview.plan.reader].questions_note
        unreviewed = "" if self.language.reviewed else self.language.note
        said = (unreviewed, self._keys(), self.into.say(note))
        write("\n".join(one for one in said if one) + "\n")
        self._keep()
        while (question := self.interview.question) is not None:
            if not self._goes_on_after_news():
                break
            self._ask(question)
            if not self._takes_answer(question):
                break
        self._end()

    def _keys(self) -> str:
        return self.into.say(_KEYS).format(WHY, SKIP, DECLINE, BACK, QUIT)

    def _ask(self, question: OpenQuestion) -> None:
        progress, into = self.interview.progress, self.into
        left = _left(progress.at_least, progress.at_most, into)
        about = f"{into.say('Safety')}. " if question.is_about_safety else ""
        asked = f"{into.say('Question')} {progress.answered + 1} ({left}). "
        write(f"\n{asked}{about}{question_text(question, into)}\n")
        for number, line in enumerate(question_lines(question, into), start=1):
            write(f"  {number}. {line}\n")
        self._prompt(question)

    def _prompt(self, question: OpenQuestion) -> None:
        write(f"{self.into.say('Answer')} ({question_hint(question, self.into)}): ")

    def _takes_answer(self, question: OpenQuestion) -> bool:
        """Read lines until one moves the interview; False when it is to stop."""
        while (said := _line()) not in (None, QUIT):
            assert said is not None
            try:
                moved = self._moved(question, said)
            except NextStepsError as error:
                for problem in error.problems:
                    write(f"{problem.message}; {problem.help}\n")
                self._prompt(question)
                continue
            if moved is not None:
                self.interview = moved
                self._keep()
                return True
            self._prompt(question)
        return False

    def _moved(self, question: OpenQuestion, said: str) -> Interview | None:
        """The interview after *said*; None where it was only a wish to know more."""
        match said:
            case "?":
                write(_reasons(question, self.into))
                return None
            case "":
                write(f"{self._keys()}\n")
                return None
            case "-":
                return self.interview.skip()
            case "!":
                return self.interview.decline()
            case "<":
                return self.interview.back()
            case _:
                return self.interview.answer(question.read(in_english(said, self.into)))

    def _goes_on_after_news(self) -> bool:
        """Tell at once what must not wait: a danger, and once that the first step is settled."""
        plan, say = translated(self.interview.plan, self.language), self.into.say
        before, self.level = self.level, plan.safety.at_least
        if _is_graver(self.level, before) and self.level == "emergency":
            self._show_plan()
            go_on = say("Type yes to go on with the questions; anything else stops here")
            write(f"\n{go_on}: ")
            return in_english(_line() or "", self.into).lower() in ("yes", "y")
        if _is_graver(self.level, before):
            step = plan.recommendations[0]
            write(f"\n{say('This should not wait')}: {step.title}. {step.what}\n")
            write(as_text(Document((contact_lines(plan, self.into),))))
            write(say("Type {} for the whole plan.").format(QUIT) + "\n")
        elif not self.has_told_first_step and self.interview.is_first_step_settled:
            self.has_told_first_step = True
            first = plan.recommendations[0].title if plan.recommendations else say("no step")
            more = say("More answers can still change the rest; type {} to see the plan.")
            write(f"\n{say('What comes first is settled')}: {first}.\n")
            write(more.format(QUIT) + "\n")
        return True

    def _end(self) -> None:
        if self.interview.is_settled:
            write(f"\n{self.into.say('No further answer could change the plan.')}\n")
        if self.shown is not self.interview.plan:  # an emergency was told at once
            self._show_plan()
        if self.file is not None:
            kept = self.into.say("Your answers are in {}; the same command goes on from there.")
            write(f"\n{kept.format(self.file)}\n")

    def _show_plan(self) -> None:
        self.shown = self.interview.plan
        write("\n")
        show_document(plan_blocks(self.shown, language=self.language))

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


def _left(at_least: int, at_most: int, into: Interpreter) -> str:
    if at_least == at_most:
        return into.say("the last one" if at_most == 1 else "{} left").format(at_most)
    return into.say("{} to {} left").format(at_least, at_most)


def _reasons(question: OpenQuestion, into: Interpreter) -> str:
    lines = [question_why(question, into)]
    if question.could_change:
        titles = could_change(question, into)
        shown = [f"- {title}" for title in titles[:_MOST_SHOWN]]
        more = into.say("and {} more").format(len(titles) - len(shown))
        several = [f"- {more}"] if len(titles) > len(shown) else []
        lines += [into.say("What it could change:"), *shown, *several]
    return "\n".join(lines) + "\n"


def _is_graver(level: SafetyLevel, before: SafetyLevel) -> bool:
    order = (*URGENCIES, "clear")
    return order.index(level) < order.index(before)
