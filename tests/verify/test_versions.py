"""Two versions of a rulebook: what is proved the same is the same, and each witness is real."""

import copy
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nextsteps import Rulebook
from nextsteps.errors import RulebookError
from nextsteps.language import Among, Compare, unparse
from nextsteps.situation import Situation
from nextsteps.verify import VersionDifference, diff
from nextsteps.verify.versions import KINDS, changes, count, kinds_between
from nextsteps.verify.versions.shrink import smallest, without_one
from tests.sketches import load_sketch
from tests.strategies import Document, clinic_situations, document_of, load, shipped_situations

_SEEDS = st.integers(0, 2**32 - 1)


# -- random edits


def _edited(document: Document, seed: int) -> Document:
    """The rulebook with one or two edits, as an author might make them."""
    random = Random(seed)  # noqa: S311
    edited = copy.deepcopy(document)
    for _ in range(random.randint(1, 2)):
        random.choice(_EDITS)(edited, random)
    return edited


def _drop_a_rule(document: Document, random: Random) -> None:
    del document["rules"][random.randrange(len(document["rules"]))]


def _negate_a_condition(document: Document, random: Random) -> None:
    rule = random.choice(document["rules"])
    rule["when"] = f"not ({rule['when']})"


def _shift_a_threshold(document: Document, random: Random) -> None:
    for rule in random.sample(document["rules"], len(document["rules"])):
        if " >= " in rule["when"]:
            rule["when"] = rule["when"].replace(" >= ", " > ", 1)
            return


def _swap_two_actions(document: Document, random: Random) -> None:
    rules = [rule for rule in document["rules"] if "recommend" in rule]
    if len(rules) > 1:
        one, other = random.sample(rules, 2)
        one["recommend"], other["recommend"] = other["recommend"], one["recommend"]


def _change_the_strength(document: Document, random: Random) -> None:
    rules = [rule for rule in document["rules"] if "strength" in rule]
    if rules:
        random.choice(rules)["strength"] = random.choice(("strong", "moderate", "weak"))


def _change_if_unknown(document: Document, random: Random) -> None:
    rules = [rule for rule in document["rules"] if "if_unknown" in rule]
    if rules:
        random.choice(rules)["if_unknown"] = random.choice(("hold", "check", "ignore"))


def _change_a_step(document: Document, random: Random) -> None:
    step = random.choice(document["recommendations"])
    change: dict[str, Any] = random.choice(
        [{"urgency": "days"}, {"urgency": "routine"}, {"kind": "warning"}, {"opposites": []}]
    )
    step.update(change)


def _rewrite_without_meaning(document: Document, random: Random) -> None:
    rule = random.choice(document["rules"])
    rule["when"] = f"not not ({rule['when']})"


_EDITS = (
    _drop_a_rule,
    _negate_a_condition,
    _shift_a_threshold,
    _swap_two_actions,
    _change_the_strength,
    _change_if_unknown,
    _change_a_step,
    _rewrite_without_meaning,
)


def _two_versions(seed: int, rules: int, edit: int) -> tuple[Rulebook, Rulebook]:
    document = document_of(seed, rules)
    try:
        return load(document), load(_edited(document, edit))
    except RulebookError:  # the loader refuses what is unsafe
        assume(False)
        raise


def _plans_differ(found: VersionDifference, situation: Situation) -> frozenset[str]:
    return kinds_between(found.old.recommend(situation), found.new.recommend(situation))


@settings(max_examples=40)
@given(_SEEDS, st.integers(4, 20), _SEEDS, st.lists(clinic_situations(), min_size=20, max_size=20))
def test_what_is_proved_the_same_is_the_same_in_any_situation(seed, rules, edit, situations):
    """
    No situation, however made, shows a kind of difference that was proved never to occur.
    """
    found = diff(*_two_versions(seed, rules, edit))

    for situation in situations:
        assert not _plans_differ(found, situation) & set(found.proved)


@settings(max_examples=40)
@given(_SEEDS, st.integers(4, 20), _SEEDS)
def test_each_witness_differs_and_holds_nothing_in_vain(seed, rules, edit):
    """
    Both rulebooks are asked again; without any one of its facts the difference is gone.
    """
    found = diff(*_two_versions(seed, rules, edit))

    for kind in KINDS:
        for witness in found.witnesses[kind]:
            assert kind in _plans_differ(found, witness.situation)
            assert not [
                fewer
                for fewer in without_one(witness.situation)
                if kind in _plans_differ(found, fewer)
            ]


@settings(max_examples=30)
@given(_SEEDS, st.integers(4, 20), st.randoms(use_true_random=False))
def test_the_order_of_rules_and_steps_changes_nothing(seed, rules, random):
    """
    Where an entry stands in a file is no difference.
    """
    document = document_of(seed, rules)
    shuffled = copy.deepcopy(document)
    for kind in ("rules", "recommendations", "findings"):
        random.shuffle(shuffled[kind])
    found = diff(load(document), load(shuffled))

    assert found.is_equal
    assert () == found.changes


# -- the shipped rulebook, with two conditions changed

CHANGED = {
    "afford-while-waiting": Compare("waiting_weeks", ">=", 6),
    "adherence-stopped": Among("medication_adherence", ("skips_doses", "stopped")),
}


@pytest.fixture(scope="module")
def shipped_difference(shipped: Rulebook) -> VersionDifference:
    written = {
        name: shipped.rules[name].model_copy(update={"when": unparse(condition)})
        for name, condition in CHANGED.items()
    }
    conditions = replace(shipped.conditions, rules={**shipped.conditions.rules, **CHANGED})
    rules = {**shipped.rules, **written}
    return diff(shipped, replace(shipped, rules=rules, conditions=conditions))


