"""
Python's expression tree into ours: an allow-list, type-checked against the vocabulary.

Whatever is not on the list becomes a problem that names what was written and what to write.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from nextsteps.errors import Location, Problem, suggestion
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
    Operator,
    Or,
    Tried,
)
from nextsteps.situation import Fact

MAX_DEPTH = 30
_ALL_FACTS = "`nextsteps facts` lists all facts, and `--situation` adds your own"

Place: TypeAlias = Callable[[int, int], Location]


@dataclass(frozen=True, slots=True)
class Names:
    """The names a condition may use."""

    facts: Mapping[str, Fact]
    findings: frozenset[str] = field(default_factory=frozenset)
    recommendations: frozenset[str] = field(default_factory=frozenset)


_SIGNS: dict[type[ast.cmpop], Operator] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_FLIPPED: dict[Operator, Operator] = {
    "==": "==",
    "!=": "!=",
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
}
_FOREIGN: dict[type[ast.expr], str] = {
    ast.Attribute: "a dot between names",
    ast.BinOp: "arithmetic",
    ast.Lambda: "a function",
    ast.IfExp: "`if` ... `else`",
    ast.Subscript: "square brackets after a name",
    ast.JoinedStr: "an f-string",
    ast.NamedExpr: "an assignment",
    ast.ListComp: "a loop",
    ast.GeneratorExp: "a loop",
    ast.SetComp: "a loop",
}
_USABLE = (
    "use names, comparisons with a number or a quoted choice, `in {...}`, `and`, `or`, `not`, "
    "`tried(...)`, `failed(...)`"
)


class Reader:
    """Turns Python's tree into ours; `None` stands for a part with a problem."""

    def __init__(self, text: str, names: Names, place: Place) -> None:
        self._text = text
        self._names = names
        self._place = place
        self.problems: list[Problem] = []

    def condition(self, node: ast.expr, depth: int = 0) -> Condition | None:
        """Return our tree for *node*; faults are added to `problems`."""
        if depth > MAX_DEPTH:
            self.problems.append(too_deep(self._at(node)))
            return None
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                return self._joined(And, values, depth)
            case ast.BoolOp(op=ast.Or(), values=values):
                return self._joined(Or, values, depth)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                part = self.condition(operand, depth + 1)
                return None if part is None else Not(part)
            case ast.Name(id=name):
                return self._named(node, name)
            case ast.Constant(value=True):
                return Always()
            case ast.Compare():
                return self._chain(node)
            case ast.Call(
                func=ast.Name(id="tried" | "failed" as word), args=[argument], keywords=[]
            ):
                return self._outcome(word, argument)
            case _:
                return self._foreign(node)

    def _joined(
        self, kind: type[And] | type[Or], values: list[ast.expr], depth: int
    ) -> Condition | None:
        parts: list[Condition] = []
        whole = True
        for value in values:
            part = self.condition(value, depth + 1)
            if part is None:
                whole = False
            elif isinstance(part, kind):
                parts += part.parts
            else:
                parts.append(part)
        return kind(tuple(parts)) if whole else None

    def _named(self, node: ast.expr, name: str) -> Condition | None:
        if name in self._names.findings:
            return Found(name)
        fact = self._fact(node, name)
        if fact is None:
            return None
        if fact.kind == "yes_no":
            return IsTrue(name)
        message = f"`{name}` is not a yes/no fact: it is {fact.describe_range()}"
        example = f'`{name} == "{fact.choices[0]}"`' if fact.choices else f"`{name} >= 1`"
        return self._problem("L304", message, node, f"compare it, as in {example}")

    def _fact(self, node: ast.expr, name: str) -> Fact | None:
        fact = self._names.facts.get(name)
        if fact is not None and fact.kind == "text":
            self._problem("L304", f"`{name}` is text, which conditions cannot read", node)
            return None
        if fact is None:
            known = [*self._names.facts, *self._names.findings]
            help_text = suggestion(name, known) or _ALL_FACTS
            if name in ("true", "null", "none", "None", "unknown"):
                help_text = "there is no test for unknown, and truth is written `True`"
            self._problem("L303", f"unknown fact or finding `{name}`", node, help_text)
        return fact

    def _chain(self, node: ast.Compare) -> Condition | None:
        operands = [node.left, *node.comparators]
        pairs = zip(operands, node.ops, operands[1:], strict=False)
        parts = [self._compare(node, left, sign, right) for left, sign, right in pairs]
        found = tuple(part for part in parts if part is not None)
        if len(found) < len(parts):
            return None
        return found[0] if len(found) == 1 else And(found)

    def _compare(
        self, node: ast.Compare, left: ast.expr, sign: ast.cmpop, right: ast.expr
    ) -> Condition | None:
        if isinstance(sign, (ast.In, ast.NotIn)):
            among = self._among(left, right)
            return Not(among) if among is not None and isinstance(sign, ast.NotIn) else among
        operator = _SIGNS.get(type(sign))
        if operator is None:
            return self._problem("L302", "`is` is not part of the rule language", node, _USABLE)
        if isinstance(right, ast.Name) and not isinstance(left, ast.Name):
            left, right, operator = right, left, _FLIPPED[operator]
        if type(left) in _FOREIGN:
            return self._foreign(left)
        if not isinstance(left, ast.Name):
            return self._problem("L304", "a comparison needs a fact", left, _USABLE)
        if isinstance(right, ast.Name) and right.id in self._names.facts:
            return self._problem(
                "L304", "two facts cannot be compared with each other", right, _USABLE
            )
        return self._against_literal(node, left, operator, right)

    def _against_literal(
        self, node: ast.Compare, left: ast.Name, operator: Operator, right: ast.expr
    ) -> Condition | None:
        if left.id in self._names.findings:
            message = f"`{left.id}` is a finding, which is not compared"
            return self._problem("L304", message, node, f"write `{left.id}` or `not {left.id}`")
        fact = self._fact(left, left.id)
        if fact is None:
            return None
        if fact.kind == "yes_no":
            message = f"`{fact.name}` is a yes/no fact, which is not compared"
            return self._problem("L304", message, node, f"write `{fact.name}` or `not {fact.name}`")
        if fact.kind == "choice" and operator not in ("==", "!="):
            message = f"`{fact.name}` is a choice: `{operator}` does not apply"
            return self._problem("L304", message, node, "use `==`, `!=` or `in {...}`")
        value = self._literal(right)
        if value is None or isinstance(value, bool):
            message = f"`{fact.name}` is compared with something that is no plain value"
            return self._problem("L304", message, right, f"it is {fact.describe_range()}")
        fits = self._fits(right, fact, value)
        return Compare(fact.name, operator, value) if fits else None

    def _among(self, left: ast.expr, right: ast.expr) -> Condition | None:
        if not isinstance(left, ast.Name):
            return self._problem("L304", "`in` needs a choice fact before it", left, _USABLE)
        fact = self._fact(left, left.id)
        if fact is None:
            return None
        if fact.kind != "choice":
            message = f"`{fact.name}` is not a choice: it is {fact.describe_range()}"
            return self._problem("L304", message, left, "`in` is for choices")
        if not isinstance(right, (ast.Set, ast.Tuple, ast.List)) or not right.elts:
            example = f'`{{"{fact.choices[0]}"}}`'
            return self._problem("L302", "`in` needs a set of choices", right, f"such as {example}")
        choices: set[str] = set()
        for element in right.elts:
            value = self._literal(element)
            if isinstance(value, str) and self._fits(element, fact, value):
                choices.add(value)
            elif not isinstance(value, str):
                self._problem("L305", "a choice is written in quotes", element)
        return Among(fact.name, tuple(sorted(choices))) if choices else None

    def _outcome(self, word: str, argument: ast.expr) -> Condition | None:
        value = self._literal(argument)
        if not isinstance(value, str):
            example = f'`{word}("talk-to-therapist")`'
            return self._problem(
                "L302", f"`{word}` needs a recommendation", argument, f"as in {example}"
            )
        if value not in self._names.recommendations:
            help_text = suggestion(value, self._names.recommendations)
            return self._problem("L308", f"unknown recommendation `{value}`", argument, help_text)
        return Tried(value) if word == "tried" else Failed(value)

    def _literal(self, node: ast.expr) -> int | float | str | bool | None:
        match node:
            case ast.Constant(value=bool() | int() | float() | str() as value):
                return value
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
                return -value
            case _:
                return None

    def _fits(self, node: ast.expr, fact: Fact, value: int | float | str) -> bool:
        """A value the fact can never have is a mistake: the condition would never hold."""
        if fact.allows(value):
            return True
        help_text = suggestion(str(value), fact.choices) or f"it is {fact.describe_range()}"
        self._problem("L305", f"`{fact.name}` can never be `{str(value)[:40]}`", node, help_text)
        return False

    def _foreign(self, node: ast.expr) -> Condition | None:
        if isinstance(node, ast.Constant):
            return self._problem("L302", f"`{node.value!r}` is not a statement", node, _USABLE)
        if isinstance(node, ast.Call):
            return self._problem(
                "L302", "only tried(...) and failed(...) can be called", node, _USABLE
            )
        what = _FOREIGN.get(type(node), "this")
        return self._problem("L302", f"{what} is not part of the rule language", node, _USABLE)

    def _problem(
        self, code: str, message: str, node: ast.expr, help_text: str | None = None
    ) -> Condition | None:
        self.problems.append(Problem(code, message, self._at(node), help_text))
        return None

    def _at(self, node: ast.expr) -> Location:
        start = offset(self._text, node.lineno, node.col_offset)
        end = offset(self._text, node.end_lineno or node.lineno, node.end_col_offset or 0)
        return self._place(start, max(1, end - start))


def too_deep(location: Location) -> Problem:
    """Return the problem of a condition that is nested too deeply."""
    message = f"the condition is nested more than {MAX_DEPTH} levels deep"
    return Problem("L306", message, location, "split it into findings")


def offset(text: str, line: int, column: int) -> int:
    """`ast` counts lines from 1, and our opening bracket shifts the first by one."""
    if line == 1:
        return max(0, column - 1)
    lines = text.split("\n")
    return sum(len(earlier) + 1 for earlier in lines[: line - 1]) + column
