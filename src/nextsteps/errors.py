"""
Every error of the library, and the problems it lists.

    NextStepsError
    ├── DocumentError     a file that is not readable YAML or JSON          D1xx
    ├── SituationError    facts that are not in the vocabulary or range     S2xx
    ├── ConditionError    a condition that does not parse or type-check     L3xx
    ├── RulebookError     a rulebook with faults, all of them listed        R4xx
    ├── PlanError         plan JSON, a record, or a question to a plan       P5xx
    ├── EngineError       an engine that is unknown or not installed        E6xx
    ├── MeasureError      answers or scores that a questionnaire can't have  M7xx
    ├── InterviewError    interview JSON, or a step of one, gone wrong       I8xx
    ├── TableError        a table of people with columns or cells amiss     T9xx
    ├── ProofError        what a proof finds wrong, or no prover             V1xx
    ├── CatalogueError    texts of another language that are at fault       C1xx
    ├── ServiceError      a call of the web service that it does not take     W1xx
    └── ExplorerError     a page to try situations on that cannot be made     X1xx

An error carries `problems`; each has a code from the closed list `CODES`, a message in
the user's words, where known a place with an excerpt, and help.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

CODES = {
    "D101": "the file is not text",
    "D102": "the file is too large",
    "D103": "the file is not valid YAML or JSON",
    "D104": "a key stands twice in one mapping",
    "D105": "an anchor or alias is used",
    "D106": "a tag is used",
    "D107": "the nesting is too deep",
    "D108": "the file is empty",
    "D109": "the file holds more than one document",
    "D110": "the file cannot be read",
    "D111": "git has no such revision or folder",
    "D112": "git cannot be asked for a revision",
    "D113": "there is a file or folder of this name already",
    "D114": "the file cannot be laid out without changing what it says",
    "S201": "unknown fact",
    "S202": "a value has the wrong type",
    "S203": "a number is out of range",
    "S204": "a value is not one of the choices",
    "S205": "a list of members contradicts itself",
    "S206": "a situation is not a mapping of facts",
    "S207": "a filled-in questionnaire does not have the right shape",
    "S208": "a vocabulary of one's own that is not there, or is none",
    "L301": "the condition does not parse",
    "L302": "a part that the rule language does not have",
    "L303": "unknown name",
    "L304": "a comparison that the fact's kind does not allow",
    "L305": "a value that the fact can never have",
    "L306": "the condition is too long or too deeply nested",
    "L307": "a name with letters outside plain ASCII",
    "L308": "unknown recommendation in tried() or failed()",
    "R401": "an entry does not have the right shape",
    "R402": "an id stands twice",
    "R403": "a name that is nowhere declared",
    "R404": "findings depend on each other in a circle",
    "R405": "a recommendation carries a forbidden act",
    "R406": "a text advises something forbidden",
    "R407": "an urgency that no danger justifies",
    "R408": "a danger without a core step that is always open",
    "R409": "a rule without a vignette in which it holds, or just fails",
    "R410": "a vignette does not come out as it says",
    "R411": "the rulebook has no rules, or no name and version",
    "R412": "a finding that no rule concludes",
    "R413": "a danger condition that could fall when danger rises",
    "R414": "a measure that does not fit the facts it fills in",
    "R415": "a law about a fact that has no dangerous direction",
    "R416": "a safety step that would wait for an answer",
    "R417": "a place that is still to be filled in: no fault, and listed by a check",
    "R420": "a compiled rulebook that is damaged, or does not fit",
    "R421": "a card that is none, or is not that of the rulebook",
    "P501": "plan JSON that is not a plan",
    "P502": "the plan belongs to another rulebook",
    "P503": "unknown recommendation",
    "P504": "a record that is not one",
    "P505": "a record that was changed after it was made",
    "P506": "the situation of a record does not fit the vocabulary or the measures",
    "P507": "a time that is not one",
    "P508": "a patient's id that FHIR does not allow",
    "E601": "unknown engine",
    "E602": "the engine is not installed",
    "E603": "the engine cannot run this rulebook",
    "M701": "unknown measure",
    "M702": "the wrong number of answers",
    "M703": "an answer or a total out of range",
    "M704": "missing answers that may not be made up for",
    "M705": "the total does not fit the answers",
    "M706": "a date after the day of the situation",
    "M707": "a measure stands twice at one time",
    "M708": "weeks and dates are mixed within one measure",
    "M709": "unknown norms",
    "M710": "a number that the formula cannot take",
    "M711": "words of a questionnaire that do not fit it",
    "I801": "interview JSON that is not an interview",
    "I802": "the interview has no question open, or no step to take back",
    "T901": "a column that is no fact",
    "T902": "a column whose type cannot hold its fact",
    "T903": "two columns say the same",
    "T904": "a column that is named is not there",
    "T905": "more cells that cannot be read than are listed",
    "T906": "a row without a person",
    "T907": "a table that cannot be read",
    "T908": "a table that cannot be written",
    "T909": "an option that does not fit",
    "T910": "a line of a CSV file with too few or too many cells",
    "T911": "scores of a person that a questionnaire cannot have",
    "T912": "what whole caseloads need is not installed",
    "V100": "the provers are not installed",
    "V101": "a rule that can never hold",
    "V102": "a rule that holds in every situation, and is not marked as a fallback",
    "V103": "a rule that another one implies, with the same effect",
    "V104": "a finding that no condition reads",
    "V105": "a recommendation that nothing ever speaks for where it applies",
    "V106": "a recommendation that is always excluded, held back or dropped",
    "V107": "two opposites that can stand in one plan",
    "V108": "a stated concern that can be left without any recommendation",
    "V109": "a recommendation that can come before what a danger calls for",
    "V110": "a danger that can hold without any of its core steps",
    "V111": "a rule that can take a safety step away",
    "V112": "a level of safety that more danger lowers",
    "V113": "a safety step that more danger makes less urgent, or takes away",
    "V114": "a rule against a step that is never up for choice when the rule holds",
    "V115": "a gap between two thresholds: for one value neither holds",
    "V116": "two thresholds that overlap: for one value both hold",
    "V117": "two thresholds that disagree about one value",
    "V118": "a fact that no condition reads",
    "V119": "a law of the rulebook's own that some situation breaks",
    "V120": "a law of the rulebook's own that applies to no situation",
    "V121": "something marked as meant that no check finds",
    "C101": "there is no such language",
    "C102": "a translation does not have the right shape",
    "C103": "a translation of something that is not there",
    "C104": "a translation that does not keep numbers or places to fill in",
    "W101": "the body of a call is too large",
    "W102": "the body of a call is not said to be JSON",
    "W103": "the body of a call took too long to arrive, or ended too early",
    "W104": "too many calls at once",
    "W105": "there is no such call",
    "W106": "a body that does not have the right shape",
    "W107": "the service failed",
    "W108": "what the service needs is not installed",
    "X101": "what runs Python in the browser cannot be fetched",
    "X102": "a fetched file is not the one that was expected",
    "X103": "the folder for a page holds other files",
    "X104": "a page cannot ask the facts of a vocabulary of one's own",
}


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file: line and column count from 1, `excerpt` is the whole line."""

    file: str
    line: int
    column: int
    excerpt: str = ""
    width: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: code, message, and where known a place and help."""

    code: str
    message: str
    location: Location | None = None
    help: str | None = None

    def at(self, location: Location | None) -> "Problem":
        """Return the same problem at *location*."""
        return replace(self, location=location)

    def __str__(self) -> str:
        """
        Return the message as a person reads it: place, code, excerpt, caret, help.

        >>> place = Location("me.yaml", 1, 1, "agee: 9", width=4)
        >>> print(Problem("S201", "unknown fact `agee`", place, "did you mean `age`?"))
        me.yaml:1:1: error[S201]: unknown fact `agee`
            1 | agee: 9
              | ^^^^
              = help: did you mean `age`?
        """
        head = f"error[{self.code}]: {self.message}"
        lines = [head if self.location is None else f"{self.location}: {head}"]
        if self.location is not None and self.location.excerpt:
            lines += _excerpt(self.location)
        if self.help is not None:
            lines.append(f"      = help: {self.help}")
        return _visible("\n".join(lines))


def _visible(text: str) -> str:
    """Show characters that a terminal obeys, or cannot print, as a mark: a file is no command."""
    return "".join(one if one.isprintable() or one == "\n" else "\ufffd" for one in text)


_EXCERPT_WIDTH = 110


def _excerpt(place: Location) -> list[str]:
    """Show the line and a caret below it; a long line is cut around the place."""
    is_long = len(place.excerpt) > _EXCERPT_WIDTH
    start = max(0, place.column - _EXCERPT_WIDTH // 2) if is_long else 0
    shown = place.excerpt[start : start + _EXCERPT_WIDTH].replace("\t", " ")
    column = place.column - 1 - start
    carets = "^" * max(1, min(place.width, len(shown) - column))
    return [f"{place.line:>5} | {shown}", f"      | {' ' * column}{carets}"]


class NextStepsError(Exception):
    """Base of every error; `problems` holds what is wrong, in the order of the files."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(problems)
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))


