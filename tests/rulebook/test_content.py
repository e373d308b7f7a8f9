"""What a rulebook is: its content, in whatever order and however spaced."""

import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import Rulebook
from nextsteps.language import And, unparse
from tests.sketches import load_sketch, sketch
from tests.strategies import Clinic, clinic_situations, documents, facts_read, load

CHANGES = {
    "a-condition": ("weeks_in_therapy >= 12", "weeks_in_therapy >= 13"),
    "a-reason": ("Nothing has moved.", "Nothing moved."),
    "a-title": ("title: Talk to the therapist", "title: Talk to your therapist"),
    "a-text": ("Write it down first.", "Write it down."),
    "a-strength": ("strength: strong", "strength: weak"),
    "a-stage": ("stage: alliance", "stage: goals"),
    "needs": ("  needs: in_therapy\n", "  needs: not has_left_therapist\n"),
    "an-opposite": ("  opposites: [switch-therapist]\n", ""),
    "drastic": ("  drastic: true\n", ""),
    "a-level": ("level: emergency", "level: days"),
    "a-contradiction": ("sessions_attended > 15", "sessions_attended > 16"),
    "a-contact": ('emergency: "112"', 'emergency: "911"'),
    "a-citation": ("locator: page 4", "locator: page 5"),
    "a-source": ("grade: C", "grade: A"),
    "the-version": ("version: 0.1.0", "version: 0.2.0"),
    "the-name": ("id: sketch", "id: sketch-two"),
}
SAME = {
    "spaces": ("no_progress and weeks_in_therapy >= 12", "no_progress   and weeks_in_therapy>=12"),
    "brackets": (
        "no_progress and weeks_in_therapy >= 12",
        "((no_progress) and (12 <= weeks_in_therapy))",
    ),
    "a-block": (
        "when: no_progress and weeks_in_therapy >= 12",
        "when: |\n    no_progress\n    and weeks_in_therapy >= 12",
    ),
    "a-quoted-condition": (
        "when: no_progress and weeks_in_therapy >= 12",
        'when: "no_progress and weeks_in_therapy >= 12"',
    ),
    "quotes": ("title: Talk to the therapist", "title: 'Talk to the therapist'"),
    "a-comment": ("rules:\n", "rules:  # the rules\n"),
    "a-default": ("  drastic: true\n", "  drastic: true\n  effort: medium\n"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_content_hash_changes_with_the_content(name):
    """
    Whatever can change a plan, or what is read in one, changes the hash.
    """
    assert load_sketch().content_hash != load_sketch(CHANGES[name]).content_hash


@pytest.mark.parametrize("name", SAME)
def test_the_content_hash_does_not_change_with_how_it_is_written(name):
    """
    Spaces, quotes, comments and defaults are not content.
    """
    assert load_sketch().content_hash == load_sketch(SAME[name]).content_hash


def test_vignettes_do_not_change_the_content_hash():
    """
    Examples change no plan.
    """
    more = "vignettes:\n- {id: a, story: A story., facts: {}}\n"

    assert load_sketch().content_hash == load_sketch(more=more).content_hash


@settings(max_examples=max(30, settings.default.max_examples // 5))
@given(documents(), clinic_situations(), st.integers(0, 2**32))
def test_a_rulebook_in_many_files_is_the_rulebook_in_one(
    tmp_path_factory, document, situation, seed
):
    """
    Which file holds what is its author's business.
    """
    folder = tmp_path_factory.mktemp("rules")
    random = Random(seed)  # noqa: S311
    for kind, entries in document.items():
        parts = [entries] if kind == "rulebook" else [[one] for one in entries]
        for part in parts:
            path = folder / random.choice("abc") / f"{random.random()}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps({kind: part}), encoding="utf-8")
    whole, many = load(document), Rulebook.load(folder, situation=Clinic)

    assert (whole.content_hash, whole.recommend(situation).to_json()) == (
        many.content_hash,
        many.recommend(situation).to_json(),
    )


def test_the_order_of_rules_in_the_file_does_not_change_the_content_hash():
    """
    Entries are told apart by their ids.
    """
    head, rest = sketch().split("rules:\n")
    rules, tail = rest.split("contradictions:")
    entries = [f"- id:{part}" for part in rules.split("- id:")[1:]]
    turned = f"{head}rules:\n{''.join(reversed(entries))}contradictions:{tail}"

    assert load_sketch().content_hash == Rulebook.from_text(turned).content_hash


def test_a_rulebook_is_indexed_by_id():
    """
    Sorted, so that nothing depends on files.
    """
    rulebook = load_sketch()

    for part in (rulebook.rules, rulebook.findings, rulebook.recommendations, rulebook.sources):
        assert sorted(part) == list(part)


def test_opposites_hold_both_ways():
    """
    One of the two says so.
    """
    opposites = load_sketch().opposites

    assert ({"switch-therapist"}, {"talk-to-therapist"}) == (
        opposites["talk-to-therapist"],
        opposites["switch-therapist"],
    )


def test_findings_stand_after_the_findings_they_rest_on():
    """
    Whatever their names are.
    """
    text = sketch(
        ("- {id: stalled,", "- {id: a_late_one, title: late}\n- {id: stalled,"),
        ("rules:\n", "rules:\n- id: late\n  finding: a_late_one\n  when: stalled\n  because: c\n"
                     "  sources: [{source: a-book, locator: page 1}]\n"),
    )  # fmt: skip

    order = list(Rulebook.from_text(text).conditions.findings)

    assert order.index("stalled") < order.index("a_late_one")


def test_true_as_a_condition_needs_no_quotes():
    """
    `when: true` and `when: True` are always.
    """
    always = [
        load_sketch(("when: weeks_in_therapy < 3", f"when: {word}")).conditions.rules
        for word in ("true", "True", "'True'")
    ]

    assert ["True"] * 3 == [unparse(rules["wait-before-switching"]) for rules in always]


def test_an_entry_knows_where_it_was_written():
    """
    Messages, editors and pages point there.
    """
    rulebook = load_sketch()

    place = rulebook.places[("rules", "talk-when-stalled")]

    assert "- id: talk-when-stalled" == place.excerpt


@given(documents())
def test_every_generated_rulebook_loads(document):
    """
    The strategies make rulebooks that keep what the loader demands.
    """
    assert load(document).rules


def test_the_facts_that_a_rulebook_reads_are_known_to_its_vocabulary(shipped):
    """
    Nothing is read that nobody can say.
    """
    assert set(facts_read(shipped)) <= set(shipped.situation.vocabulary().facts)


def test_every_condition_of_the_shipped_rulebook_is_read_back_from_its_canonical_text(shipped):
    """
    And none of them is an `and` of one part.
    """
    short = [
        name
        for name, condition in shipped.conditions.rules.items()
        if isinstance(condition, And) and len(condition.parts) < 2
    ]

    assert [] == short
