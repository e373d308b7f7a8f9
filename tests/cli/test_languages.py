"""`nextsteps languages`, and the other commands in Spanish."""

import json
from pathlib import Path

from tests.cli.conftest import Run

SITUATION = "asker: client\ncountry: US\nin_danger_now: true\n"


def test_it_tells_how_much_is_translated(nextsteps: Run) -> None:
    """Of every kind, and that nobody reviewed it."""
    ran = nextsteps("languages")

    assert ran.code == 0
    assert ran.out.startswith("es: español, not reviewed\n  recommendations: ")
    assert "  contacts: 28 of 28\n" in ran.out


def test_what_is_left_can_be_printed(nextsteps: Run) -> None:
    """Of a new language, everything."""
    ran = nextsteps("languages", "--to-do")

    assert ran.code == 0
    assert "recommendations:\n" in ran.out
    assert "    # Use crisis help now\n    title:\n" in ran.out


def test_an_unknown_language_is_an_error_with_help(nextsteps: Run) -> None:
    """Wherever one is named, before anything is asked."""
    Path("me.yaml").write_text(SITUATION)
    for command in (("languages", "ess"), ("recommend", "me.yaml", "--language", "ess")):
        ran = nextsteps(*command)
        assert ran.code == 1
        assert "error[C101]: there is no language `ess`" in ran.err
        assert "did you mean `es`?" in ran.err


def test_a_plan_is_printed_in_spanish(nextsteps: Run) -> None:
    """As text, and as JSON with the same ids."""
    Path("me.yaml").write_text(SITUATION)
    text = nextsteps("recommend", "me.yaml", "--language", "es")
    spanish = nextsteps("recommend", "me.yaml", "--language", "es", "--format", "json")
    english = nextsteps("recommend", "me.yaml", "--format", "json")

    assert "!! PIDE AYUDA AHORA" in text.out
    plans = [json.loads(ran.out) for ran in (spanish, english)]
    ids = [[step["id"] for step in plan["recommendations"]] for plan in plans]
    assert ids[0] == ids[1]
    assert plans[0]["recommendations"][0]["title"] == "Pide ayuda de crisis ahora"


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