class DocumentError(NextStepsError):
    """A file that is not readable YAML or JSON."""


class SituationError(NextStepsError):
    """Facts that are not in the vocabulary, of the wrong type, or out of range."""


class ConditionError(NextStepsError):
    """A condition that does not parse or type-check."""


class RulebookError(NextStepsError):
    """A rulebook with faults; all problems of all files are listed."""


class PlanError(NextStepsError):
    """Plan JSON or a record that is none, or a question that a plan cannot answer."""


class EngineError(NextStepsError):
    """An engine that is unknown, not installed, or cannot run a rulebook."""


class MeasureError(NextStepsError):
    """Answers or scores that a questionnaire cannot have, or a formula cannot take."""


class InterviewError(NextStepsError):
    """Interview JSON that is not an interview, or a step that it cannot take."""


class TableError(NextStepsError):
    """A table of people with columns that do not fit, or cells that cannot be read."""


class ProofError(NextStepsError):
    """A proof that cannot be made because no prover is installed; checks use the same codes."""


class CatalogueError(NextStepsError):
    """A language that is not there, or texts of one that are at fault."""


class ServiceError(NextStepsError):
    """A call of the web service that it does not take."""


class ExplorerError(NextStepsError):
    """A page to try situations on that cannot be made."""


def suggestion(name: str, known: Iterable[str]) -> str | None:
    """
    Return "did you mean ...?" for a misspelt *name*, or None.

    >>> suggestion("no_progres", ["no_progress", "age"])
    'did you mean `no_progress`?'
    """
    from difflib import get_close_matches  # 3 ms, and only needed when something is wrong

    close = get_close_matches(name[:80], list(known), n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else None
