"""What clients and relatives read is plain, and neither blames nor promises."""

import re
from collections.abc import Iterable, Iterator, Mapping

import pytest
from readability import getmeasures

from nextsteps import Rulebook, Situation

HARDEST_GRADE = 8
SENTENCE_END = re.compile(r"(?<=[.?!])['\")\u2019\u201d]*\s+|(?<=:)\s+(?=['\"\u2018\u201c])|\n+")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\d+")
ONE_SENTENCE = re.compile(r"[^.?!]*[^.?!\s]\.")

BLAME = re.compile(
    r"\byou should(?:n't| not)? have\b(?! to\b)|\bjust try\b"
    r"|\btry harder\b|\bsnap out\b|\bcheer up\b"
    r"|\bget over it\b|\byou(?:'ve| have)? failed\b|\byou fail(?: to)?\b|\byou always\b"
    r"|\byou never\b|\byour own (?:fault|doing)\b|\blazy\b|\bexcuses\b|\battention.?seek"
    r"|\bmanipulativ|\bnon-?complian|\bcommit(?:s|ted|ting)? suicide\b|\bjunkie|\baddicts?\b"
    r"|\balcoholics?\b|\bcrazy\b|\binsane\b|\bobviously\b",
    re.IGNORECASE,
)
PROMISE = re.compile(
    r"guarante|\bwill cure\b|\bcures\b|\bdefinitely\b|\balways works?\b|\bcertain to\b"
    r"|(?<!how )\b(?:you|it|this|they|everything)(?:'ll| will) (?:soon )?"
    r"(?:be fine|be all right|be okay|get better|get well|feel better|recover|heal|help|work)\b"
    r"|\bno need to worry\b|\bnothing to worry\b|\b100 ?%",
    re.IGNORECASE,
)
NO_BLAME = re.compile(r"no sign that you failed", re.IGNORECASE)
"""What takes blame away may name it."""


def grade(text: str) -> float:
    """
    The Flesch-Kincaid school grade of *text*; no word is counted as easier than it is.
    """
    sentences = [" ".join(WORD.findall(part)) for part in SENTENCE_END.split(text)]
    measured = getmeasures([one for one in sentences if one], lang="en")
    return measured["readability grades"]["Kincaid"]


def too_hard(texts: Mapping[str, Iterable[str]]) -> dict[str, float]:
    """The texts above the hardest grade, each measured as a whole: one sentence is noise."""
    grades = {name: grade("\n".join(lines)) for name, lines in texts.items()}
    return {name: round(found, 1) for name, found in grades.items() if found > HARDEST_GRADE}


def texts_for(rulebook: Rulebook, reader: str) -> dict[str, list[str]]:
    """Title, what and how of every recommendation that is for *reader*."""
    return {
        step.id: [step.title_for(reader), text.what, *text.how]
        for step in rulebook.recommendations.values()
        if (text := step.text(reader)) is not None
    }


def reasons(rulebook: Rulebook) -> dict[str, list[str]]:
    """Why, by recommendation; what concludes findings or asks, by file, as each is short."""
    found: dict[str, list[str]] = {}
    for rule in rulebook.rules.values():
        file = rulebook.places["rules", rule.id].file
        name = rule.target if rule.target in rulebook.recommendations else file
        found.setdefault(name, []).append(rule.because)
    return found


def questions(rulebook: Rulebook) -> dict[str, list[str]]:
    """What is asked, by section of the form; what scores show is never asked."""
    found: dict[str, list[str]] = {}
    for fact in Situation.vocabulary().facts.values():
        if not fact.measured:
            found.setdefault(fact.section, []).append(fact.question)
    found["contradictions"] = [one.question for one in rulebook.contradictions.values()]
    return found


def all_lines(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield every line that a client, a relative or a clinician reads, and whose it is."""
    for reader in ("client", "relative", "clinician"):
        for name, lines in texts_for(rulebook, reader).items():
            yield from ((f"{name} for the {reader}", line) for line in lines)
    for rule in rulebook.rules.values():
        yield from ((rule.id, line) for line in (rule.because, rule.until) if line is not None)
    for section, lines in questions(rulebook).items():
        yield from ((f"questions on {section}", line) for line in lines)


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        ("Tell your therapist what isn't working. You can read it out.", True),
        (
            "Pharmacological augmentation necessitates comprehensive consideration of "
            "contraindications and individualised tolerability.",
            False,
        ),
    ],
)
def test_the_grade_tells_plain_words_from_hard_ones(text, is_plain):
    """
    The measure itself works.
    """
    assert is_plain is (grade(text) <= HARDEST_GRADE)


@pytest.mark.parametrize("reader", ["client", "relative"])
def test_what_to_do_is_plain(shipped, reader):
    """
    Title, what and how of a recommendation are at most grade 8.
    """
    assert {} == too_hard(texts_for(shipped, reader))


def test_why_is_plain(shipped):
    """
    The reasons for and against a recommendation are together at most grade 8.
    """
    assert {} == too_hard(reasons(shipped))


def test_questions_are_plain(shipped):
    """
    The questions of one section are together at most grade 8.
    """
    assert {} == too_hard(questions(shipped))


def test_every_reason_is_one_sentence(shipped):
    """
    It ends with the one full stop that it has.
    """
    assert [] == [
        rule.id for rule in shipped.rules.values() if not ONE_SENTENCE.fullmatch(rule.because)
    ]


def test_nobody_is_blamed(shipped):
    """
    No text holds words that blame or belittle.
    """
    found = [
        (where, line) for where, line in all_lines(shipped) if BLAME.search(NO_BLAME.sub("", line))
    ]

    assert [] == found


def test_nothing_is_promised(shipped):
    """
    No text says that something will surely help.
    """
    assert [] == [(where, line) for where, line in all_lines(shipped) if PROMISE.search(line)]


def test_no_text_shouts(shipped):
    """
    No exclamation marks.
    """
    assert [] == [(where, line) for where, line in all_lines(shipped) if "!" in line]
