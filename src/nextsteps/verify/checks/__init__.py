"""
The checks, in the order of their codes.

`QUESTIONS` ask about all possible situations; `READINGS` only look at what is written.
"""

from collections.abc import Callable, Iterator, Mapping

from nextsteps.rulebook import Rulebook
from nextsteps.verify.checks import (
    danger,
    laws,
    recommendations,
    rules,
    thresholds,
    unused,
)
from nextsteps.verify.question import Fault, Question

QUESTIONS: Mapping[str, Callable[[Rulebook], Iterator[Question]]] = {
    "V101": rules.rules_that_never_hold,
    "V102": rules.rules_that_always_hold,
    "V103": rules.rules_implied_by_another,
    "V105": recommendations.recommendations_that_nothing_gives,
    "V106": recommendations.recommendations_always_taken_away,
    "V107": recommendations.opposites_that_meet,
    "V108": recommendations.concerns_that_get_nothing,
    "V109": danger.danger_that_does_not_come_first,
    "V110": danger.dangers_without_a_core_step,
    "V111": danger.rules_that_hide_a_safety_step,
    "V112": danger.levels_that_fall,
    "V113": danger.urgencies_that_fall,
    "V114": rules.rules_against_what_is_never_up,
    "V119": laws.laws_that_are_broken,
    "V120": laws.laws_that_say_nothing,
}
READINGS: Mapping[str, Callable[[Rulebook], Iterator[Fault]]] = {
    "V104": unused.findings_never_used,
    "V115": thresholds.gaps,
    "V116": thresholds.overlaps,
    "V117": thresholds.unlike_thresholds,
    "V118": unused.facts_that_nothing_reads,
}
