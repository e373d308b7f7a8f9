"""The rulebook covers what it should, and its vignettes show all of it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
import yaml

from nextsteps.language import Compare, Condition, atoms, fact_names, finding_names, tried_names
from nextsteps.language.evaluate import COMPARISONS
from nextsteps.truth import Truth
from tests.golden import assert_golden
from tests.stories.score import NO_STORIES, STORIES

CATEGORIES = yaml.safe_load(
    (Path(__file__).parent / "advice-categories.yaml").read_text(encoding="utf-8")
)
"""The advice categories by use; a copy, so that they are at hand in every checkout."""
MOST_ONE_SIDED = 0
MOST_NOT_NEAR = 0
NEAR = 0.1
"""A value is near a threshold within a tenth of it, or within one."""


@pytest.fixture(scope="module")
def advised(shipped):
    """The categories that recommendations give, without parameters."""
    return {
        step.advice.partition(":")[0]
        for step in shipped.recommendations.values()
        if step.advice is not None
    }


@pytest.fixture(scope="module")
def thresholds(shipped, shown):
    """Every number that a condition compares with, and the values of its fact in vignettes."""
    conditions = shipped.conditions
    compared = {
        atom
        for group in (conditions.rules, conditions.needs, conditions.contradictions)
        for condition in group.values()
        for atom in atoms(condition)
        if isinstance(atom, Compare) and not isinstance(atom.value, str)
    }
    return {
        atom: sorted(
            {one.facts[atom.fact] for one in shown.values() if one.facts.get(atom.fact) is not None}
        )
        for atom in sorted(compared, key=str)
        if can_go_both_ways(atom, shipped.situation.vocabulary().facts[atom.fact])
    }


def can_go_both_ways(atom, fact):
    """Whether the range of the fact leaves both sides of the threshold possible."""
    ends = {COMPARISONS[atom.operator](end, atom.value) for end in (fact.low, fact.high)}
    return len(ends) == 2 or atom.operator in ("==", "!=")


def lacking_sides(atom, values: Iterable[float]) -> str:
    """Which sides of a threshold no value stands on."""
    sides = {COMPARISONS[atom.operator](value, atom.value) for value in values}
    return " and ".join(
        name for side, name in ((True, "one that meets it"), (False, "one that does not"))
        if side not in sides
    )  # fmt: skip


def listed(thresholds: Mapping, *, near: bool) -> list[str]:
    """The thresholds that lack a side, with what they lack."""
    lines = []
    for atom, values in thresholds.items():
        span = max(1, NEAR * abs(atom.value)) if near else float("inf")
        lacking = lacking_sides(atom, [one for one in values if abs(one - atom.value) <= span])
        if lacking:
            lines.append(f"{atom.fact} {atom.operator} {atom.value}: lacks {lacking}")
    return sorted(lines)


def test_the_categories_are_those_of_the_stories():
    """
    The copy has not drifted.
    """
    if not STORIES.is_file():
        pytest.skip(NO_STORIES)
    theirs = yaml.safe_load(STORIES.read_text(encoding="utf-8"))["advice_categories"]
    uses = {one["use"] for one in theirs.values()}

    assert {
        use: [name for name, one in theirs.items() if one["use"] == use] for use in uses
    } == CATEGORIES


@pytest.mark.parametrize("category", CATEGORIES["do"])
def test_every_category_is_given(advised, category):
    """
    Some recommendation gives each kind of advice.
    """
    assert category in advised


@pytest.mark.parametrize("category", CATEGORIES["never"])
def test_no_forbidden_category_is_given(advised, category):
    """
    No recommendation gives advice that is never sound.
    """
    assert category not in advised


def test_every_rule_holds_in_some_vignette(shipped, shown):
    """
    None is dead.
    """
    holding = {
        name
        for one in shown.values()
        for name, truth in one.evaluation.rules.items()
        if truth is Truth.TRUE
    }

    assert set() == shipped.rules.keys() - holding


def can_be_unknown(condition: Condition, shipped) -> bool:
    """Whether something that nobody need have said is read, be it through findings."""
    facts = shipped.situation.vocabulary().facts
    conditions = shipped.conditions
    return (
        bool(tried_names(condition))
        or any(not facts[name].measured for name in fact_names(condition))
        or any(
            can_be_unknown(conditions.rules[rule], shipped)
            for finding in finding_names(condition)
            for rule in conditions.findings[finding]
        )
    )


def test_every_rule_that_can_be_unknown_is_so_in_a_vignette_that_names_it(shipped, shown):
    """
    What a rule does while nobody has said enough is shown, too.

    A rule that reads only measured facts, or always holds, is never unknown.
    """
    named = {
        name
        for vignette in shipped.vignettes.values()
        for name in vignette.unknown
        if shown[vignette.id].evaluation.rules[name] is Truth.UNKNOWN
    }
    can_be = {
        name
        for name, condition in shipped.conditions.rules.items()
        if can_be_unknown(condition, shipped)
    }

    assert set() == can_be - named


def test_every_danger_holds_in_some_vignette(shipped, shown):
    """
    Each danger can be seen at work.
    """
    holding = {
        name
        for one in shown.values()
        for name, truth in one.evaluation.findings.items()
        if truth is Truth.TRUE
    }

    assert set() == shipped.dangers.keys() - holding


def test_every_recommendation_is_given_in_some_vignette(shipped, shown):
    """
    Each recommendation can be seen in a plan.
    """
    given = {step.id for one in shown.values() for step in one.plan.recommendations}

    assert set() == shipped.recommendations.keys() - given


def test_every_threshold_has_vignettes_on_both_sides(thresholds):
    """
    For each number some vignette meets it and some does not; what is missing only shrinks.
    """
    lines = listed(thresholds, near=False)

    assert_golden("knowledge/thresholds-one-sided.txt", "\n".join(lines))
    assert len(lines) <= MOST_ONE_SIDED


def test_every_threshold_has_vignettes_just_beside_it(thresholds):
    """
    For each number they stand near it, on both sides; what is missing only shrinks.
    """
    lines = listed(thresholds, near=True)

    assert_golden("knowledge/thresholds-without-near-vignettes.txt", "\n".join(lines))
    assert len(lines) <= MOST_NOT_NEAR
