"""Conditions as plain values that JSON can hold: what a compiled rulebook keeps of them."""

from collections.abc import Callable
from typing import Any, TypeAlias, assert_never

from nextsteps.language.nodes import (
    OPERATORS,
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

Tree: TypeAlias = "bool | str | list[Any]"


def to_tree(condition: Condition) -> Tree:
    """
    Return *condition* as text, lists and numbers: `from_tree(to_tree(c)) == c`.

    >>> to_tree(And((IsTrue("not_heard"), Not(Compare("age", "<", 18)))))
    ['and', 'not_heard', ['not', ['<', 'age', 18]]]
    """
    match condition:
        case Always():
            return True
        case IsTrue(fact):
            return fact
        case Compare(fact, sign, value):
            return [sign, fact, value]
        case Among(fact, choices):
            return ["in", fact, *choices]
        case Found(finding):
            return ["found", finding]
        case Tried(recommendation):
            return ["tried", recommendation]
        case Failed(recommendation):
            return ["failed", recommendation]
        case Not(part):
            return ["not", to_tree(part)]
        case And(parts):
            return ["and", *(to_tree(part) for part in parts)]
        case Or(parts):
            return ["or", *(to_tree(part) for part in parts)]
        case _:
            assert_never(condition)


def from_tree(tree: Tree) -> Condition:
    """
    Return the condition that `to_tree` wrote.

    Raises:
        ValueError: *tree* is none that it writes.
    """
    if type(tree) is str:
        return IsTrue(tree)
    if tree is True:
        return Always()
    if type(tree) is not list or len(tree) < 2 or type(tree[0]) is not str:
        raise ValueError("not a condition")
    word, first, *more = tree
    if word in _JOINED:
        return _JOINED[word](tuple([from_tree(part) for part in tree[1:]]))
    if word == "not" and not more:
        return Not(from_tree(first))
    if type(first) is str:
        if word in _NAMED and not more:
            return _NAMED[word](first)
        if word in OPERATORS and len(more) == 1 and type(more[0]) in (int, float, str):
            return Compare(first, word, more[0])
        if word == "in" and all(type(choice) is str for choice in more):
            return Among(first, tuple(more))
    raise ValueError("not a condition")


_JOINED: dict[str, Callable[[tuple[Condition, ...]], Condition]] = {"and": And, "or": Or}
_NAMED: dict[str, Callable[[str], Condition]] = {"found": Found, "tried": Tried, "failed": Failed}
