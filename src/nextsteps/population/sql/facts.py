"""
The lowest layers: what the table gives, whether it can be so, and what follows from it.

What `nextsteps.known` does for one person, for all of them: facts and outcomes that say the same
are one, a follow-up affirms its opener, an opener that is denied denies its follow-ups, and
what scores show has a resting value where there is no score.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from sqlglot import exp

from nextsteps.known import resting_values
from nextsteps.population.sql.columns import TYPES, Columns
from nextsteps.population.sql.conditions import Codes
from nextsteps.population.sql.layers import Layers
from nextsteps.population.sql.rows import FAULTS, PERSON
from nextsteps.population.sql.terms import (
    Term,
    among,
    any_of,
    choose,
    column,
    differs,
    either,
    listed,
    literal,
    opposite,
    same,
    typed,
    unknown,
)
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, FactValue, Outcome
from nextsteps.situation.equals import OUTCOME_OF, RAISED, RAISED_STEP, RESULT, RESULT_OF
from nextsteps.situation.implied import denial_of

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


def add_facts(
    layers: Layers, rulebook: Rulebook, codes: Codes, columns: Columns, *, untyped: bool
) -> None:
    """
    Put the layers on that end with all that is known.

    Where columns are *untyped*, the type of each value is looked at too.
    """
    vocabulary = rulebook.situation.vocabulary().facts
    facts = {name: vocabulary[name] for name in columns.facts}
    layers.add("given", _given(facts, codes, columns, untyped))
    sound = same(column(FAULTS), "")
    layers.add("linked", _linked(codes), where=sound)
    layers.add("affirmed", _affirmed(codes, facts))
    for depth, denied in enumerate(_denied(codes, facts)):
        layers.add(f"denied_{depth}", denied)
    layers.add("known", _rested(rulebook, codes, facts))


# What the table gives


def _given(
    facts: Mapping[str, Fact], codes: Codes, columns: Columns, untyped: bool
) -> dict[str, Term]:
    given: dict[str, Term] = {PERSON: column(columns.person)}
    faults: list[tuple[str, Term]] = [(columns.person, _no_key(columns.person))]
    for name, own in columns.facts.items():
        fact = facts[name]
        read = literal(None) if own is None else column(own)
        given[codes.facts[name]] = typed(read, TYPES[fact.kind])
        if own is not None:
            faults += [(own, fault) for fault in _faults(fact, own, untyped)]
    for step, own in columns.tried.items():
        read = literal(None) if own is None else column(own)
        given[codes.tried[step]] = typed(read, "TEXT")
        if own is not None:
            faults.append((own, _is_none_of(own, OUTCOMES)))
    return {**given, FAULTS: listed(faults)}


def _no_key(person: str) -> Term:
    """Two rows of one person would mix the plans of two."""
    count = exp.Window(this=exp.Count(this=exp.Star()), partition_by=[column(person)])
    return any_of((unknown(column(person)), exp.GT(this=count, expression=literal(1))))


def _faults(fact: Fact, own: str, untyped: bool) -> Iterator[Term]:
    """The conditions under which a value is none that *fact* can have; NULL is none of them."""
    match fact.kind:
        case "choice":
            yield _is_none_of(own, fact.choices)
        case "yes_no" if untyped:
            yield any_of((_is_no(("integer",), own), opposite(among(column(own), (0, 1)))))
        case "whole" | "decimal":
            outside = [_is_no(("integer", "real"), own)] if untyped else []
            if fact.kind == "whole":
                cut = typed(column(own), "BIGINT")
                outside.append(exp.NEQ(this=column(own), expression=cut))
            if fact.low is not None:
                outside.append(exp.LT(this=column(own), expression=literal(fact.low)))
            if fact.high is not None:
                outside.append(exp.GT(this=column(own), expression=literal(fact.high)))
            yield any_of(outside)
        case "yes_no" | "text":
            return


def _is_none_of(own: str, values: Iterable[str]) -> Term:
    return opposite(among(typed(column(own), "TEXT"), values))


def _is_no(kinds: Iterable[str], own: str) -> Term:
    """In SQLite any column may hold anything."""
    kind = exp.Anonymous(this="TYPEOF", expressions=[column(own)])
    return opposite(among(kind, ("null", *kinds)))


# What follows


def _linked(codes: Codes) -> dict[str, Term]:
    """See `with_equals`: raising the concern with the therapist is a fact and a step."""
    raised, result, step = codes.facts[RAISED], codes.facts[RESULT], codes.tried[RAISED_STEP]
    tried = [outcome for outcome in OUTCOMES if outcome not in ("never", "declined")]
    flag = [
        (among(column(step), tried), literal(True)),
        (same(column(step), "never"), literal(False)),
        (opposite(unknown(column(result))), literal(True)),
    ]
    came = [(same(column(step), outcome), literal(said)) for outcome, said in RESULT_OF.items()]
    outcome = [(opposite(column(raised)), literal("never"))]
    outcome += [(same(column(result), said), literal(was)) for said, was in OUTCOME_OF.items()]
    outcome.append((column(raised), literal("done")))
    return {
        raised: either(column(raised), choose(flag)),
        result: either(column(result), choose(came)),
        step: either(column(step), choose(outcome)),
    }


def _followers(facts: Mapping[str, Fact]) -> Iterator[tuple[str, str, FactValue]]:
    """Each fact that can be denied with its opener, and the value that denies it."""
    for name, fact in facts.items():
        denial = denial_of(fact)
        if fact.follows is not None and denial is not None:
            yield name, fact.follows, denial


def _affirmed(codes: Codes, facts: Mapping[str, Fact]) -> dict[str, Term]:
    signs: dict[str, list[Term]] = {}
    for name, opener, denial in _followers(facts):
        signs.setdefault(opener, []).append(differs(column(codes.facts[name]), denial))
    return {
        codes.facts[opener]: either(
            column(codes.facts[opener]), choose([(any_of(found), literal(True))])
        )
        for opener, found in signs.items()
    }


def _denied(codes: Codes, facts: Mapping[str, Fact]) -> list[dict[str, Term]]:
    """One layer for each step of a chain: who has no partner is not hit by one."""
    steps: dict[str, int] = {}
    layers: list[dict[str, Term]] = []
    for name, opener, denial in _followers(facts):
        step = steps[name] = steps.get(opener, -1) + 1
        if step == len(layers):
            layers.append({})
        denied = choose([(opposite(column(codes.facts[opener])), literal(denial))])
        layers[step][codes.facts[name]] = either(column(codes.facts[name]), denied)
    return layers


def _rested(rulebook: Rulebook, codes: Codes, facts: Mapping[str, Fact]) -> dict[str, Term]:
    resting = resting_values(rulebook.situation)
    return {
        codes.facts[name]: either(column(codes.facts[name]), literal(resting[name]))
        for name, fact in facts.items()
        if fact.measured
    }
