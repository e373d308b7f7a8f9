"""What the vignettes of a rulebook show of its rules."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from nextsteps.coverage import coverage, gaps
from nextsteps.truth import Truth
from tests.sketches import load_sketch

STORIES = """
vignettes:
- id: stuck
  story: Nothing moves.
  facts: {no_progress: true, weeks_in_therapy: 12, raised_with_therapist: false}
  holds: [stalled-without-progress, talk-when-stalled]
- id: too-soon
  story: It is early.
  facts: {no_progress: true, weeks_in_therapy: 11}
  fails: [stalled-without-progress]
- id: moving
  story: Something moves.
  facts: {no_progress: false, weeks_in_therapy: 12}
"""


def _by_part(rulebook, rule):
    measured = coverage(rulebook)
    [found] = [one for one in measured.rules if one.rule == rule]
    return {part.part: part for part in found.parts}


def test_a_threshold_shown_from_both_sides_decides():
    """
    Eleven and twelve weeks, and nothing else otherwise.
    """
    parts = _by_part(load_sketch(more=STORIES), "stalled-without-progress")

    assert "alone" == parts["weeks_in_therapy >= 12"].named.decides


def test_a_vignette_that_does_not_name_the_rule_counts_apart():
    """
    It would not notice if the rule changed.
    """
    part = _by_part(load_sketch(more=STORIES), "stalled-without-progress")["no_progress"]

    assert frozenset({Truth.TRUE}) == part.named.truths
    assert None is part.named.decides
    assert part.anywhere.both_ways
    assert "alone" == part.anywhere.decides


def test_gaps_are_the_parts_not_shown_to_decide():
    """
    Every part is either shown by vignettes that name its rule, or a gap.
    """
    measured = coverage(load_sketch(more=STORIES))
    share = measured.parts_deciding()

    assert share.of - share.shown == len(list(gaps(measured)))
    assert ("stalled-without-progress", "weeks_in_therapy >= 12") not in {
        (rule.rule, part.part) for rule, part in gaps(measured)
    }


def test_a_rulebook_without_vignettes_shows_nothing():
    """
    Nothing was seen, so nothing is shown.
    """
    measured = coverage(load_sketch())

    assert 0 == measured.rules_both_ways(named=False).shown
    assert 0 == measured.parts_both_ways().shown


def test_a_vignette_that_cannot_be_read_is_named():
    """
    Its facts are not in the vocabulary; it counts for nothing.
    """
    more = "vignettes:\n- {id: odd, story: Odd., facts: {no_such_fact: 1}}\n"

    assert ("odd",) == coverage(load_sketch(more=more)).unread


def test_every_shipped_rule_holds_once_and_fails_once(shipped):
    """
    The floor below the parts: measured, so that nobody has to believe it.
    """
    share = coverage(shipped).rules_both_ways()

    assert share.of == share.shown


@given(st.sets(st.sampled_from(("stuck", "too-soon", "moving"))), st.booleans())
def test_more_vignettes_never_show_less(names: set[str], named: bool):
    """
    Coverage can only rise with every vignette.
    """
    every = load_sketch(more=STORIES)
    some = replace(every, vignettes={name: every.vignettes[name] for name in sorted(names)})

    assert (
        coverage(some).parts_deciding(named=named).shown
        <= coverage(every).parts_deciding(named=named).shown
    )
