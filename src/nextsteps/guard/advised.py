"""Which recommendations a reply advises, sentence by sentence: by phrases, not by meaning."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nextsteps.guard.phrases import Patterns, words_of
from nextsteps.guard.reply import Quote
from nextsteps.guard.sentences import Sentence

# "Don't hesitate to call" calls for it: these are no negation of what follows.
_ENCOURAGED = re.compile(
    r"\b(don't|do not|never|please don't) (hesitate|be afraid|be ashamed|be shy|worry|wait|delay"
    r"|put off)( to| about| with)?\b",
    re.IGNORECASE,
)
_NOT = r"(?:\b(?:not|never|without|avoid|rather than|instead of|before|against|stop short of"
_NOT += r"|hold off|no need|no reason|too (?:soon|early)|unless|cannot|cant|dont)\b|n't\b)"
_NEGATED_BEFORE = re.compile(rf"{_NOT}[^;:]*$", re.IGNORECASE)
_AGAINST_AFTER = re.compile(
    r"^[^,;:]*(?:\b(?:not|never|later|wait|waits|hold off|risky|unsafe|harmful|too (?:soon|early)"
    r"|bad idea|best avoided|on hold|ruled out|off the table|out of the question|worse)\b|n't\b)",
    re.IGNORECASE,
)
# Here one clause ends, and with it the reach of a "not".
_CLAUSE = re.compile(
    r";|:| - |,? but |,? so |,? then | and (?=you |please )"
    r"|, (?=(?:please|just|and|instead|rather|try|call|ask|talk|tell|look|find|go|get|consider"
    r"|take|start|keep|give|you|it|that|this|i|we|they|maybe|perhaps|why|how|what)\b)",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:(?:have|did|has|had) (?:you|they|he|she) (?:ever |already )?(?:tried|try|had|done|do"
    r"|did|told|tell|been)"
    r"|you (?:\w+ )?(?:said|told|wrote|mentioned|asked|tried|were|did|had|want|wanted|wish)"
    r"|(?:are|were) you (?:already )?(?:in|doing|having|getting)"
    r"|your (?:therapist|doctor|psychiatrist) (?:uses|used|does|knows|said|told|is trained)"
    r")\b[^,;:]*$",
    re.IGNORECASE,
)
_ADVISES = re.compile(
    r"\b(?:try|tries|trying|ask|asking|consider|considered|considering|look|start|starting|begin"
    r"|get|book|do|join|switch|move|go|going|recommend\w*|suggest\w*|suit\w*|help|helps|helpful"
    r"|worth|good|best|right|better|effective|options?|idea|benefit\w*|think|thought|explore"
    r"|sign up|need|should|could|can|might|may|would|what about|how about|bring|invite|take"
    r"|practi[sc]e|learn|add|use)\b",
    re.IGNORECASE,
)
_LEAD_AGAINST = re.compile(
    r"\b(?:not|never|avoid|later|wait|against|hold off|no)\b|n't\b", re.IGNORECASE
)
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|unless|in case|should (?:you|it|things))\b", re.IGNORECASE
)
_PUT_OFF = re.compile(
    r"\b(?:tomorrow|next (?:week|month|session|time|appointment)|later|eventually|at some point"
    r"|some ?day|one day|after the weekend|in a few (?:days|weeks)"
    r"|when you feel (?:ready|like it))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Advised:
    """Words of a reply that advise one recommendation."""

    step: str
    quote: Quote


def advised_in(sentence: Sentence, reply: str, step: str, patterns: Patterns) -> Iterator[Advised]:
    """Yield where *sentence* advises *step*, and neither warns of it nor reports it."""
    if is_against(sentence.lead):
        return
    for start, end in _found(sentence, patterns):
        if not is_denied(sentence.text, start, end):
            yield Advised(step, sentence.quote(reply, start, end))


def is_urged(sentence: Sentence, patterns: Patterns) -> bool:
    """Whether *sentence* tells to do it, without an "if" before it, and not some other day."""
    return any(is_plain_call(sentence, start, end) for start, end in _found(sentence, patterns))


def is_plain_call(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words there stand without a "not", an "if" or a "later"."""
    return not (
        is_against(sentence.lead)
        or is_denied(sentence.text, start, end)
        or _CONDITION.search(sentence.text[:start])
        or _PUT_OFF.search(sentence.text)
    )


def is_against(lead: str | None) -> bool:
    """Whether a line above a list, one that is no sentence, warns of what is listed."""
    if not lead or lead.endswith((".", "!", "?")):
        return False
    return _LEAD_AGAINST.search(_ENCOURAGED.sub("", lead)) is not None


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the words around `text[start:end]` warn of it, put it off, or report it."""
    before = _CLAUSE.split(_ENCOURAGED.sub(",", text[:start]))[-1]
    after = _CLAUSE.split(text[end:])[0]
    return bool(
        _NEGATED_BEFORE.search(before) or _AGAINST_AFTER.search(after) or _REPORTED.search(before)
    )


def _found(sentence: Sentence, patterns: Patterns) -> Iterator[tuple[int, int]]:
    for found in patterns.says.finditer(sentence.text):
        yield found.span()
    if patterns.names is None:
        return
    is_listed = sentence.lead is not None
    if is_listed or _ADVISES.search(sentence.text):
        for found in patterns.names.finditer(sentence.text):
            yield found.span()


def own_words(reply: str, texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return where *reply* says one of *texts* word by word, as start and end."""
    words = [(found.group().casefold(), found.span()) for found in re.finditer(r"\w+", reply)]
    places: dict[str, list[int]] = {}
    for place, (word, _) in enumerate(words):
        places.setdefault(word, []).append(place)
    spans: list[tuple[int, int]] = []
    for text in texts:
        wanted = [word.casefold() for word in words_of(text)]
        size = len(wanted)
        spans += [
            (words[place][1][0], words[place + size - 1][1][1])
            for place in (places.get(wanted[0], ()) if wanted else ())
            if [word for word, _ in words[place : place + size]] == wanted
        ]
    return spans
