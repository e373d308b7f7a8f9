"""A reply as sentences, free of marks and odd spaces, each knowing where it stood."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from nextsteps.guard.reply import Quote

_BULLET = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+")
# A line ends a sentence unless the next one goes on in small letters, or is indented.
_BREAK = re.compile(r"\n\s*\n|\n(?= {0,8}(?:[-*•–]|\d{1,2}[.)])\s)|\n(?=[A-Z\"'“‘(])")
_SENTENCE_END = re.compile(r"(?<=[^\d\s][.!?])[\"'”’)*_]*\s+|(?<=\d[.!?])\s+(?=[A-Z])")
_QUOTED = re.compile(r"^[ \t]*(?:[>|]|!!?)+(?=\s)", re.MULTILINE)
_MARKS = "*_`#|>~"
_SAME_LENGTH = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """Cleaned words and the places of their letters; `lead` stands above a list."""

    text: str
    places: tuple[int, ...]
    lead: str | None

    def quote(self, reply: str, start: int, end: int) -> Quote:
        """Return the words of *reply* behind `text[start:end]`."""
        first, last = self.places[start], self.places[end - 1] + 1
        return Quote(first, last, reply[first:last])


def sentences_of(reply: str) -> Iterator[Sentence]:
    """Yield the sentences of *reply*; those of a list know the line above it."""
    lead: str | None = None
    reply = _QUOTED.sub(lambda found: " " * len(found.group()), reply)
    for start, end in _pieces(reply, _BREAK, 0, len(reply)):
        bullet = _BULLET.match(reply, start, end)
        inside = bullet.end() if bullet else start
        found = [
            _cleaned(reply, one, other, (lead or "") if bullet else None)
            for one, other in _pieces(reply, _SENTENCE_END, inside, end)
        ]
        yield from (sentence for sentence in found if sentence.text)
        if not bullet and found:
            lead = found[-1].text


def _pieces(
    reply: str, between: re.Pattern[str], start: int, end: int
) -> Iterator[tuple[int, int]]:
    for found in between.finditer(reply, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def _cleaned(reply: str, start: int, end: int, lead: str | None) -> Sentence:
    """Drop marks and what can't be seen, and make every space one space."""
    letters: list[str] = []
    places: list[int] = []
    for place in range(start, end):
        letter = reply[place]
        if letter in _MARKS or unicodedata.category(letter) in ("Cf", "Mn"):
            continue
        if letter.isspace():
            if not letters or letters[-1] == " ":
                continue
            letter = " "
        letters.append(letter.translate(_SAME_LENGTH))
        places.append(place)
    while letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return Sentence("".join(letters), tuple(places), lead)
