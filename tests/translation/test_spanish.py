"""Spanish: whole where it matters most, no number lost, and easy to read."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import nextsteps
from nextsteps import Rulebook
from nextsteps.render.phrases import fixed_words
from nextsteps.translation import (
    Catalogue,
    catalogue_for,
    check_catalogue,
    coverage_of,
    english_texts,
)

MIN_SHARE = 0.95
"""An English text may change before anybody translates it anew; then English is shown."""

MIN_EASE = 60
"""Of the scale by Fernández Huerta: from 60 on a text is plain, from 70 on easy."""


@pytest.fixture(scope="module")
def spanish() -> Catalogue:
    """The shipped catalogue."""
    return catalogue_for("es")


def test_nothing_is_wrong_with_it(shipped: Rulebook, spanish: Catalogue) -> None:
    """No name that nothing has, no number or place to fill in lost."""
    assert () == check_catalogue(spanish, english_texts(shipped), fixed_words())


def test_it_is_marked_as_not_reviewed(spanish: Catalogue) -> None:
    """And says so to its readers."""
    assert not spanish.reviewed
    assert "no ha sido revisada" in spanish.note


@pytest.mark.parametrize(
    "kind", ["recommendations", "rules", "findings", "contradictions", "facts", "contacts", "words"]
)
def test_it_says_nearly_everything(kind: str, shipped: Rulebook, spanish: Catalogue) -> None:
    """Of each kind of texts."""
    covered = coverage_of(spanish, english_texts(shipped), fixed_words())[kind]

    assert covered.translated >= MIN_SHARE * covered.total


def test_numbers_to_call_are_the_same(shipped: Rulebook, spanish: Catalogue) -> None:
    """Digit by digit, in their order, with every address."""
    said = re.compile(r"[0-9]+|[a-z]+\.(?:com|ca)\b|\b[A-Z]{3,}\b")
    for (kind, name, field), english in english_texts(shipped).items():
        if kind == "contacts":
            text = spanish.text((kind, name, field), english) or english
            assert Counter(said.findall(english)) == Counter(said.findall(text)), (name, field)


NUMBERS = {
    "three": "tres", "four": "cuatro", "five": "cinco", "six": "seis", "seven": "siete",
    "eight": "ocho", "ten": "diez", "twelve": "doce", "twenty": "veinte",
    "half a year": "medio año",
}  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_in_words_are_the_same(number: str, shipped: Rulebook, spanish: Catalogue) -> None:
    """Three weeks stay three weeks."""
    for key, english in english_texts(shipped).items():
        text = spanish.text(key, english)
        if text is not None:
            before = re.search(rf"\b{number}\b", english, re.IGNORECASE)
            after = re.search(rf"\b{NUMBERS[number]}\b", text, re.IGNORECASE)
            assert (before is None) == (after is None), (english, text)


def test_a_quoted_sentence_stays_quoted(shipped: Rulebook, spanish: Catalogue) -> None:
    """What one can say or write word for word is still marked as that."""
    for key, english in english_texts(shipped).items():
        text = spanish.text(key, english)
        if key[2] == "how" and text is not None:
            for line, said in zip(english.split("\n"), text.split("\n"), strict=True):
                assert (": '" in line) == (": «" in said), said


def test_the_texts_are_easy_to_read(shipped: Rulebook, spanish: Catalogue) -> None:
    """Each recommendation as a whole, and the reasons of all rules together."""
    texts: dict[str, list[str]] = {}
    for key, english in english_texts(shipped).items():
        text = spanish.text(key, english)
        if text is not None and key[0] in ("recommendations", "rules"):
            texts.setdefault("all rules" if key[0] == "rules" else key[1], []).append(text)

    eases = {name: ease("\n".join(one)) for name, one in texts.items()}

    assert {} == {name: found for name, found in eases.items() if found < MIN_EASE}


def ease(text: str) -> float:
    """
    How easy a Spanish text is, after Fernández Huerta: 206.84 - 60 P - 1.02 F.

    P are syllables per word, F words per sentence; a line is a sentence at least.
    """
    words = re.findall(r"[a-záéíóúüñ]+", text.lower())
    sentences = [one for one in re.split(r"[.:;?!\n]+", text) if re.search(r"\w", one)]
    return (
        206.84 - 60 * sum(map(syllables, words)) / len(words) - 1.02 * len(words) / len(sentences)
    )


def syllables(word: str) -> int:
    """How many syllables: each run of vowels is one, parted by strong vowels and accents."""
    word = re.sub(r"qu|gu(?=[eiéí])", "q", word)
    return max(1, len(re.findall(r"[iuü]?[aeoáéó](?:[iuy](?![aeoáéó]))?|[íú]|[iuü]+|y$", word)))


def test_syllables_are_counted() -> None:
    """Diphthongs are one, accents and strong vowels part them."""
    words = {
        "ayuda": 3,
        "día": 2,
        "quien": 1,
        "guerra": 2,
        "leer": 2,
        "bien": 1,
        "país": 2,
        "hoy": 1,
    }

    assert words == {word: syllables(word) for word in words}


def test_every_set_phrase_in_the_source_is_listed() -> None:
    """What a renderer says and the list of phrases lacks could never be translated."""
    said: set[str] = set()
    for path in Path(nextsteps.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=function, args=[ast.Constant(value=str(text)), *_]):
                    said |= {text} if _is_say(function) else set()

    assert said
    assert set() == said - set(fixed_words())


def _is_say(function: ast.expr) -> bool:
    return getattr(function, "attr", getattr(function, "id", "")) == "say"
