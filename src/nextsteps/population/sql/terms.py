"""Small pieces of SQL as sqlglot nodes: nothing is ever pasted together as text."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from sqlglot import exp

Term: TypeAlias = exp.Expr
"""Each call makes new nodes, so that no node ever hangs in two trees."""


def name(given: str) -> exp.Identifier:
    """Return *given* as a quoted identifier."""
    return exp.to_identifier(given, quoted=True)


def column(given: str, table: str | None = None) -> exp.Column:
    """Return the column *given*."""
    return exp.Column(this=name(given), table=None if table is None else name(table))


def literal(value: bool | int | float | str | None) -> Term:
    """Return *value* as a literal; a decimal is cast, so that no engine rounds it first."""
    match value:
        case None:
            return exp.Null()
        case bool():
            return exp.Boolean(this=value)
        case str():
            return exp.Literal.string(value)
        case int():
            return exp.Literal.number(value)
        case float():
            return typed(exp.Literal.number(repr(value)), "DOUBLE")


def typed(part: Term, kind: str) -> Term:
    """Return *part* as a value of the type *kind*."""
    return exp.Cast(this=part, to=exp.DataType(this=exp.DataType.Type[kind]))


def all_of(parts: Iterable[Term]) -> Term:
    """Return the AND of *parts*; TRUE when there are none."""
    found = [part for part in parts if not _is(part, True)]
    if any(_is(part, False) for part in found):
        return literal(False)
    return exp.and_(*found, copy=False) if found else literal(True)


def any_of(parts: Iterable[Term]) -> Term:
    """Return the OR of *parts*; FALSE when there are none."""
    found = [part for part in parts if not _is(part, False)]
    if any(_is(part, True) for part in found):
        return literal(True)
    return exp.or_(*found, copy=False) if found else literal(False)


def _is(part: Term, value: bool) -> bool:
    return isinstance(part, exp.Boolean) and part.this is value


def opposite(part: Term) -> Term:
    """Return NOT *part*."""
    if isinstance(part, exp.Boolean):
        return literal(not part.this)
    return exp.not_(_bracketed(part), copy=False)


def _bracketed(part: Term) -> Term:
    return part if isinstance(part, exp.Column | exp.Paren) else exp.paren(part, copy=False)


def holds(part: Term) -> Term:
    """Return whether *part* is TRUE: never NULL."""
    if isinstance(part, exp.Boolean):
        return part
    return exp.Coalesce(this=part, expressions=[literal(False)])


def fails(part: Term) -> Term:
    """Return whether *part* is not TRUE, so FALSE or NULL: never NULL itself."""
    return opposite(holds(part))


def unknown(part: Term) -> Term:
    """Return whether *part* is NULL."""
    return exp.Is(this=_bracketed(part), expression=exp.Null())


def either(first: Term, other: Term) -> Term:
    """Return *first*, or *other* where it is NULL."""
    return exp.Coalesce(this=first, expressions=[other])


def same(part: Term, value: bool | int | float | str) -> Term:
    """Return whether *part* equals *value*."""
    return exp.EQ(this=part, expression=literal(value))


def differs(part: Term, value: bool | int | float | str) -> Term:
    """Return whether *part* is known to be another value."""
    return exp.NEQ(this=part, expression=literal(value))


def among(part: Term, values: Iterable[str | int]) -> Term:
    """Return whether *part* is one of *values*."""
    return exp.In(this=part, expressions=[literal(value) for value in values])


def choose(cases: Iterable[tuple[Term, Term]], default: Term | None = None) -> Term:
    """
    Return CASE: the value of the first condition that is TRUE; NULL without a default.

    A condition that is NULL counts as one that is FALSE.
    """
    found: list[Term] = []
    for condition, value in cases:
        if _is(condition, True):
            default = value
            break
        if not _is(condition, False):
            found.append(exp.If(this=condition, true=value))
    if not found:
        return literal(None) if default is None else default
    return exp.Case(ifs=found, default=default)


def total(parts: Iterable[Term]) -> Term:
    """Return the sum of *parts*; 0 when there are none."""
    return _balanced(list(parts), lambda one, other: exp.Add(this=one, expression=other)) or (
        literal(0)
    )


def listed(members: Iterable[tuple[str, Term]]) -> Term:
    """Return the members whose condition is TRUE, joined by commas; "" when there are none."""
    pieces = [
        choose([(condition, literal(f",{member}"))], literal(""))
        for member, condition in members
        if not _is(condition, False)
    ]
    joined = _balanced(pieces, lambda one, other: exp.DPipe(this=one, expression=other, safe=False))
    if joined is None:
        return literal("")
    return exp.Substring(this=joined, start=literal(2))


def _balanced(parts: Sequence[Term], join: Callable[[Term, Term], Term]) -> Term | None:
    """Join as a balanced tree: engines limit how deep an expression may be."""
    if len(parts) < 2:
        return parts[0] if parts else None
    half = len(parts) // 2
    first, other = _balanced(parts[:half], join), _balanced(parts[half:], join)
    assert first is not None
    assert other is not None
    return exp.paren(join(first, other), copy=False)
