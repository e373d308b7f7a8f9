"""The phrases of the package fit the shipped rulebook."""

import pytest

from nextsteps import Rulebook
from nextsteps.guard.advised import advised_in
from nextsteps.guard.phrases import patterns_of, phrases
from nextsteps.guard.sentences import sentences_of

BOOK = Rulebook.default()
BARRED = sorted(
    {rule.target for rule in BOOK.rules.values() if rule.kind in ("exclude", "not_yet")}
)
CORE = sorted({step for one in BOOK.dangers.values() for step in one.danger.core})


@pytest.mark.parametrize("step", sorted({*BARRED, *CORE}))
def test_what_can_be_barred_or_is_core_has_phrases(step):
    """A title alone is hardly ever what somebody writes."""
    assert phrases().get(step), f"phrases.yaml has no phrases for `{step}`"


def test_no_phrase_is_for_a_recommendation_that_is_not_there():
    """A step that was renamed takes its phrases along."""
    assert set() == phrases().keys() - BOOK.recommendations.keys()


@pytest.mark.parametrize("step", sorted(BOOK.recommendations))
@pytest.mark.parametrize("reader", ["client", "relative", "clinician"])
def test_every_title_is_seen(step, reader):
    """Word by word, and in small letters."""
    title = BOOK.recommendations[step].title_for(reader).lower() + "."
    (sentence,) = sentences_of(title)

    assert [one.step for one in advised_in(sentence, title, step, patterns_of(BOOK)[step])]
