"""The check of a reply: what it must not say, and what it lacks."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from nextsteps.guard.advised import (
    Advised,
    advised_in,
    is_against,
    is_denied,
    is_plain_call,
    is_urged,
    own_words,
)
from nextsteps.guard.judged import Judged
from nextsteps.guard.phrases import Patterns, never, patterns_of
from nextsteps.guard.reply import Quote, ReplyCheck, ReplyFault
from nextsteps.guard.sentences import Sentence, sentences_of
from nextsteps.plan import Recommended
from nextsteps.rulebook import Contact, Rulebook
from nextsteps.rulebook.safety import forbidden_phrase
from nextsteps.situation import Situation


def check_reply(
    situation: Situation | Mapping[str, Any],
    text: str,
    *,
    rulebook: Rulebook | None = None,
) -> ReplyCheck:
    """
    Return what a drafted reply to somebody in *situation* should not say, or lacks.

    It finds advice that is never given (`forbidden`), that the rules exclude or hold back
    here (`excluded`, `not_yet`), or that waits for a danger to pass (`later`), whether or not
    the plan names it; and, where danger holds, that no step for the gravest danger is told
    plainly (`no_safety_step`), or in an emergency no number to call (`no_contact`).
    "Plainly" is without "not", "if" or "tomorrow"; a number of another country does not count.

    Its limits: it looks for phrases in English and knows no meaning. It does not see advice in
    words it has no phrase for, hints, irony, other languages, or a danger that is not among
    the facts; it may take a mention for advice. It saw about half of the bad advice in drafts
    that no phrase was written for. A reply without faults can still be wrong:
    this is a net below other care, and not a permission. The plan's own sentences for the
    reader never count as wrong advice.

    Args:
        situation: What is known of the person; a mapping of facts is checked first.
        text: The reply, plain or Markdown.
        rulebook: The knowledge; the shipped rulebook when None. Phrases for recommendations
            of another rulebook are their titles, and those of the shipped ones by id.

    Raises:
        pydantic.ValidationError: *situation* is a mapping with faults.
        MeasureError: The situation's questionnaires hold what they can't.

    >>> draft = "I'm so sorry. Have you thought about a warm bath?"
    >>> check = check_reply({"suicidal_thoughts": True, "suicide_plan": True}, draft)
    >>> [fault.kind for fault in check.faults]
    ['later', 'no_safety_step', 'no_contact']
    """
    book = Rulebook.default() if rulebook is None else rulebook
    if not isinstance(situation, Situation):
        situation = book.situation.model_validate(situation)
    judged = Judged.of(situation, book)
    sentences = tuple(sentences_of(text))
    own = own_words(text, _own_texts(judged))
    said = [*_forbidden(sentences, text, own), *_barred(judged, sentences, text, own)]
    said.sort(key=lambda fault: (fault.quote.start if fault.quote else 0, fault.step or ""))
    lacks = (*_no_safety_step(judged, sentences, text), *_no_contact(judged, sentences))
    return ReplyCheck((*said, *lacks), judged.outcome.safety)


_Spans = list[tuple[int, int]]


def _own_texts(judged: Judged) -> list[str]:
    """What the plan tells the reader: its steps, and why others are not for now."""
    outcome = judged.outcome
    texts: list[str] = []
    for step in outcome.recommendations:
        texts += [step.title, step.what, *step.how, step.look_again or ""]
        texts += [one.because for one in (*step.arguments_for, *step.arguments_against)]
        texts += [one.because for one in step.checks]
    texts += [f"{one.title}: {one.because}" for one in outcome.excluded]
    texts += [f"{one.title}: {one.because}" for one in outcome.set_aside]
    texts += [f"{held.title}: not until {held.until}. {held.because}" for held in outcome.not_yet]
    return [part for text in texts for part in (text, *_SENTENCE.split(text))]


_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


def _is_within(quote: Quote, spans: _Spans) -> bool:
    return any(start <= quote.start and quote.end <= end for start, end in spans)


def _forbidden(sentences: tuple[Sentence, ...], text: str, own: _Spans) -> Iterator[ReplyFault]:
    because = "This is never advised, whatever the situation."
    for sentence in sentences:
        for start, end in _never(sentence):
            quote = sentence.quote(text, start, end)
            if not _is_within(quote, own):
                yield ReplyFault("forbidden", None, None, quote, because, ())
                break


def _never(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield where a sentence says what no rulebook may say, or what is as bad."""
    phrase = forbidden_phrase(sentence.text)
    if phrase is not None:
        start = sentence.text.index(phrase)
        yield start, start + len(phrase)
    if is_against(sentence.lead):
        return
    for found in never().finditer(sentence.text):
        if not is_denied(sentence.text, *found.span()):
            yield found.span()


