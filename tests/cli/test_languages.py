"""`nextsteps languages`, and the other commands in Spanish."""

import json
import re
from pathlib import Path

from nextsteps import Rulebook
from tests.cli.conftest import Run

SITUATION = "asker: client\ncountry: US\nin_danger_now: true\n"


def test_it_tells_how_much_is_translated(nextsteps: Run) -> None:
    """Of every kind, and that nobody reviewed it."""
    ran = nextsteps("languages")

    assert ran.code == 0
    assert ran.out.startswith("es: español, not reviewed\n  recommendations: ")
    assert re.search(r"  contacts: (\d+) of \1\n", ran.out)


def test_what_is_left_can_be_printed(nextsteps: Run) -> None:
    """Of a new language, everything."""
    ran = nextsteps("languages", "--to-do")

    assert ran.code == 0
    assert "recommendations:\n" in ran.out
    assert "    # Use crisis help now\n    title:\n" in ran.out


def test_nothing_is_left_to_translate_into_english(nextsteps: Run) -> None:
    """It is what all others are translated from."""
    ran = nextsteps("languages", "en", "--to-do")

    assert (ran.code, ran.out) == (0, "en: everything is written in it\n")


def test_an_unknown_language_is_an_error_with_help(nextsteps: Run) -> None:
    """Wherever one is named, before anything is asked."""
    Path("me.yaml").write_text(SITUATION)
    for command in (("languages", "ess"), ("recommend", "me.yaml", "--language", "ess")):
        ran = nextsteps(*command)
        assert ran.code == 1
        assert "error[C101]: there is no language `ess`" in ran.err
        assert "did you mean `es`?" in ran.err


def test_a_plan_is_printed_in_spanish(nextsteps: Run, shipped: Rulebook) -> None:
    """As text, and as JSON with the same ids."""
    Path("me.yaml").write_text(SITUATION)
    text = nextsteps("recommend", "me.yaml", "--language", "es")
    plan = json.loads(nextsteps("recommend", "me.yaml", "--language", "es", "--format", "json").out)

    assert "!! PIDE AYUDA AHORA" in text.out
    english = shipped.recommend({"asker": "client", "country": "US", "in_danger_now": True})
    given = [(step["id"], step["urgency"]) for step in plan["recommendations"]]
    assert given == [(step.id, step.urgency) for step in english.recommendations]
    assert plan["recommendations"][0]["title"] == "Pide ayuda de crisis ahora"


def test_an_interview_asks_and_understands_spanish(nextsteps: Run) -> None:
    """ "sí" is yes, and the danger is told at once."""
    ran = nextsteps(
        "interview", "--language", "es", "--for", "client", given="sí\nsí\n\nq\n".encode()
    )

    assert "Pregunta 1 (" in ran.out
    assert "Respuesta (sí o no): " in ran.out
    assert "Question" not in ran.out
    assert "no ha sido revisada" in ran.out


def test_a_rulebook_of_ones_own_has_its_own_languages(nextsteps: Run) -> None:
    """In its folder `languages`, which is no part of the rules."""
    sketch = Path(__file__).parents[1] / "sketch"
    folder = Path("rules")
    folder.mkdir()
    for path in sketch.glob("*.yaml"):
        (folder / path.name).write_text(path.read_text())
    (folder / "languages" / "xx").mkdir(parents=True)
    (folder / "languages" / "xx" / "language.yaml").write_text(
        "language: {code: xx, name: Xxish, reviewed: true, note: n, partly: p, other_reader: o}\n"
        "rules:\n  no-such-rule: {because: x, of: {because: aaaaaaaa}}\n"
    )
    ran = nextsteps("languages", "--rulebook", "rules")

    assert ran.code == 1
    assert "error[C103]" in ran.out
    assert "xx: Xxish, reviewed" in ran.out
