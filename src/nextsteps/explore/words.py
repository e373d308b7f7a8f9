"""The words in pictures: a rulebook's own, as the client reads them, and short."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import shorten, wrap
from typing import Any

from nextsteps.explain.entered import TRIED
from nextsteps.render.explanation.voice import Voice
from nextsteps.rulebook import Rulebook

NOT_KNOWN = "not known"
NO_STEP = "no step"
_AXIS = 84
_LEVEL_WORDS: Mapping[str, str] = {
    "emergency": "emergency: help now",
    "same_day": "help the same day",
    "days": "help within days",
    "unknown": "not known: ask first",
    "clear": "no danger known or possible",
}
LEVELS_IN_ORDER = tuple(_LEVEL_WORDS)
_ARGUES: Mapping[str, str] = {
    "recommend": "for",
    "caution": "against",
    "not_yet": "wait",
    "exclude": "never here",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Names of one rulebook in words; whatever is longer than *most* letters is cut."""

    rulebook: Rulebook
    most: int = 60

    @classmethod
    def of(cls, rulebook: Rulebook | None, most: int = 60) -> "Words":
        """Return the words of *rulebook*, or of the shipped one."""
        return cls(rulebook or Rulebook.default(), most)

    def step(self, recommendation: str | None) -> str:
        """Return the title of a recommendation; "no step" for None."""
        if recommendation is None:
            return NO_STEP
        return self._short(self.rulebook.recommendations[recommendation].title_for("client"))

    def rule(self, rule: str) -> str:
        """Return the reason of a rule."""
        return self._short(self.rulebook.rules[rule].because)

    def argument(self, rule: str) -> str:
        """Return what a rule argues, and its reason: "wait: it is early"."""
        entry = self.rulebook.rules[rule]
        return self._short(f"{_ARGUES[entry.kind]}: {entry.because}")

    def finding(self, finding: str) -> str:
        """Return the title of a finding."""
        return self._short(self.rulebook.findings[finding].title)

    def question(self, fact: str) -> str:
        """Return how a fact is asked."""
        return self._short(self.rulebook.situation.vocabulary().facts[fact].question)

    def axis(self, fact: str) -> list[str]:
        """Return the question of a fact as the title of an axis, in lines."""
        return wrap(self.rulebook.situation.vocabulary().facts[fact].question, _AXIS)

    def value(self, fact: str, value: Any) -> str:
        """Return a value as the label of a tick: bare numbers, choices in words."""
        if value is None:
            return NOT_KNOWN
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int | float):
            return f"{value:g}"
        return Voice("client", self.rulebook).value(fact, value)

    def said(self, fact: str, value: Any) -> str:
        """Return a known fact as a statement."""
        return self._short(Voice("client", self.rulebook).said(fact, value))

    def tried(self, key: str, tried: Mapping[str, str]) -> str:
        """Return what came of a step, under the key "tried: its-id", or the step's title."""
        step = key.removeprefix(TRIED)
        if step in tried:
            return self._short(Voice("client", self.rulebook).said(key, tried[step]))
        return self._short(f"tried before: {self.step(step)}")

    def _short(self, text: str) -> str:
        return shorten(text, self.most, placeholder=" …")


def level_words(level: str) -> str:
    """Return a safety level in words."""
    return _LEVEL_WORDS[level]


def shown_level(at_least: str, could_be: str) -> str:
    """
    Return the level as a plan tells it: nothing found is "clear" only where nothing could be.

    >>> shown_level("clear", "emergency"), shown_level("days", "emergency")
    ('unknown', 'days')
    """
    return "unknown" if at_least == "clear" != could_be else at_least
