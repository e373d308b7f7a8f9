"""The whole rulebook as one SQL statement."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from sqlglot import exp

from nextsteps.errors import Problem, TableError
from nextsteps.outcome import WITHHELD_IN_DANGER
from nextsteps.population.sql.arguments import Arguments
from nextsteps.population.sql.columns import Columns
from nextsteps.population.sql.conditions import Codes
from nextsteps.population.sql.dialects import Dialect
from nextsteps.population.sql.facts import add_facts
from nextsteps.population.sql.findings import add_conditions
from nextsteps.population.sql.layers import Layers, columns_of
from nextsteps.population.sql.opposites import rival_of, rounds
from nextsteps.population.sql.places import Places
from nextsteps.population.sql.rows import (
    AT_LEAST,
    COULD_BE,
    FAULTS,
    KEY,
    PERSON,
    PLACE,
    Step,
    ranked,
    refused,
    spread,
    told,
)
from nextsteps.population.sql.terms import (
    Term,
    all_of,
    any_of,
    choose,
    column,
    either,
    literal,
    name,
    opposite,
    same,
)
from nextsteps.rulebook import Recommendation, Rulebook
from nextsteps.rulebook.entries import URGENCIES

Name: TypeAlias = str | Sequence[str]

_MISCONDUCT = "misconduct"
_ALWAYS_KEPT = 2**60
"""Taken from the key of a core step, so that it stands above every opposite."""


def plans(rulebook: Rulebook, dialect: Dialect, table: Name, columns: Columns) -> exp.Query:
    """Return the SELECT that gives the plan of every person in *table*."""
    return _Writer(rulebook, dialect, columns).statement(named(table))


def view_of(query: exp.Query, view: Name) -> exp.Create:
    """Return the statement that makes *query* a view."""
    return exp.Create(this=named(view), kind="VIEW", expression=query)


def empty_table(table: Name, person: str, columns: Mapping[str, str]) -> exp.Create:
    """Return the statement that makes a table with *columns*, given with their types."""
    key = [exp.ColumnConstraint(kind=exp.NotNullColumnConstraint())]
    definitions = [
        exp.ColumnDef(
            this=name(column),
            kind=exp.DataType(this=exp.DataType.Type[kind]),
            constraints=key if column == person else [],
        )
        for column, kind in columns.items()
    ]
    return exp.Create(this=exp.Schema(this=named(table), expressions=definitions), kind="TABLE")


def named(table: Name) -> exp.Table:
    """
    Return the table of this name: a table, schema and table, or catalog, schema and table.

    Raises:
        TableError: It has no part, an empty one, or more than three (T909).
    """
    parts = table.split(".") if isinstance(table, str) else list(table)
    if not 1 <= len(parts) <= 3 or not all(parts):
        message = f"`{'.'.join(parts)}` is no name of a table"
        raise TableError(Problem("T909", message, help="as in `situations` or `clinic.situations`"))
    return exp.Table(
        **dict(zip(("this", "db", "catalog"), map(name, reversed(parts)), strict=False))
    )


def text(query: exp.Query | exp.Create, dialect: Dialect) -> str:
    """Return the text of a statement in *dialect*."""
    return query.sql(dialect=dialect.name, copy=False)


class _Writer:
    def __init__(self, rulebook: Rulebook, dialect: Dialect, columns: Columns) -> None:
        self.rulebook = rulebook
        self.dialect = dialect
        self.columns = columns
        self.codes = Codes.of(rulebook, tuple(columns.facts), tuple(columns.tried))
        self.arguments = Arguments(rulebook, self.codes)
        self.places = Places(self.arguments)
        steps = list(rulebook.recommendations)
        self.place = {step: f"s{number}" for number, step in enumerate(steps)}
        self.key = {step: f"k{number}" for number, step in enumerate(steps)}
        self.opposites = {step: own for step, own in rulebook.opposites.items() if own}
        self.kept = {step: f"o{self.place[step]}" for step in self.opposites}
        self.height = {step: f"h{self.place[step]}" for step in self.opposites}

    def statement(self, table: exp.Table) -> exp.Query:
        layers = Layers(table, packed=self.dialect.packed)
        add_facts(layers, self.rulebook, self.codes, self.columns, untyped=self.dialect.untyped)
        add_conditions(layers, self.rulebook.conditions, self.codes)
        self._add_places(layers)
        self._add_opposites(layers)
        layers.add("settled", {self.place[one.id]: self._settled(one) for one in self._entries()})
        steps = [self._step(entry) for entry in self._entries()]
        needed = {PERSON, FAULTS, AT_LEAST, COULD_BE}
        needed |= {read for step in steps for term in step.values() for read in columns_of(term)}
        chain = layers.selects(needed)
        *_, (top, _) = chain
        steps = [{key: layers.read(term) for key, term in step.items()} for step in steps]
        chain += [("spread", spread(self.dialect, top, steps)), ("told", told("spread"))]
        query = exp.Union(this=ranked("told"), expression=refused("given"), distinct=False)
        return self._with(query, chain)

    def _with(self, query: exp.Union, chain: list[tuple[str, exp.Query]]) -> exp.Query:
        materialized = True if self.dialect.fence == "materialized" else None
        tables = []
        for layer, select in chain:
            if self.dialect.fence == "offset":
                select = select.offset(0, copy=False)
            alias = exp.TableAlias(this=name(layer))
            tables.append(exp.CTE(this=select, alias=alias, materialized=materialized))
        query.set("with_", exp.With(expressions=tables))
        return query

    def _entries(self) -> Iterable[Recommendation]:
        return self.rulebook.recommendations.values()

    # The layers above the rules

    def _add_places(self, layers: Layers) -> None:
        levels = [
            (danger, found.danger.level, found.danger.kind)
            for danger, found in self.rulebook.dangers.items()
            if found.danger is not None
        ]
        findings = self.codes.findings
        dangers = [(danger, level) for danger, level, _ in levels]
        first: dict[str, Term] = {
            self.place[one.id]: self.places.place(one) for one in self._entries()
        }
        first[AT_LEAST] = self.arguments.gravest(dangers, lambda one: column(findings[one]))
        first[COULD_BE] = self.arguments.gravest(
            dangers, lambda one: either(column(findings[one]), literal(True))
        )
        first[_MISCONDUCT] = any_of(
            column(findings[danger]) for danger, _, kind in levels if kind == "misconduct"
        )
        layers.add("places", first)
        layers.add(
            "keys",
            {
                self.key[entry.id]: choose([(same(column(self.place[entry.id]), "now"), key)])
                for entry, key in self.arguments.sort_keys()
            },
        )

    def _add_opposites(self, layers: Layers) -> None:
        heights: dict[str, Term] = {}
        for step, height in self.height.items():
            lifted = exp.Sub(this=column(self.key[step]), expression=literal(_ALWAYS_KEPT))
            heights[height] = choose(
                [(self.arguments.is_core(step), lifted)], column(self.key[step])
            )
        layers.add("heights", heights)
        for number, kept in enumerate(rounds(self.opposites, self.height, self.kept)):
            layers.add(f"round_{number}", kept)

    def _settled(self, entry: Recommendation) -> Term:
        place = self.place[entry.id]
        cases: list[tuple[Term, Term]] = []
        if entry.id in self.kept:
            dropped = opposite(column(self.kept[entry.id]))
            cases.append((all_of((same(column(place), "now"), dropped)), literal("opposite")))
        later = all_of((same(column(place), "now"), self._waits(entry)))
        return choose([*cases, (later, literal("later"))], column(place))

    def _waits(self, entry: Recommendation) -> Term:
        """In danger, what does not serve it waits."""
        emergency, same_day = URGENCIES.index("emergency"), URGENCIES.index("same_day")
        found: list[Term] = []
        if entry.kind == "action" and not entry.is_safety_step:
            found.append(same(column(AT_LEAST), emergency))
        if entry.stage in WITHHELD_IN_DANGER:
            at_least = exp.GT(this=column(AT_LEAST), expression=literal(emergency))
            found.append(same(column(AT_LEAST), same_day))
            found.append(all_of((at_least, column(_MISCONDUCT))))
        return any_of(found)

    def _step(self, entry: Recommendation) -> Step:
        place = self.place[entry.id]
        arguments, places = self.arguments, self.places
        core = arguments.core(entry.id)
        return {
            PLACE: column(place),
            KEY: column(self.key[entry.id]),
            "recommendation": literal(entry.id),
            "urgency": arguments.urgency(entry),
            "strength": arguments.strength(entry.id),
            "core": core,
            "grounds_for": arguments.grounds_for(entry.id),
            "grounds_against": arguments.grounds_against(entry.id),
            "rules_for": arguments.rules_for(entry.id),
            "rules_against": arguments.rules_against(entry.id),
            "check_rules": places.checks(entry.id),
            "check_needs": places.needs_check(entry.id),
            "again_rule": places.again(entry.id),
            "withheld_by": self._withheld_by(entry),
        }

    def _withheld_by(self, entry: Recommendation) -> Term:
        place = self.place[entry.id]
        withheld = self.places.withheld_by(entry, place)
        if entry.id not in self.kept:
            return withheld
        rival = rival_of(entry.id, self.opposites, self.height, self.kept)
        return choose([(same(column(place), "opposite"), rival)], withheld)
