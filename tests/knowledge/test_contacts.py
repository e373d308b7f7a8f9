"""Whoever is in danger finds a number that answers."""

import os
from datetime import date, timedelta

import pytest

EVERYWHERE = "*"
LEAST_COUNTRIES = 20
OLDEST = timedelta(days=365)
RELEASE_DATE = os.environ.get("RELEASE_DATE")


def test_there_are_contacts_for_twenty_countries(shipped):
    """
    Beside the advice for all other countries.
    """
    assert len(shipped.contacts.keys() - {EVERYWHERE}) >= LEAST_COUNTRIES


def test_there_is_advice_for_every_other_country(shipped):
    """
    An unknown country gets the general advice.
    """
    assert EVERYWHERE in shipped.contacts


def test_every_country_has_a_crisis_line(shipped):
    """
    An emergency number alone is not enough for somebody who wants to talk.
    """
    assert [] == [
        contact.country
        for contact in shipped.contacts.values()
        if not any(line.use == "crisis" for line in contact.lines)
    ]


def test_no_country_was_checked_before_the_first_release(shipped):
    """
    Each entry says when it was last checked.
    """
    assert [] == [one.country for one in shipped.contacts.values() if one.checked.year < 2026]


@pytest.mark.skipif(RELEASE_DATE is None, reason="checked before a release: make release-check")
def test_no_contact_is_older_than_a_year_at_release(shipped):
    """
    RELEASE_DATE (2027-06-30) says when the release is; no clock is read.
    """
    release = date.fromisoformat(RELEASE_DATE or "")

    assert [] == [
        f"{one.country}: checked {one.checked}"
        for one in shipped.contacts.values()
        if release - one.checked > OLDEST
    ]