@settings(max_examples=60)
@given(shipped_situations())
def test_what_is_proved_of_the_shipped_rulebook_holds_with_scores_too(
    shipped_difference: VersionDifference, situation: Situation
):
    """
    No vignette, changed or with scores, shows a difference that was proved never to occur.
    """
    assert not _plans_differ(shipped_difference, situation) & set(shipped_difference.proved)


def test_a_condition_of_the_shipped_rulebook_is_followed_to_the_plan(
    shipped_difference: VersionDifference,
):
    """
    Four weeks of waiting are a minimal witness, and the rule is named.
    """
    assert ({"waiting_weeks": 4.0}, ("afford-while-waiting",)) in [
        (one.facts(), one.because) for one in shipped_difference.witnesses["steps"]
    ]
    assert {"level", "could_be"} <= set(shipped_difference.proved)


# -- examples


def test_one_rule_split_into_two_of_one_ground_is_proved_the_same():
    """
    Written otherwise, and no plan is another.
    """
    whole = load_sketch(
        ("when: stalled and not raised_with_therapist", "when: not_heard or stalled"),
        ("  strength: strong\n", "  strength: strong\n  ground: unheard\n"),
    )
    split = load_sketch(
        ("when: stalled and not raised_with_therapist", "when: not_heard"),
        ("  strength: strong\n", "  strength: strong\n  ground: unheard\n"),
        (
            "- id: switch-when-talk-failed",
            "- id: talk-when-stalled-too\n  recommend: talk-to-therapist\n  when: stalled\n"
            "  strength: strong\n  ground: unheard\n  because: It is so.\n"
            "  sources: [{source: a-book, locator: page 6}]\n- id: switch-when-talk-failed",
        ),
    )
    found = diff(whole, split)

    assert found.is_equal
    assert {
        ("rules", "talk-when-stalled-too", "added"),
        ("rules", "talk-when-stalled", "changed"),
    } == {(one.kind, one.id, one.what) for one in found.changes}


def test_a_shifted_threshold_is_shown_with_the_value_between():
    """
    At twelve weeks the old rule holds and the new one doesn't.
    """
    found = diff(load_sketch(), load_sketch(("weeks_in_therapy >= 12", "weeks_in_therapy > 12")))
    [witness, *_] = found.witnesses["steps"]

    assert 12.0 == witness.facts()["weeks_in_therapy"]
    assert ("stalled-without-progress",) == witness.because


def test_a_shifted_threshold_that_nobody_can_reach_is_proved_the_same():
    """
    Nothing lies between 11 and 12 sessions.
    """
    changed = ("sessions_attended > 15", "sessions_attended >= 16")

    assert diff(load_sketch(), load_sketch(changed)).is_equal


def test_a_danger_of_another_level_changes_the_level():
    """
    The witness names the danger's facts.
    """
    changed = ("danger: {level: emergency", "danger: {level: same_day")
    found = diff(load_sketch(), load_sketch(changed))

    assert {"level", "urgency"} <= set(KINDS) - set(found.proved)
    assert "emergency becomes same_day" in str(found.witnesses["level"][0])


def test_new_words_change_no_plan():
    """
    A text is told among the changes, and no situation gets another plan.
    """
    changed = ("because: Nothing has moved.", "because: It has not moved.")
    found = diff(load_sketch(), load_sketch(changed))
    [change] = found.changes

    assert found.is_equal
    assert frozenset({"text"}) == change.aspects


def test_spacing_and_brackets_are_no_change():
    """
    A condition is compared as it reads, not as it is typed.
    """
    changed = ("when: no_progress and weeks", "when: (no_progress  and (weeks")
    more = ("_therapy >= 12\n", "_therapy >= 12))\n")

    assert () == changes(load_sketch(), load_sketch(changed, more))


def test_a_changed_measure_is_told_as_not_covered(shipped):
    """
    Of situations with its scores nothing was proved, and that is said.
    """
    name, measure = next(iter(shipped.measures.items()))
    other = measure.model_copy(update={"title": "Something else"})
    found = diff(shipped, replace(shipped, measures={**shipped.measures, name: other}))

    assert not found.is_equal
    assert name in found.limits[0]


def test_rulebooks_of_different_vocabularies_are_refused():
    """
    They do not speak of the same facts.
    """
    with pytest.raises(ValueError, match="same situation model"):
        diff(load_sketch(), load(document_of(1, 4)))


def test_counting_agrees_with_comparing_one_by_one():
    """
    Each row counts once in all, and once for each kind that it shows.
    """
    old, new = load_sketch(), load_sketch(("weeks_in_therapy >= 12", "weeks_in_therapy > 12"))
    base = {"no_progress": True, "in_therapy": True, "raised_with_therapist": False}
    rows = [Situation(**base, weeks_in_therapy=weeks) for weeks in (11.0, 12.0, 13.0)]
    counted = count(rows, old, new)

    assert (3, 1) == (counted.of, counted.different)
    assert 1 == counted.kinds["steps"]
    assert 0 == counted.kinds["excluded"]


@given(clinic_situations())
def test_what_is_made_small_keeps_its_point_and_nothing_else(situation):
    """
    The claim still holds, and fails without any one thing.
    """

    def claim(one: Situation) -> bool:
        return len(one.facts()) + len(one.tried) >= 2

    if not claim(situation):
        return
    small = smallest(situation, claim)

    assert claim(small)
    assert not any(map(claim, without_one(small)))
