"""Catalogues: how they are read, when a text of theirs counts, and what is wrong with them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextsteps import Rulebook
from nextsteps.errors import CatalogueError
from nextsteps.render.phrases import fixed_words
from nextsteps.translation import (
    ENGLISH,
    Catalogue,
    Interpreter,
    catalogue_for,
    check_catalogue,
    coverage_of,
    digest,
    english_texts,
    languages,
    load_catalogue,
    to_do,
)
from nextsteps.translation.catalogue import Translation, faults_of
from tests.golden import assert_golden

IDENTITY = """\
language:
  code: xx
  name: Xxish
  reviewed: false
  note: Nobody looked.
  partly: Some is English.
  other_reader: All is English.
"""
TITLE = ("findings", "child", "title")


def folder_of(path: Path, text: str, identity: str = IDENTITY) -> Path:
    """A language of two files."""
    (path / "language.yaml").write_text(identity, encoding="utf-8")
    (path / "texts.yaml").write_text(text, encoding="utf-8")
    return path


def with_texts(**texts: str) -> Catalogue:
    """A catalogue with titles of findings, each tied to the English "a child"."""
    found = {("findings", k, "title"): Translation(t, digest("a child")) for k, t in texts.items()}
    return Catalogue("xx", "Xxish", False, "n", "p", "o", found)


def test_a_text_counts_while_its_english_is_the_same() -> None:
    """When the English changes, the translation is stale, and English is shown and told."""
    catalogue = with_texts(child="un menor")
    current, stale = Interpreter(catalogue), Interpreter(catalogue)

    assert current.text(TITLE, "a child") == "un menor"
    assert stale.text(TITLE, "a person under 18") == "a person under 18"
    assert (current.missed, stale.missed) == (False, True)


def test_a_text_that_loses_a_number_or_a_hole_never_counts() -> None:
    """Even when nobody has checked the catalogue."""
    english = "wait {} weeks, then call 112"
    for text in ("espera {} semanas y llama al 113", "espera semanas y llama al 112"):
        kept = {TITLE: Translation(text, digest(english))}
        catalogue = Catalogue("xx", "X", False, "", "", "", kept)
        assert catalogue.text(TITLE, english) is None


@given(st.text(st.characters(categories=["L", "N", "P", "Z"]), min_size=1))
def test_a_text_keeps_what_it_is_itself(text: str) -> None:
    """The English is always a right translation of itself."""
    for kind in ("facts", "contacts", "rules"):
        assert faults_of(kind, text, text) == ()


def test_english_says_everything_as_it_is() -> None:
    """And misses nothing."""
    interpreter = Interpreter(ENGLISH)

    assert interpreter.say("anything") == "anything"
    assert interpreter.lines(TITLE, ["one", "two"]) == ("one", "two")
    assert not interpreter.missed


BAD = {
    "unknown-kind": "finding:\n  child: {title: un menor}\n",
    "unknown-field": "findings:\n  child: {titel: un menor, of: {titel: aaaaaaaa}}\n",
    "no-digest": "findings:\n  child:\n    title: un menor\n",
    "not-a-text": "findings:\n  child: {title: {a: b}, of: {title: aaaaaaaa}}\n",
    "two-lines": 'findings:\n  child: {title: "un\\nmenor", of: {title: aaaaaaaa}}\n',
    "not-a-mapping": "findings: [child]\n",
    "not-yaml": "findings: [\n",
}


@pytest.mark.parametrize("name", BAD)
def test_a_catalogue_at_fault_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    """All problems at once, none of them a traceback."""
    with pytest.raises(CatalogueError) as raised:
        load_catalogue(folder_of(tmp_path, BAD[name]))

    told = str(raised.value).replace(tmp_path.name, "xx")
    assert_golden(f"translation/bad-{name}.txt", told)


def test_a_language_must_say_what_it_is(tmp_path: Path) -> None:
    """Whether it was reviewed above all."""
    with pytest.raises(CatalogueError, match="does not say its reviewed, other_reader"):
        load_catalogue(
            folder_of(tmp_path, "words: {}\n", "language: {code: a, name: b, note: c, partly: d}\n")
        )
    (tmp_path / "language.yaml").unlink()
    with pytest.raises(CatalogueError, match="names no language"):
        load_catalogue(tmp_path)


def test_a_language_that_is_not_there_is_named_with_those_that_are() -> None:
    """With help."""
    with pytest.raises(CatalogueError, match="C101") as raised:
        catalogue_for("zz")

    assert "there is en, es" in str(raised.value)
    assert catalogue_for("en") is ENGLISH
    assert languages() == ("es",)


def test_a_catalogue_is_checked_against_the_rulebook(shipped: Rulebook, tmp_path: Path) -> None:
    """Unknown names, lost numbers and lost places to fill in, each with its place."""
    of = digest(shipped.findings["child"].title)
    age = shipped.situation.vocabulary().facts["sleep_hours"]
    text = (
        f"findings:\n  child: {{title: un menor, of: {{title: {of}}}}}\n"
        "  childs: {title: menores, of: {title: aaaaaaaa}}\n"
        f"facts:\n  sleep_hours: {{says: duermes, of: {{says: {digest(str(age.says))}}}}}\n"
        'words: {"and {} more": "y más", "and so on": "etc."}\n'
    )
    catalogue = load_catalogue(folder_of(tmp_path, text))

    problems = check_catalogue(catalogue, english_texts(shipped), fixed_words())

    told = "\n".join(str(one) for one in problems).replace(tmp_path.name, "xx")
    assert_golden("translation/checked.txt", told)


def test_what_is_missing_and_what_is_stale_is_counted(shipped: Rulebook) -> None:
    """A stale text is no longer said."""
    texts = english_texts(shipped)
    found = {
        TITLE: Translation("una persona menor de 18 años", digest(texts[TITLE])),
        ("findings", "moving", "title"): Translation("se mueve", "aaaaaaaa"),
    }
    catalogue = Catalogue("xx", "X", False, "", "", "", found)

    covered = coverage_of(catalogue, texts, fixed_words())["findings"]

    assert covered.total == len(shipped.findings)
    assert (covered.translated, covered.stale) == (1, (("findings", "moving", "title"),))


def test_what_is_left_comes_as_a_file_to_fill_in(shipped: Rulebook, tmp_path: Path) -> None:
    """Untouched it is a catalogue without texts; filled in with the English it is whole."""
    texts, words = english_texts(shipped), fixed_words()
    written = to_do([*texts, *(("words", one, "") for one in words)], texts)

    empty = load_catalogue(folder_of(tmp_path, written))

    assert (empty.texts, empty.words) == ({}, {})
    filled = {key: Translation(text, digest(text)) for key, text in texts.items()}
    itself = Catalogue("xx", "X", False, "", "", "", filled, {w: Translation(w, "") for w in words})
    covered = coverage_of(itself, texts, words)
    assert [] == [key for one in covered.values() for key in (*one.missing, *one.stale)]
    assert () == check_catalogue(itself, texts, words)
