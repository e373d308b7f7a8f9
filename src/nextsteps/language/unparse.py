"""Conditions back into text, in one canonical form: `parse(unparse(c)) == c`."""

from typing import assert_never

from nextsteps.language.nodes import (
    Always,
    Among,
    And,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Not,
    Or,
    Tried,
)


def unparse(condition: Condition) -> str:
    """
    Return the canonical text of *condition*.

    >>> unparse(Or((And((IsTrue("not_heard"), Not(Found("too_early")))), Compare("age", "<", 18))))
    'not_heard and not too_early or age < 18'
    """
    match condition:
        case Always():
            return "True"
        case IsTrue(fact):
            return fact
        case Compare(fact, sign, value):
            return f"{fact} {sign} {_literal(value)}"
        case Among(fact, choices):
            return f"{fact} in {{{', '.join(_literal(choice) for choice in choices)}}}"
        case Found(finding):
            return finding
        case Tried(recommendation):
            return f"tried({_literal(recommendation)})"
        case Failed(recommendation):
            return f"failed({_literal(recommendation)})"
        case Not(part):
            return f"not {_inside(part, (And, Or))}"
        case And(parts):
            return " and ".join(_inside(part, (And, Or)) for part in parts)
        case Or(parts):
            return " or ".join(_inside(part, (Or,)) for part in parts)
        case _:
            assert_never(condition)


def _inside(part: Condition, needs_brackets: tuple[type, ...]) -> str:
    text = unparse(part)
    return f"({text})" if isinstance(part, needs_brackets) else text


def _literal(value: int | float | str) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)
