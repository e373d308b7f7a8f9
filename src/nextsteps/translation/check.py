"""What a rulebook says in English, and how much of that a catalogue says in its language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from nextsteps.errors import Location, Problem, suggestion
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact
from nextsteps.translation.catalogue import NAME_OF, Catalogue, Key, digest, faults_of


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of one kind of texts: how many there are, and which are missing or stale, by key."""

    total: int
    missing: tuple[Key, ...]
    stale: tuple[Key, ...]

    @property
    def translated(self) -> int:
        """How many are said in the other language."""
        return self.total - len(self.missing) - len(self.stale)


def english_texts(rulebook: Rulebook) -> Mapping[Key, str]:
    """Return every text of *rulebook* and its vocabulary that a client can be shown."""
    return dict(_texts(rulebook))


def _texts(rulebook: Rulebook) -> Iterator[tuple[Key, str]]:
    for name, step in rulebook.recommendations.items():
        yield ("recommendations", name, "title"), step.title_for("client")
        if step.client is not None:
            yield ("recommendations", name, "what"), step.client.what
            if step.client.how:
                yield ("recommendations", name, "how"), "\n".join(step.client.how)
            if step.look_again is not None:
                yield ("recommendations", name, "look_again"), step.look_again
    for name, rule in rulebook.rules.items():
        yield ("rules", name, "because"), rule.because
        if rule.until is not None:
            yield ("rules", name, "until"), rule.until
    for name, finding in rulebook.findings.items():
        yield ("findings", name, "title"), finding.title
    for name, contradiction in rulebook.contradictions.items():
        yield ("contradictions", name, "question"), contradiction.question
    for fact in rulebook.situation.vocabulary().facts.values():
        yield from _texts_of_fact(fact)
    for name, contact in rulebook.contacts.items():
        lines = {"emergency": contact.emergency, **{o.name: o.contact for o in contact.lines}}
        for field, text in lines.items():
            if any(letter.isalpha() for letter in text):
                yield ("contacts", name, field), text
        for line in contact.lines:
            yield ("contacts", name, f"{NAME_OF}{line.name}"), line.name


def _texts_of_fact(fact: Fact) -> Iterator[tuple[Key, str]]:
    if not fact.measured:
        yield ("facts", fact.name, "question"), fact.question
    if fact.says is not None:
        yield ("facts", fact.name, "says"), fact.says
    if fact.choices:
        yield ("facts", fact.name, "choices"), "\n".join(choices_in_words(fact))


def choices_in_words(fact: Fact) -> tuple[str, ...]:
    """Return the choices of *fact* in words, in their order."""
    return tuple(fact.words.get(one, one.replace("_", " ")) for one in fact.choices)


def check_catalogue(
    catalogue: Catalogue, texts: Mapping[Key, str], words: Iterable[str]
) -> tuple[Problem, ...]:
    """
    Return what is wrong with a catalogue, given all that there is to translate.

    A name that nothing has is C103; a text that does not keep the numbers or the places to
    fill in is C104. What is stale is not wrong: it is counted, and English is shown.
    """
    phrases = frozenset(words)
    problems: list[Problem] = []
    for key, one in catalogue.texts.items():
        if key not in texts:
            near = suggestion(key[1], {other for kind, other, _ in texts if kind == key[0]})
            message = f"there is no `{key[2]}` of `{key[1]}` among {key[0]}"
            problems.append(Problem("C103", message, one.place, near))
        elif one.of == digest(texts[key]):
            problems += _faults(key[0], texts[key], one.text, one.place)
    for english, one in catalogue.words.items():
        if english not in phrases:
            help_text = suggestion(english, phrases)
            message = f"nothing says `{english}`"
            problems.append(Problem("C103", message, one.place, help_text))
        else:
            problems += _faults("words", english, one.text, one.place)
    return tuple(problems)


def _faults(kind: str, english: str, text: str, place: Location | None) -> Iterator[Problem]:
    for fault in faults_of(kind, english, text):
        message = f"the translation does not keep {fault}"
        yield Problem("C104", message, place, f"the English: {english}")


def coverage_of(
    catalogue: Catalogue, texts: Mapping[Key, str], words: Iterable[str]
) -> Mapping[str, Coverage]:
    """Return the coverage of each kind of texts; the set phrases are the kind "words"."""
    wanted: dict[Key, str] = {**texts, **{("words", one, ""): one for one in words}}
    found: dict[str, tuple[list[Key], list[Key], list[Key]]] = {}
    for key, english in wanted.items():
        everything, missing, stale = found.setdefault(key[0], ([], [], []))
        everything.append(key)
        if _said(catalogue, key, english) is None:
            is_stale = key in catalogue.texts
            (stale if is_stale else missing).append(key)
    return {
        kind: Coverage(len(everything), tuple(missing), tuple(stale))
        for kind, (everything, missing, stale) in found.items()
    }


def _said(catalogue: Catalogue, key: Key, english: str) -> str | None:
    return catalogue.word(english) if key[0] == "words" else catalogue.text(key, english)
