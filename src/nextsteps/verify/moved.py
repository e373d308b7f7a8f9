"""A second situation beside the first, in which danger facts have grown more dangerous."""

from dataclasses import replace

from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact
from nextsteps.verify.cnf import Cnf
from nextsteps.verify.cuts import never_above
from nextsteps.verify.facts import Stated
from nextsteps.verify.rails import Choice, Number, Rail, new_choice, new_number


def moved_rails(cnf: Cnf, stated: Stated, rulebook: Rulebook) -> tuple[Stated, dict[str, int]]:
    """
    Return rails of the second situation, and for each danger fact "it has moved".

    What has not moved is as it was. A known fact moves to a value at least as dangerous, an
    unknown one to its most dangerous value.
    """
    facts, moved = dict(stated.facts), {}
    for danger in rulebook.situation.vocabulary().danger_facts:
        rail = stated.facts.get(danger.name)
        if rail is not None:
            moved[danger.name] = cnf.fresh()
            facts[danger.name] = _moved(cnf, rail, danger, moved[danger.name])
    return replace(stated, facts=facts), moved


def _moved(cnf: Cnf, rail: Rail, fact: Fact, moved: int) -> Rail:
    match rail:
        case Choice():
            return _moved_choice(cnf, rail, fact, moved)
        case Number():
            return _moved_number(cnf, rail, fact, moved)


def _moved_choice(cnf: Cnf, rail: Choice, fact: Fact, moved: int) -> Choice:
    after = new_choice(cnf, rail.values)
    order = list(rail.values) if fact.danger == "up" else list(reversed(rail.values))
    for place, value in enumerate(order):
        worse = [after.values[one] for one in order[place:]]
        cnf.clause([-moved, -rail.values[value], *worse])
        _same_unless(cnf, moved, rail.values[value], after.values[value])
    cnf.clause([-moved, rail.known, after.values[order[-1]]])
    return after


def _moved_number(cnf: Cnf, rail: Number, fact: Fact, moved: int) -> Number:
    after = new_number(cnf, fact, rail.above)
    up = fact.danger == "up"
    cnf.clause([-moved, after.known])
    _same_unless(cnf, moved, rail.known, after.known)
    for cut, literal in rail.above.items():
        later = after.above[cut]
        _same_unless(cnf, moved, literal, later)
        if up:
            cnf.clause([-moved, -literal, later])
            if not never_above(fact, cut):
                cnf.clause([-moved, rail.known, later])
        else:
            cnf.clause([-moved, -rail.known, literal, -later])
            if later != after.known:  # what every value lies above is no matter of danger
                cnf.clause([-moved, rail.known, -later])
    return after


def _same_unless(cnf: Cnf, moved: int, one: int, other: int) -> None:
    cnf.clause([moved, -one, other])
    cnf.clause([moved, one, -other])
