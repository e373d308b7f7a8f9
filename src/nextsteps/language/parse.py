"""
Text into a checked condition, through Python's own parser and an allow-list.

No `ast` object leaves this file, and nothing of the text is ever run.
"""

import ast
import re
import warnings

from nextsteps.errors import ConditionError, Location, Problem
from nextsteps.language.nodes import Condition
from nextsteps.language.reader import Names, Place, Reader, offset, too_deep

MAX_LENGTH = 2_000
_UNREADABLE = re.compile(r"[^\n -~]")  # all but a line end and what ASCII prints


def parse(text: str, names: Names, place: Place | None = None) -> Condition:
    """
    Return the condition that *text* states, checked against *names*.

    Args:
        text: An expression of the rule language.
        names: Facts, findings and recommendations that it may use.
        place: Turns an offset in *text* and a width into a place for messages.

    Raises:
        ConditionError: Listing every fault (L301 to L308), each at its place.

    >>> from nextsteps import Situation
    >>> parse("not not_heard", Names(Situation.vocabulary().facts))
    Not(part=IsTrue(fact='not_heard'))
    """
    place = place or _place_in(text)
    _refuse_unreadable(text, place)
    reader = Reader(text, names, place)
    condition = reader.condition(_python_tree(text, place))
    if reader.problems or condition is None:
        raise ConditionError(reader.problems)
    return condition


def _place_in(text: str) -> Place:
    shown = text.replace("\n", " ")
    return lambda start, width: Location("condition", 1, start + 1, shown, width)


def _refuse_unreadable(text: str, place: Place) -> None:
    if not text.strip():
        message = "the condition is empty"
        raise ConditionError(Problem("L301", message, place(0, 1), "write `True` for always"))
    if len(text) > MAX_LENGTH:
        message = f"the condition is longer than {MAX_LENGTH} characters"
        raise ConditionError(Problem("L306", message, place(0, 1), "split it into findings"))
    if "#" in text:  # to Python the rest of the line would be a comment, and be lost
        message = "`#` is not part of the rule language"
        help_text = "in YAML a comment stands on a line of its own, outside the condition"
        raise ConditionError(Problem("L301", message, place(text.index("#"), 1), help_text))
    if odd := _UNREADABLE.search(text):
        start, character = odd.start(), odd.group()
        what = "a control character" if character.isascii() else f"`{character}`"
        message = f"{what} (U+{ord(character):04X}) is not a plain ASCII letter, sign or space"
        raise ConditionError(
            Problem(
                "L307", message, place(start, 1), "look-alike letters are refused; type it anew"
            )
        )


_MISTAKES = (
    (re.compile(r"&&?"), "write `and`"),
    (re.compile(r"\|\|?"), "write `or`"),
    (re.compile(r"!(?!=)"), "write `not`"),
    (re.compile(r"(?<![<>=!])=(?!=)"), "write `==` to compare"),
    (re.compile(r"\b(AND|OR|NOT)\b"), "write `and`, `or`, `not` in small letters"),
)


def _python_tree(text: str, place: Place) -> ast.expr:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of which kind they are, differs between Pythons
            tree = ast.parse(f"({text}\n)", mode="eval").body
    except SyntaxError as error:
        start = offset(text, error.lineno or 1, max(0, (error.offset or 1) - 1))
        raise ConditionError(_syntax_problem(text, start, place)) from None
    except (RecursionError, MemoryError, ValueError):
        raise ConditionError(too_deep(place(0, 1))) from None
    if (tree.lineno, tree.col_offset) == (1, 0) and not isinstance(tree, _BRACKETED):
        message = "a bracket closes that was never opened"
        raise ConditionError(Problem("L301", message, place(max(0, text.find(")")), 1)))
    return tree


_BRACKETED = (ast.Tuple, ast.GeneratorExp)
"""What takes our own brackets as its own; any other tree lies inside them."""


def _syntax_problem(text: str, start: int, place: Place) -> Problem:
    for pattern, help_text in _MISTAKES:
        if found := pattern.search(text):
            message = f"`{found.group()}` is not part of the rule language"
            return Problem("L301", message, place(found.start(), len(found.group())), help_text)
    message = "the condition does not parse here"
    help_text = (
        "check that brackets and quotes are closed and that words are joined by `and` or `or`"
    )
    return Problem("L301", message, place(min(start, len(text) - 1), 1), help_text)
