"""
A chain of layers, each a SELECT over the one before, so that no expression is written twice.

Planners that merge a SELECT into the one around it would put every expression in the place
of its name, and layer on layer the text would grow without end. A dialect says how its
planner is kept from that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlglot import exp

from nextsteps.population.sql.terms import Term, column, name


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers by name; each has the columns that it adds or changes."""

    source: exp.Table
    _columns: dict[str, dict[str, Term]] = field(default_factory=dict)
    _where: dict[str, Term] = field(default_factory=dict)

    def add(self, layer: str, columns: Mapping[str, Term], where: Term | None = None) -> None:
        """Put a layer on top. Its terms read the columns of the layers below."""
        self._columns[layer] = dict(columns)
        if where is not None:
            self._where[layer] = where

    def selects(self, needed: Iterable[str]) -> list[tuple[str, exp.Select]]:
        """Return the layers from the lowest, with only what leads to the columns *needed*."""
        wanted = set(needed)
        found: list[tuple[str, dict[str, Term]]] = []
        for layer, columns in reversed(self._columns.items()):
            own = {key: term for key, term in columns.items() if key in wanted}
            if not own and layer not in self._where:
                continue
            carried = wanted - own.keys()
            reads = {read for term in own.values() for read in columns_of(term)}
            if layer in self._where:
                reads |= columns_of(self._where[layer])
            found.append((layer, {**{key: column(key) for key in sorted(carried)}, **own}))
            wanted = carried | reads
        return self._chained(found[::-1])

    def _chained(self, found: list[tuple[str, dict[str, Term]]]) -> list[tuple[str, exp.Select]]:
        below: exp.Table = self.source
        selects: list[tuple[str, exp.Select]] = []
        for layer, columns in found:
            select = select_from(below, columns)
            if layer in self._where:
                select = select.where(self._where[layer], copy=False)
            selects.append((layer, select))
            below = exp.Table(this=name(layer))
        return selects


def select_from(source: exp.Table, columns: Mapping[str, Term]) -> exp.Select:
    """Return the SELECT of *columns* from *source*."""
    named = [
        exp.Alias(this=term, alias=name(key))
        if not (isinstance(term, exp.Column) and term.name == key)
        else term
        for key, term in columns.items()
    ]
    return exp.Select(expressions=named).from_(source.copy(), copy=False)


def columns_of(term: Term) -> set[str]:
    """Return the names of the columns that *term* reads."""
    return {found.name for found in term.find_all(exp.Column)}
