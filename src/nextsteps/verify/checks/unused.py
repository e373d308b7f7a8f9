"""What is written, and that nothing reads."""

from collections.abc import Iterator

from nextsteps.language import fact_names, finding_names
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Situation
from nextsteps.verify.facts import conditions_of
from nextsteps.verify.question import Fault, fault_of

READ_BY_THE_PLAN = frozenset(("asker", "country"))
"""Who asks decides on the words, and the country on the contacts."""


def findings_never_used(rulebook: Rulebook) -> Iterator[Fault]:
    """
    V104. A finding that is no danger and that no condition reads.

    This needs no solver: whatever it concludes, no plan changes.
    """
    used = frozenset().union(*(finding_names(one) for one in conditions_of(rulebook)))
    for name in rulebook.findings:
        if name not in used and name not in rulebook.dangers:
            message = f"no condition reads the finding `{name}`"
            yield fault_of(rulebook, "V104", "findings", name, message, "use it, or leave it out")


def facts_that_nothing_reads(rulebook: Rulebook) -> Iterator[Fault]:
    """
    V118. A fact that the rulebook cares for, and that no condition reads.

    It cares for what it asks, what its contradictions and measures name, what its own
    vocabulary adds to the library's, and for all of the library's if it reads most of it: a
    small rulebook need not. This needs no solver: no answer would change a plan.
    """
    read = frozenset().union(*(fact_names(one) for one in conditions_of(rulebook)))
    named = _named(rulebook)
    everything = rulebook.situation.vocabulary().facts
    if 2 * len(read) > len(everything):
        named = {name: ("facts", name) for name in everything} | named
    for name, (kind, owner) in sorted(named.items()):
        if name not in read | READ_BY_THE_PLAN:
            place = rulebook.places.get((kind, owner))
            message = f"`{owner}` names the fact `{name}`, which no condition reads"
            if kind == "facts":
                message = f"no condition reads the fact `{name}`"
            fault = fault_of(rulebook, "V118", kind, name, message)
            yield Fault(fault.problem.at(place), name)


def _named(rulebook: Rulebook) -> dict[str, tuple[str, str]]:
    """Facts by name, and what names them."""
    own = rulebook.situation.vocabulary().facts.keys() - Situation.vocabulary().facts.keys()
    named = {name: ("facts", name) for name in own}
    for rule in rulebook.rules.values():
        if rule.kind == "ask":
            named[rule.target] = ("rules", rule.id)
    for entry in rulebook.contradictions.values():
        named |= dict.fromkeys(entry.facts, ("contradictions", entry.id))
    for measure in rulebook.measures.values():
        facts = (
            measure.severity_fact,
            measure.case_fact,
            *(one.case_fact for one in measure.parts),
        )
        named |= {fact: ("measures", measure.id) for fact in facts if fact is not None}
    return named
