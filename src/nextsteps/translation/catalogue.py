"""A catalogue: the texts of one language, each tied to the English that it translates."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as part
from functools import cached_property
from typing import TypeAlias

from nextsteps.errors import Location

Key: TypeAlias = tuple[str, str, str]
"""Which text: its kind, the id of its entry, and its field, as in ("rules", "an-id", "because")."""

NAME_OF = "name of "
"""Among contacts, what stands before the name of a line in the field of that name."""

_DIGEST_LENGTH = 8
_HOLES = re.compile(r"\{[^{}]*\}")
_EITHER = re.compile(r"\[[^|\[\]]*\|[^|\[\]]*\]")
_NUMBER = re.compile(r"\d+")
_SIGNAL = re.compile(r"\b[A-Z]{3,}\b")


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in another language, the digest of its English (`of`), and where it stands."""

    text: str
    of: str
    place: Location | None = part(default=None, compare=False)


@dataclass(frozen=True)
class Catalogue:
    """
    The texts of one language; a list is one text with a line for each of its members.

    A text counts only while its English is what it was when it was translated, and where it
    keeps the numbers and the places to fill in. `note` is what every reader is told as long
    as nobody has reviewed the language, `partly` where something had to stay in English, and
    `other_reader` where the plan is for somebody whose words are not translated.
    """

    code: str
    name: str
    reviewed: bool
    note: str
    partly: str
    other_reader: str
    texts: Mapping[Key, Translation] = part(default_factory=dict, repr=False)
    words: Mapping[str, Translation] = part(default_factory=dict, repr=False)

    def text(self, key: Key, english: str) -> str | None:
        """Return what stands for *english*; None where nothing does, or no longer."""
        found = self.texts.get(key)
        return _current(found, key[0], english)

    def reason(self, english: str) -> str | None:
        """Return what stands for a rule's *english* reason, whichever rule gives it."""
        found = self._by_digest["rules"].get(digest(english))
        return _current(found, "rules", english)

    def title(self, english: str) -> str | None:
        """Return what stands for the title of a recommendation, whichever has it."""
        found = self._by_digest["recommendations"].get(digest(english))
        return _current(found, "recommendations", english)

    def word(self, english: str) -> str | None:
        """Return what stands for a fixed phrase."""
        found = self.words.get(english)
        return None if found is None or faults_of("words", english, found.text) else found.text

    @cached_property
    def _by_digest(self) -> Mapping[str, Mapping[str, Translation]]:
        found: dict[str, dict[str, Translation]] = {"rules": {}, "recommendations": {}}
        for (kind, _, field), one in self.texts.items():
            if kind == "rules" or (kind == "recommendations" and field == "title"):
                found[kind][one.of] = one
        return found


ENGLISH = Catalogue("en", "English", reviewed=True, note="", partly="", other_reader="")
"""The language that everything is written in."""


def digest(english: str) -> str:
    """
    Return the short hash by which a translation knows its English.

    >>> digest("Talk to your therapist"), digest("Talk to your doctor")
    ('970add4e', 'f2c50e58')
    """
    return hashlib.sha256(english.encode()).hexdigest()[:_DIGEST_LENGTH]


def faults_of(kind: str, english: str, text: str) -> tuple[str, ...]:
    """
    Return what *text* does not keep of *english*: numbers, places to fill in, lines.

    What has to be sent as it is ("text HOME to 741741") stays in capitals among contacts.

    >>> faults_of("facts", "they sleep {} hours", "duermes horas")
    ('the places to fill in: {}',)
    >>> faults_of("contacts", "text HOME to 741741", "envía CASA al 741741")
    ('the words in capitals: HOME',)
    """
    kept = {
        "the places to fill in": (_HOLES.findall(english), _HOLES.findall(text)),
        "the numbers": (_NUMBER.findall(english), _NUMBER.findall(text)),
        "the lines": (["\n"] * english.count("\n"), ["\n"] * text.count("\n")),
    }
    either = (len(_EITHER.findall(english)), len(_EITHER.findall(text)))
    faults = [
        f"{what}: {', '.join(one) if what != 'the lines' else len(one) + 1}"
        for what, (one, other) in kept.items()
        if Counter(one) != Counter(other)
    ]
    if kind == "facts" and either[0] != either[1]:
        faults.append("the two wordings in [yes|no]")
    if kind == "contacts" and not set(_SIGNAL.findall(english)) <= set(_SIGNAL.findall(text)):
        faults.append(f"the words in capitals: {', '.join(_SIGNAL.findall(english))}")
    return tuple(faults)


def _current(found: Translation | None, kind: str, english: str) -> str | None:
    if found is None or found.of != digest(english) or faults_of(kind, english, found.text):
        return None
    return found.text
