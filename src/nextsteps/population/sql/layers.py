"""
A chain of layers, each a SELECT over the one before, so that no expression is written twice.

Planners that merge a SELECT into the one around it would put every expression in the place
of its name, and layer on layer the text would grow without end. A dialect says how its
planner is kept from that, and whether it stands hundreds of columns: if not, the columns of
a layer are packed in one array for each type.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlglot import exp

from nextsteps.population.sql.terms import Term, column, name

_CODE = re.compile(r"([a-z]+)[0-9]+")
"""A column that is one of many of a type: the letters say which."""

_Own = tuple[str, dict[str, Term], set[str]]


@dataclass(slots=True)
class Layers:
    """
    The layers by name; each has the columns that it adds or changes.

    INVARIANT: columns whose names differ in the number only are of one type.
    """

    source: exp.Table
    packed: bool
    _columns: dict[str, dict[str, Term]] = field(default_factory=dict)
    _where: dict[str, Term] = field(default_factory=dict)
    _places: dict[str, tuple[str, int]] = field(default_factory=dict)

    def add(self, layer: str, columns: Mapping[str, Term], where: Term | None = None) -> None:
        """Put a layer on top. Its terms read the columns of the layers below."""
        self._columns[layer] = dict(columns)
        if where is not None:
            self._where[layer] = where

    def selects(self, needed: Iterable[str]) -> list[tuple[str, exp.Query]]:
        """Return the layers from the lowest, with only what leads to the columns *needed*."""
        below = self.source
        selects: list[tuple[str, exp.Query]] = []
        for layer, own, carried in reversed(list(self._used(set(needed)))):
            select = select_from(below, self._written(layer, own, carried))
            if layer in self._where:
                select = select.where(self._where[layer], copy=False)
            selects.append((layer, select))
            below = exp.Table(this=name(layer))
        return selects

    def read(self, term: Term) -> Term:
        """Return *term* as it is written above all layers."""
        for found in list(term.find_all(exp.Column)):
            if found.name in self._places:
                array, place = self._places[found.name]
                index = exp.Literal.number(place)
                member = exp.Bracket(this=column(array), expressions=[index])
                if found is term:
                    return member
                found.replace(member)
        return term

    def _used(self, wanted: set[str]) -> Iterable[_Own]:
        """From the top: each layer with its columns that are used, and those it passes on."""
        for layer, columns in reversed(self._columns.items()):
            own = {key: term for key, term in columns.items() if key in wanted}
            if not own and layer not in self._where:
                continue
            carried = wanted - own.keys()
            yield layer, own, carried
            wanted = carried | {read for term in own.values() for read in columns_of(term)}
            if layer in self._where:
                wanted |= columns_of(self._where[layer])

    def _written(self, layer: str, own: dict[str, Term], carried: set[str]) -> dict[str, Term]:
        passed = {self._places.get(key, (key, 0))[0] for key in carried}
        written: dict[str, Term] = {key: column(key) for key in sorted(passed)}
        arrays: dict[str, list[str]] = {}
        for key, term in own.items():
            code = _CODE.fullmatch(key) if self.packed else None
            if code is None:
                written[key] = self.read(term)
            else:
                arrays.setdefault(f"{layer}_{code[1]}", []).append(key)
        for array, keys in arrays.items():
            written[array] = _array([self.read(own[key]) for key in keys])
        for array, keys in arrays.items():
            self._places |= {key: (array, place) for place, key in enumerate(keys)}
        return written


def _array(terms: list[Term]) -> Term:
    """An array that is turned round twice: an optimiser would see through a plain one."""
    return exp.Anonymous(this="REVERSE", expressions=[exp.Array(expressions=terms[::-1])])


def select_from(source: exp.Table, columns: Mapping[str, Term]) -> exp.Select:
    """Return the SELECT of *columns* from *source*."""
    named = [
        term
        if isinstance(term, exp.Column) and term.name == key
        else exp.Alias(this=term, alias=name(key))
        for key, term in columns.items()
    ]
    return exp.Select(expressions=named).from_(source.copy(), copy=False)


def columns_of(term: Term) -> set[str]:
    """Return the names of the columns that *term* reads."""
    return {found.name for found in term.find_all(exp.Column)}
