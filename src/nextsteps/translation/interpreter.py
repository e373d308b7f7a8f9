"""Who says things in a language, once: English where there is nothing else, and that is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from nextsteps.translation.catalogue import ENGLISH, Catalogue, Key


@dataclass(slots=True, eq=False)
class Interpreter:
    """
    Speaks one catalogue for one document; `missed` tells whether anything stayed in English.

    >>> Interpreter().say("Your next steps")
    'Your next steps'
    """

    catalogue: Catalogue = ENGLISH
    missed: bool = False

    @property
    def is_english(self) -> bool:
        """Whether nothing is translated at all."""
        return self.catalogue is ENGLISH

    def text(self, key: Key, english: str) -> str:
        """Return the text at *key*."""
        return self._or_english(english, self.catalogue.text(key, english))

    def lines(self, key: Key, english: Sequence[str]) -> tuple[str, ...]:
        """Return the lines at *key*: all of them, or all in English."""
        return tuple(self.text(key, "\n".join(english)).split("\n")) if english else ()

    def reason(self, english: str) -> str:
        """Return the reason of a rule, or a set phrase that stands in its place."""
        found = self.catalogue.reason(english) or self.catalogue.word(english)
        return self._or_english(english, found)

    def title(self, english: str) -> str:
        """Return the title of a recommendation, whichever has it."""
        return self._or_english(english, self.catalogue.title(english))

    def say(self, english: str) -> str:
        """Return a set phrase; what it has to be filled with is not yet in it."""
        return self._or_english(english, self.catalogue.word(english)) if english else ""

    def _or_english(self, english: str, found: str | None) -> str:
        if found is None:
            self.missed |= not self.is_english
            return english
        return found


AS_WRITTEN = Interpreter()
"""Says everything in English; nothing of it ever changes."""
