"""`nextsteps card`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_check import without_provers
from tests.golden import assert_golden
from tests.sketches import sketch

__all__ = ["without_provers"]  # the fixture

SHIFTED = ("weeks_in_therapy >= 12", "weeks_in_therapy >= 12 and sessions_attended > 3")


@pytest.fixture
def written(nextsteps: Run) -> Run:
    """A folder `rules`, and its card in `card.json`."""
    Path("rules").mkdir()
    Path("rules", "all.yaml").write_text(sketch(), encoding="utf-8")
    ran = nextsteps("card", "rules", "--format", "json", "--to", "card.json", "--no-proof")
    assert (0, "sketch 0.1.0: its card is in card.json\n", "") == (ran.code, ran.out, ran.err)
    return nextsteps


def test_a_card_is_that_of_the_rulebook_until_something_changes(written: Run) -> None:
    """
    Then the command says what, and leaves with 1.
    """
    same = written("card", "rules", "--check", "card.json")
    Path("rules", "all.yaml").write_text(sketch(SHIFTED), encoding="utf-8")
    changed = written("card", "rules", "--check", "card.json")

    assert (0, "card.json is the card of sketch 0.1.0\n") == (same.code, same.out)
    assert 1 == changed.code
    assert_golden("cli/card-changed.txt", str(changed))


def test_a_card_that_says_less_than_the_rules_is_noticed(written: Run) -> None:
    """
    Nobody can leave a fact out of it by hand.
    """
    card = json.loads(Path("card.json").read_text(encoding="utf-8"))
    card["rules"][0]["facts"].pop()
    Path("card.json").write_text(json.dumps(card), encoding="utf-8")
    ran = written("card", "rules", "--check", "card.json")

    assert 1 == ran.code
    assert "rules.danger-now.facts" in ran.out


@pytest.mark.parametrize("name", ["nowhere.json", "odd.json"])
def test_what_cannot_be_compared_is_told(written: Run, name: str) -> None:
    """
    A file that is not there, or that is no card.
    """
    Path("odd.json").write_text('{"format": 1}', encoding="utf-8")
    ran = written("card", "rules", "--check", name)

    assert_golden(f"cli/card-{name.partition('.')[0]}.txt", str(ran))


@pytest.mark.parametrize(
    ("format_", "begins"),
    [("markdown", "# Card of"), ("html", "<!doctype html>"), ("csv", "id,hazard"), ("json", "{")],
)
def test_it_is_printed_in_every_format(written: Run, format_: str, begins: str) -> None:
    """
    Where no file is named.
    """
    ran = written("card", "rules", "--format", format_, "--no-proof")

    assert 0 == ran.code
    assert ran.out.startswith(begins)


def test_what_was_proved_is_proved_again_to_compare(written: Run) -> None:
    """
    A card with a proof is compared with one that was proved anew.
    """
    written("card", "rules", "--format", "json", "--to", "card.json")
    card = json.loads(Path("card.json").read_text(encoding="utf-8"))
    ran = written("card", "rules", "--check", "card.json")

    assert ["vignettes", "proofs for every possible situation"] == [
        one["what"] for one in card["tests"]
    ]
    assert 0 == ran.code


def test_without_a_prover_the_card_says_that_nothing_was_proved(
    written: Run, without_provers: None
) -> None:
    """
    It is written all the same.
    """
    ran = written("card", "rules")

    assert 0 == ran.code
    assert "Nothing was proved for this card" in ran.out


def test_a_card_with_a_proof_is_not_compared_without_a_prover(
    written: Run, request: pytest.FixtureRequest
) -> None:
    """
    The command says what to install, and not that the proof is gone.
    """
    written("card", "rules", "--format", "json", "--to", "card.json")
    request.getfixturevalue("without_provers")
    ran = written("card", "rules", "--check", "card.json")

    assert (1, "") == (ran.code, ran.out)
    assert "V100" in ran.err


def test_the_card_of_a_new_rulebook_says_what_is_not_filled_in(nextsteps: Run) -> None:
    """
    Beside the card, so that a file or a pipe gets the card alone.
    """
    nextsteps("new", "rulebook", "my-rules")
    ran = nextsteps("card", "my-rules", "--no-proof")

    assert 0 == ran.code
    assert "- **Not stated**: intended use, users" in ran.out
    assert_golden("cli/card-to-fill-in.txt", ran.err)
