"""The columns of the table: one for each fact that can matter, and one for each outcome."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nextsteps.errors import Problem, TableError, suggestion
from nextsteps.language import Condition, fact_names
from nextsteps.population.sql.dialects import Dialect
from nextsteps.rulebook import Rulebook
from nextsteps.situation import FactKind
from nextsteps.situation.equals import RAISED_FACTS, RAISED_STEP

TYPES: Mapping[FactKind, str] = {
    "yes_no": "BOOLEAN",
    "whole": "BIGINT",
    "decimal": "DOUBLE",
    "choice": "TEXT",
    "text": "TEXT",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """
    What is read from the table, each by the name of its column.

    `facts` holds the facts that can matter, `tried` the recommendations; None stands for a
    column that the table does not have, which makes the fact unknown for everybody.
    """

    person: str
    facts: Mapping[str, str | None]
    tried: Mapping[str, str | None]


def columns_of_table(
    rulebook: Rulebook, dialect: Dialect, person: str, given: Iterable[str] | None
) -> Columns:
    """
    Return the columns to read; *given* are those that the table has, None for all.

    Raises:
        TableError: Two columns that the database cannot tell apart (T903), or a column
            that is neither the person's, a fact nor an outcome (T901).
    """
    vocabulary = rulebook.situation.vocabulary().facts
    tried = _tried(rulebook, dialect)
    known = list(table_columns(rulebook, dialect, person))
    if given is None:
        has = {name for name in known if name not in vocabulary or not vocabulary[name].measured}
    else:
        has = set(given)
        _refuse_unknown(has, known)
    return Columns(
        person=person,
        facts={name: name if name in has else None for name in facts_that_matter(rulebook)},
        tried={step: name if name in has else None for step, name in tried.items()},
    )


def table_columns(rulebook: Rulebook, dialect: Dialect, person: str) -> dict[str, str]:
    """
    Return every column that a table can have, with its type.

    Raises:
        TableError: Two of them are one to the database (T903).
    """
    facts = rulebook.situation.vocabulary().facts
    tried = _tried(rulebook, dialect).values()
    _refuse_twins([person, *facts, *tried], dialect)
    return {
        person: "TEXT",
        **{name: TYPES[fact.kind] for name, fact in facts.items()},
        **dict.fromkeys(tried, "TEXT"),
    }


def _tried(rulebook: Rulebook, dialect: Dialect) -> dict[str, str]:
    steps = dict.fromkeys((*rulebook.recommendations, RAISED_STEP))
    return {step: dialect.tried + step for step in steps}


def facts_that_matter(rulebook: Rulebook) -> tuple[str, ...]:
    """
    Return the facts that a plan can depend on, in the order of the vocabulary.

    Those that conditions read, who asks, and those that say something of another one.
    """
    vocabulary = rulebook.situation.vocabulary().facts
    found = {"asker", *RAISED_FACTS}
    found |= {name for condition in _conditions(rulebook) for name in fact_names(condition)}
    before = 0
    while len(found) > before:
        before = len(found)
        for name, fact in vocabulary.items():
            if fact.follows is not None and (name in found or fact.follows in found):
                found |= {name, fact.follows}
    return tuple(name for name in vocabulary if name in found)


def _conditions(rulebook: Rulebook) -> list[Condition]:
    conditions = rulebook.conditions
    return [
        *conditions.rules.values(),
        *conditions.needs.values(),
        *conditions.contradictions.values(),
    ]


def _refuse_twins(names: Iterable[str], dialect: Dialect) -> None:
    seen: dict[str, str] = {}
    problems: list[Problem] = []
    for name in names:
        folded = dialect.folded(name)
        if folded in seen:
            message = f"`{seen[folded]}` and `{name}` would be one column in {dialect.title}"
            problems.append(Problem("T903", message, help="rename one of the two"))
        seen.setdefault(folded, name)
    if problems:
        raise TableError(problems)


def _refuse_unknown(given: Iterable[str], known: list[str]) -> None:
    problems = [
        Problem(
            "T901",
            f"`{name}` is no fact and no outcome",
            help=suggestion(name, known) or "`nextsteps facts` lists all facts",
        )
        for name in sorted(given)
        if name not in known
    ]
    if problems:
        raise TableError(problems)
