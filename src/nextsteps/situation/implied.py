"""
What a question and the one that follows it say of each other.

"Is there a plan?" follows "Are there suicidal thoughts?": who denies the first has denied
the second, and who affirms the second has affirmed the first. A choice is denied by its
member "neither". This is inference from what was said, never from what was left out, and
what was stated is never overwritten.
"""

from collections.abc import Mapping

from nextsteps.situation.fact import Fact, FactValue

NEITHER = "neither"


def with_implied(
    facts: Mapping[str, FactValue], vocabulary: Mapping[str, Fact]
) -> dict[str, FactValue]:
    """
    Return *facts* with openers that follow-ups affirm, and follow-ups that openers deny.

    Of the *vocabulary* only the facts that follow another are needed.

    >>> from nextsteps import Situation
    >>> vocabulary = Situation.vocabulary().facts
    >>> with_implied({"suicide_plan": True}, vocabulary)
    {'suicide_plan': True, 'suicidal_thoughts': True}
    >>> with_implied({"psychosis_symptoms": False}, vocabulary)
    {'psychosis_symptoms': False, 'voices_command_harm': False}
    """
    full = dict(facts)
    for name, fact in vocabulary.items():
        if fact.follows is not None and name in facts:
            denial = denial_of(fact)
            if denial is not None and facts[name] != denial:
                full.setdefault(fact.follows, True)
    for name, fact in vocabulary.items():
        if fact.follows is not None and full.get(fact.follows) is False:
            denial = denial_of(fact)
            if denial is not None:
                full.setdefault(name, denial)
    return full


def denial_of(fact: Fact) -> FactValue | None:
    """Return the value that denies *fact*; None when no value does."""
    if fact.kind == "yes_no":
        return False
    return NEITHER if NEITHER in fact.choices else None
