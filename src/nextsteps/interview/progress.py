"""How far an interview is: how many questions are behind, and how many are left."""

from dataclasses import dataclass

from nextsteps.interview.outlook import linked_facts
from nextsteps.plan import Plan
from nextsteps.rulebook import Finding, Rulebook
from nextsteps.unsettled import Reading


@dataclass(frozen=True, slots=True)
class Progress:
    """
    Questions behind, and those left until the interview is settled.

    Between `at_least` and `at_most` lies how many will really be asked: an answer often
    settles others. A list of facts asked together counts as one question.
    """

    answered: int
    at_least: int
    at_most: int


def progress(plan: Plan, reading: Reading, asked: frozenset[str], answered: int) -> Progress:
    """
    Return how far the interview is whose plan is *plan*, and where *asked* is open.

    Learning only ever takes questions away, so no more than these can come.
    """
    if not asked:
        return Progress(answered, 0, 0)
    at_least = max(1, _separate_dangers(plan, reading, asked))
    return Progress(answered, at_least, _rounds(plan.require_rulebook(), asked))


def _rounds(rulebook: Rulebook, asked: frozenset[str]) -> int:
    """The facts as questions: those of one list are asked together."""
    vocabulary = rulebook.situation.vocabulary().facts
    return len({vocabulary[one].group or one for one in asked})


def _separate_dangers(plan: Plan, reading: Reading, asked: frozenset[str]) -> int:
    """
    Count open dangers that no single question can settle two of.

    A danger stays a reason to ask until one of its facts is known or refused, and of
    dangers that share no fact, nor a list, each needs a question of its own.
    """
    vocabulary = plan.require_rulebook().situation.vocabulary().facts
    taken: set[str] = set()
    count = 0
    for danger in _by_facts(plan, reading):
        facts = reading.open_facts_of_finding(danger.id)
        if not facts & asked:
            continue
        marks = {vocabulary[one].group or one for one in linked_facts(facts, plan)}
        if not marks & taken:
            taken |= marks
            count += 1
    return count


def _by_facts(plan: Plan, reading: Reading) -> list[Finding]:
    """Dangers with the fewest open facts first: so the most of them fit side by side."""
    possible = [plan.require_rulebook().findings[one] for one in plan.safety.possible]
    return sorted(possible, key=lambda one: (len(reading.open_facts_of_finding(one.id)), one.id))
