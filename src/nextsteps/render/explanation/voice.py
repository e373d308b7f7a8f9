"""
Facts and conditions as statements, in the words of a reader.

A fact says itself of the person as "they" (`Fact.says`); to the client it is "you". One
that has no statement is told as question and answer, which is always true.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import assert_never

from nextsteps.explain.entered import TRIED
from nextsteps.language import (
    Always,
    Among,
    And,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Not,
    Or,
    Tried,
)
from nextsteps.language.nodes import Operator
from nextsteps.plan import Plan
from nextsteps.rulebook import Reader, Rulebook
from nextsteps.situation import Fact
from nextsteps.translation import AS_WRITTEN, Interpreter, choices_in_words

MAX_NAMED_CHOICES = 5
ALWAYS = "this is so in every situation"
NOT_SO = "not so: {}"

_EITHER = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
_PERSON = re.compile(r"\b(they|them|their|theirs|themselves)\b", re.IGNORECASE)
_YOU = {
    "they": "you",
    "them": "you",
    "their": "your",
    "theirs": "yours",
    "themselves": "yourself",
}
OUTCOMES = {
    "never": "has not been tried",
    "done": "has been done",
    "ongoing": "is under way",
    "helped": "was tried, and it helped",
    "no_change": "was tried, and it brought no change",
    "worse": "was tried, and things got worse",
    "dismissed": "was tried, and it was brushed off",
    "declined": "was declined",
}
_OPPOSITES: Mapping[Operator, Operator] = {
    "==": "!=",
    "!=": "==",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """Says facts, outcomes and conditions to one reader."""

    reader: Reader
    rulebook: Rulebook
    into: Interpreter = AS_WRITTEN

    @classmethod
    def of(cls, plan: Plan, into: Interpreter = AS_WRITTEN) -> "Voice":
        """Return the voice for the reader of *plan*; needs its rulebook (P502)."""
        return cls(plan.reader, plan.require_rulebook(), into)

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The vocabulary."""
        return self.rulebook.situation.vocabulary().facts

    # What is known

    def said(self, key: str, value: object) -> str:
        """
        Return a known fact, or an outcome under the key "tried: its-id", as a statement.

        >>> client = Voice("client", Rulebook.default())
        >>> client.said("not_heard", True)
        'you feel unheard or not understood by the therapist'
        >>> client.said("sleep_hours", 1.0)
        'you usually sleep 1 hour a night'
        """
        if key.startswith(TRIED):
            return f"{self.step(key.removeprefix(TRIED))} {self.into.say(OUTCOMES[str(value)])}"
        fact = self.facts[key]
        match value:
            case bool():
                return self._yes_no(fact, value)
            case int() | float():
                return self._filled(fact, self._amount(value, fact))
            case _:
                return self._filled(fact, self._choice(fact, str(value)))

    def value(self, key: str, value: object) -> str:
        """Return a value alone: an amount with its unit, a choice in words."""
        if key.startswith(TRIED):
            return str(value).replace("_", " ")
        fact = self.facts[key]
        match value:
            case bool():
                return "yes" if value else "no"
            case int() | float():
                return self._amount(value, fact)
            case _:
                return self._choice(fact, str(value))

    def all_said(self, known: Mapping[str, object]) -> str:
        """Return several facts as one run of statements."""
        return "; ".join(self.said(key, value) for key, value in known.items())

    def step(self, recommendation: str) -> str:
        """Return the title of a recommendation in quotation marks."""
        title = self.rulebook.recommendations[recommendation].title_for(self.reader)
        return f"“{self.into.text(('recommendations', recommendation, 'title'), title)}”"

    def finding(self, finding: str) -> str:
        """Return the title of a finding."""
        return self.into.text(("findings", finding, "title"), self.rulebook.findings[finding].title)

    def scores(self, behind: str) -> str:
        """
        Return the scores behind a fact, with the titles of their measures.

        >>> Voice("client", Rulebook.default()).scores("phq-9: 9, 17")
        'PHQ-9: 9, 17'
        """
        titles = {name: measure.title for name, measure in self.rulebook.measures.items()}
        courses = (course.partition(":") for course in behind.split("; "))
        return "; ".join(f"{titles.get(name, name)}{colon}{rest}" for name, colon, rest in courses)

    # What a condition asks for

    def holds(self, condition: Condition) -> str:
        """
        Return as a statement that *condition* holds.

        >>> clinician = Voice("clinician", Rulebook.default())
        >>> clinician.holds(Not(Compare("weeks_in_therapy", ">=", 12)))
        'they have been with this therapist for less than 12 weeks'
        """
        match condition:
            case Always():
                return ALWAYS
            case IsTrue(fact):
                return self._yes_no(self.facts[fact], True)
            case Compare(fact, sign, value):
                return self._compared(self.facts[fact], sign, value)
            case Among(fact, choices):
                return self._among(self.facts[fact], choices)
            case Found(finding):
                return self.rulebook.findings[finding].title
            case Tried(step):
                return f"{self.step(step)} has been tried"
            case Failed(step):
                return f"{self.step(step)} was tried without success"
            case Not(part):
                return self._denied(part)
            case And(parts):
                return " and ".join(self.holds(part) for part in parts)
            case Or(parts):
                return " or ".join(self.holds(part) for part in parts)
            case _:
                assert_never(condition)

    def _denied(self, condition: Condition) -> str:
        match condition:
            case Always():
                return "this is so in no situation"
            case IsTrue(fact):
                return self._yes_no(self.facts[fact], False)
            case Compare(fact, sign, value):
                return self._compared(self.facts[fact], _OPPOSITES[sign], value)
            case Among(fact, choices):
                return self._among(self.facts[fact], choices, but=True)
            case Found(finding):
                return NOT_SO.format(self.rulebook.findings[finding].title)
            case Tried(step):
                return f"{self.step(step)} has not been tried"
            case Failed(step):
                return f"{self.step(step)} was not tried without success"
            case Not(part):
                return self.holds(part)
            case And(parts):
                return " or ".join(self._denied(part) for part in parts)
            case Or(parts):
                return " and ".join(self._denied(part) for part in parts)
            case _:
                assert_never(condition)

    # Words

    def person(self, text: str) -> str:
        """Return a text about "they" as one about the reader's "you" or "they"."""
        if self.reader != "client":
            return text
        return _PERSON.sub(lambda found: _YOU[found.group().lower()], text)

    def _yes_no(self, fact: Fact, yes: bool) -> str:
        if fact.says is None:
            return f"{self._question(fact)} {self.into.say('Yes' if yes else 'No')}"
        return _EITHER.sub(r"\1" if yes else r"\2", self._says(fact))

    def _filled(self, fact: Fact, value: str) -> str:
        if fact.says is None:
            return f"{self._question(fact)} {value.capitalize()}"
        return self._says(fact).replace("{}", value)

    def _question(self, fact: Fact) -> str:
        return self.into.text(("facts", fact.name, "question"), fact.question)

    def _says(self, fact: Fact) -> str:
        """The statement of a fact to the reader; other languages say "you" from the start."""
        english = str(fact.says)
        found = self.into.text(("facts", fact.name, "says"), english)
        return self.person(english) if found == english else found

    def _amount(self, number: float, fact: Fact) -> str:
        """A number with its unit, which is said in the language of the reader."""
        told, _, unit = _amount(number, fact).partition(" ")
        number_told = told if self.into.is_english else f"{number:g}"
        return f"{number_told} {self.into.say(unit)}".strip()

    def _compared(self, fact: Fact, sign: Operator, value: float | str) -> str:
        if isinstance(value, str):
            return self._among(fact, (value,), but=sign == "!=")
        return self._filled(fact, _bounded(sign, value, fact))

    def _among(self, fact: Fact, choices: tuple[str, ...], *, but: bool = False) -> str:
        """One of *choices*; or any other, told by name where these are few."""
        named = choices
        if but and fact.choices:
            named = tuple(one for one in fact.choices if one not in choices)
        if but and not 0 < len(named) <= MAX_NAMED_CHOICES:
            return self._filled(fact, f"other than {self._one_of(fact, choices)}")
        return self._filled(fact, self._one_of(fact, named))

    def _one_of(self, fact: Fact, choices: Iterable[str]) -> str:
        order = {choice: place for place, choice in enumerate(fact.choices)}
        ranked = sorted(choices, key=lambda choice: order.get(choice, 0))
        return any_of(self._choice(fact, one) for one in ranked)

    def _choice(self, fact: Fact, choice: str) -> str:
        if fact.kind == "text":
            return choice
        choices = self.into.lines(("facts", fact.name, "choices"), choices_in_words(fact))
        return dict(zip(fact.choices, choices, strict=True)).get(choice, choice.replace("_", " "))


def any_of(texts: Iterable[str]) -> str:
    """
    Return *texts* as alternatives.

    >>> any_of(["none", "little", "some"])
    'none, little or some'
    """
    *most, last = texts
    return f"{', '.join(most)} or {last}" if most else last


def _amount(number: float, fact: Fact) -> str:
    """A number with its unit, in the singular where it is one."""
    if fact.unit is None:
        return f"{number:g}"
    unit = fact.unit.removesuffix("s") if number == 1 else fact.unit
    return f"{'no' if number == 0 and fact.kind == 'whole' else f'{number:g}'} {unit}"


def _bounded(sign: Operator, number: float, fact: Fact) -> str:
    below = (
        "under" if fact.unit == "years" else "fewer than" if fact.kind == "whole" else "less than"
    )
    words: Mapping[Operator, str] = {
        "==": "",
        "!=": "other than ",
        "<": f"{below} ",
        "<=": "at most ",
        ">": "more than ",
        ">=": "at least ",
    }
    return words[sign] + _amount(number, fact)
