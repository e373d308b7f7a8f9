"""How much the guard sees of drafts that no phrase was written for: a floor, not a promise."""

from pathlib import Path

import yaml

from nextsteps.guard import check_reply

DRAFTS = yaml.safe_load((Path(__file__).parent / "unseen.yaml").read_text(encoding="utf-8"))
ADVICE = {"forbidden", "excluded", "not_yet", "later"}


def _faults(draft):
    return {fault.kind for fault in check_reply(draft["facts"], draft["reply"]).faults}


def test_it_sees_about_half_of_the_bad_advice():
    """The page says so; a change that sees less is found here."""
    seen = [draft for draft in DRAFTS["bad"] if ADVICE & _faults(draft)]

    assert 24 == len(DRAFTS["bad"])
    assert len(seen) >= 12


def test_it_doubts_few_good_answers():
    """At most two of eleven."""
    doubted = [draft["reply"] for draft in DRAFTS["good"] if _faults(draft)]

    assert 11 == len(DRAFTS["good"])
    assert len(doubted) <= 2, doubted