def _barred(
    judged: Judged, sentences: tuple[Sentence, ...], text: str, own: _Spans
) -> Iterator[ReplyFault]:
    """Yield the advice that is barred, unless the same words advise a step that is given."""
    patterns = patterns_of(judged.rulebook)
    for sentence in sentences:
        given = [
            (found.quote.start, found.quote.end)
            for step in judged.given
            for found in advised_in(sentence, text, step.id, patterns[step.id])
        ]
        for name, barred in judged.barred.items():
            found = _first(sentence, text, name, patterns[name], [*own, *given])
            if found is not None:
                yield ReplyFault(
                    barred.kind, name, barred.title, found.quote, barred.because, barred.rules
                )


def _first(
    sentence: Sentence, text: str, name: str, patterns: Patterns, allowed: _Spans
) -> Advised | None:
    found = advised_in(sentence, text, name, patterns)
    return next((one for one in found if not _is_within(one.quote, allowed)), None)


def _no_safety_step(
    judged: Judged, sentences: tuple[Sentence, ...], text: str
) -> Iterator[ReplyFault]:
    """Yield each of the gravest dangers that hold for which no core step is told plainly."""
    steps = {step.id: step for step in judged.given}
    told = {name for name, step in steps.items() if _is_told(judged, step, sentences, text)}
    missing: dict[str, tuple[str, ...]] = {}
    for danger in judged.gravest:
        core = [name for name in danger.danger.core if name in steps] if danger.danger else []
        if core and told.isdisjoint(core):
            missing[core[0]] = (*missing.get(core[0], ()), *judged.rules_of(danger.id))
    for name, rules in missing.items():
        because = f"Danger holds, and the reply does not say plainly: {steps[name].title}."
        yield ReplyFault("no_safety_step", name, steps[name].title, None, because, rules)


def _is_told(judged: Judged, step: Recommended, sentences: tuple[Sentence, ...], text: str) -> bool:
    """Whether the reply urges *step*, or quotes its title or what it says first."""
    patterns = patterns_of(judged.rulebook)[step.id]
    if any(is_urged(sentence, patterns) for sentence in sentences):
        return True
    first = _SENTENCE.split(step.what)[0]
    return bool(own_words(text, [first]))


def _no_contact(judged: Judged, sentences: tuple[Sentence, ...]) -> Iterator[ReplyFault]:
    safety = judged.outcome.safety
    if safety.at_least != "emergency":
        return
    number = _number(safety.contact)
    for sentence in sentences:
        for found in number.finditer(sentence.text):
            if is_plain_call(sentence, found.start(), found.end()):
                return
    emergency = "the local emergency number" if safety.contact is None else safety.contact.emergency
    because = f"In an emergency a reply says what to call: {emergency}."
    rules = tuple(rule for one in judged.gravest for rule in judged.rules_of(one.id))
    yield ReplyFault("no_contact", None, None, None, because, rules)


def _number(contact: Contact | None) -> re.Pattern[str]:
    """The emergency number of the country; where that is not known, that there is one."""
    if contact is None or contact.country == "*":
        return re.compile(r"\bemergency (?:number|services?)\b|\bambulance\b", re.IGNORECASE)
    numbers = re.findall(r"\d{3,}", contact.emergency)
    return re.compile(rf"(?<!\d)(?:{'|'.join(numbers)})(?!\d)")
