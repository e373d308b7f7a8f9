"""The card says what the rulebook is, and nothing else."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from nextsteps import Rulebook, Situation, fact
from nextsteps.card import (
    Run,
    card_from_json,
    card_of,
    card_schema,
    card_to_html,
    card_to_json,
    card_to_markdown,
    changes_between,
)
from nextsteps.engine import engine_for
from nextsteps.errors import RulebookError
from nextsteps.known import known_of
from nextsteps.language import Known
from nextsteps.verify import prove
from tests.card.sketch import STATED, load_stated
from tests.golden import assert_golden
from tests.sketches import SKETCH, load_sketch
from tests.strategies import rulebooks_with_situation


@pytest.fixture(scope="module")
def shipped_card():
    """The card of the shipped rulebook, without proof."""
    return card_of(Rulebook.default())


def test_a_small_card_is_the_recorded_one():
    """
    In Markdown, with what was proved.
    """
    rulebook = load_stated()

    assert_golden("card/sketch.md", card_to_markdown(card_of(rulebook, proof=prove(rulebook))))


def test_a_card_without_statements_is_the_recorded_one():
    """
    What nobody has said is told as missing, and nothing is made up.
    """
    assert_golden("card/unstated.md", card_to_markdown(card_of(load_sketch())))


def test_a_page_says_what_the_markdown_says():
    """
    In one file, without anything from outside.
    """
    page = card_to_html(card_of(load_stated()))

    assert "<script" not in page
    assert all(words in page for words in ("To try a card out.", "help-is-missed", "Hard words."))


@pytest.mark.parametrize("name", ["shipped", "stated", "unstated"])
def test_a_card_is_valid_and_survives_json(name, shipped_card):
    """
    By the published schema, and read back without loss.
    """
    card = {
        "shipped": lambda: shipped_card,
        "stated": lambda: card_of(load_stated()),
        "unstated": lambda: card_of(load_sketch()),
    }[name]()
    text = card_to_json(card)

    assert [] == list(Draft202012Validator(card_schema()).iter_errors(json.loads(text)))
    assert card_from_json(text) == card


def test_the_schema_is_a_schema():
    """
    By JSON Schema 2020-12, and it refuses what is no card.
    """
    Draft202012Validator.check_schema(card_schema())

    assert list(Draft202012Validator(card_schema()).iter_errors({"format": 1}))


@settings(max_examples=60)
@given(case=rulebooks_with_situation(), data=st.data())
def test_a_rule_reads_no_more_than_its_card_says(case, data):
    """
    Without all other facts and outcomes it comes out the same.
    """
    rulebook, situation = case
    card = card_of(rulebook)
    rule = data.draw(st.sampled_from(card.rules))
    known = known_of(situation, rulebook)
    less = Known(
        {name: value for name, value in known.facts.items() if name in rule.facts},
        {step: outcome for step, outcome in known.tried.items() if step in rule.tried},
    )
    engine = engine_for(rulebook, "reference")

    assert engine.evaluate(known).rules[rule.id] == engine.evaluate(less).rules[rule.id]


def test_a_rule_reads_through_findings_down_to_facts():
    """
    `stalled` stands for what its rules read.
    """
    rules = {rule.id: rule for rule in card_of(load_sketch()).rules}

    assert ("no_progress", "raised_with_therapist", "weeks_in_therapy") == tuple(
        name for name in rules["talk-when-stalled"].facts if name != "raised_result"
    )
    assert ("talk-to-therapist",) == rules["switch-when-talk-failed"].tried


def test_no_statement_and_no_hazard_changes_the_content():
    """
    They can change no plan, so a record made before stays that of this rulebook.
    """
    assert load_stated().content_hash == load_sketch().content_hash


def test_a_card_survives_being_compiled():
    """
    What is stated and the hazards are in the compiled file too.
    """
    rulebook = load_stated()
    again = Rulebook.from_compiled(rulebook.compiled())

    assert (rulebook.stated, rulebook.hazards) == (again.stated, again.hazards)
    assert load_sketch().stated is Rulebook.from_compiled(load_sketch().compiled()).stated


def test_a_change_of_the_rulebook_is_named_by_its_place():
    """
    Not only that something is different.
    """
    old, new = (
        card_of(load_stated()),
        card_of(
            load_stated(
                ("strength: strong", "strength: weak"),
                (
                    "no_progress and weeks_in_therapy >= 12",
                    "no_progress and sessions_attended >= 12",
                ),
                ("severity: minor", "severity: grave"),
                ("users: [those who test it, ", "users: ["),
            )
        ),
    )

    assert_golden("card/changes.txt", "\n".join(changes_between(old, new)))
    assert () == changes_between(old, card_of(load_stated()))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', "[" * 100_000])
def test_what_is_no_card_is_told(text):
    """
    With a code and what to do.
    """
    with pytest.raises(RulebookError, match="R421"):
        card_from_json(text, "card.json")


class Clinic(Situation):
    """A vocabulary with two facts of its own."""

    likes_tea: bool | None = fact("Does the person like tea?", topic="tea")
    is_veteran: bool | None = fact("Was the person a soldier?", topic="work")


OWN = ("no_progress and weeks_in_therapy >= 12", "no_progress and likes_tea and is_veteran")


def test_facts_of_ones_own_are_unclassified_until_somebody_says_what_they_tell():
    """
    The card says so, and no attribute is guessed.
    """
    text = (SKETCH + STATED).replace(*OWN)
    stated = text.replace(
        "  status: draft\n", "  attributes: {likes_tea: [], is_veteran: [social_determinants]}\n"
    )
    before = card_of(Rulebook.from_text(text, situation=Clinic))
    after = card_of(Rulebook.from_text(stated, situation=Clinic))

    assert ("is_veteran", "likes_tea") == before.unclassified
    assert () == after.unclassified
    assert "is_veteran" in after.attributes[11].facts
    assert "Facts that are not classified" in card_to_markdown(before)


def test_the_card_of_the_example_with_its_own_vocabulary_leaves_no_fact_open():
    """
    Its authors say what its two facts tell of a pupil.
    """
    from examples.own_vocabulary import RULES, Pupil

    card = card_of(Rulebook.from_text(RULES, situation=Pupil))

    assert () == card.unclassified
    assert ("suicidal_thoughts",) == tuple(
        name for name in card.attributes[12].facts if name in ("suicidal_thoughts", "exam_weeks")
    )


def test_what_was_measured_elsewhere_is_shown_with_its_day():
    """
    As the docs add how many planted mistakes would be noticed.
    """
    row = Run(what="x", command="y", found={"z": 3}, measured="2026-11-25")
    card = card_of(load_sketch(), measured=[row])

    assert row == card.tests[-1]
    assert "Measured on 2026-11-25." in card_to_markdown(card)
