"""One recommendation as blocks: in full, or on one line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nextsteps.errors import PlanError
from nextsteps.plan import Argument, Check, Plan, Recommended
from nextsteps.render.blocks import Block, Fold, Line, Span, bullets, line, paragraph
from nextsteps.render.words import Words
from nextsteps.rulebook import Source
from nextsteps.situation import Fact
from nextsteps.translation import AS_WRITTEN, Interpreter

MAX_CHECKS = 2
MAX_NAMES = 2


@dataclass(frozen=True, slots=True)
class Telling:
    """How a plan is told: in whose words and language, with which facts, and how much of it."""

    words: Words
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    crisp: bool
    full: bool
    fact_names: bool
    into: Interpreter = AS_WRITTEN

    @classmethod
    def of(
        cls,
        plan: Plan,
        words: Words,
        *,
        full: bool,
        fact_names: bool,
        into: Interpreter = AS_WRITTEN,
    ) -> "Telling":
        """Return how to tell *plan*; without its rulebook at hand, sources are named by id."""
        try:
            sources = plan.require_rulebook().sources
        except PlanError:
            sources = {}
        return cls(
            words=words,
            facts=type(plan.situation).vocabulary().facts,
            sources=sources,
            crisp=plan.reader == "clinician",
            full=full,
            fact_names=fact_names,
            into=into,
        )

    def question(self, fact: str) -> str:
        """Return the question of *fact*."""
        if fact not in self.facts:
            return f"{fact}?"
        return self.into.text(("facts", fact, "question"), self.facts[fact].question)

    def questions(self, facts: Iterable[str], limit: int = MAX_CHECKS) -> str:
        """Return the questions of *facts*, at most *limit* of them unless everything is told."""
        asked = list(dict.fromkeys(facts))
        shown = asked if self.full else asked[:limit]
        texts = [self.question(fact) for fact in shown]
        more = len(asked) - len(shown)
        return " ".join([*texts, f"({self.more(more)})"] if more else texts)

    def more(self, count: int) -> str:
        """Return that there are *count* more than are shown."""
        return self.into.say("and {} more").format(count)


def full_step(step: Recommended, tell: Telling) -> tuple[Block, ...]:
    """Return the title, what to do and how, why, and what to mind first."""
    return (_title(step, tell), paragraph(step.what), *_how(step, tell), *_reservations(step, tell))


def folded_step(step: Recommended, tell: Telling, *, first: bool) -> tuple[Block, ...]:
    """Return the title and what to mind, all else folded; of the *first* step also what to do."""
    what = paragraph(step.what)
    shown, folded = ((what,), ()) if first else ((), (what,))
    fold = Fold(tell.words.how, (*folded, *_how(step, tell)))
    title = _title(step, tell) if step.urgency != "emergency" else _bare_title(step)
    return (title, *shown, *_reservations(step, tell), fold)


def _how(step: Recommended, tell: Telling) -> list[Block]:
    """How to do it, when to look again, and why."""
    words = tell.words
    parts: list[Block] = [bullets(*step.how)] if step.how else []
    if step.look_again is not None:
        parts.append(paragraph(step.look_again))
    if step.again is not None:
        parts.append(paragraph(Span(words.again, "strong"), step.again))
    parts += [
        paragraph(words.why, argument.because, " ", _cited(argument, tell))
        for argument in (step.arguments_for if tell.full else step.arguments_for[:1])
    ]
    return parts


def short_step(step: Recommended, tell: Telling) -> Line:
    """Return a recommendation on one line: its title and why."""
    return line(Span(step.title, "strong"), _when(step, tell), ". ", step.because)


def _title(step: Recommended, tell: Telling) -> Block:
    return paragraph(Span(step.title, "strong"), Span(_when(step, tell), "faint"))


def _bare_title(step: Recommended) -> Block:
    return paragraph(Span(step.title, "strong"))


def _when(step: Recommended, tell: Telling) -> str:
    when = tell.words.when[step.urgency]
    if when and step.title.endswith(f" {when}"):
        when = ""
    strength = step.arguments_for[0].strength if tell.crisp else ""
    noted = ", ".join(part for part in (when, strength) if part)
    return f" ({noted})" if noted else ""


def _reservations(step: Recommended, tell: Telling) -> list[Block]:
    """What to make sure of first, what speaks against it, and that it was declined before."""
    parts: list[Block] = []
    parts += _checks(step.checks, tell)
    for argument in step.arguments_against:
        parts.append(paragraph(tell.words.caution, argument.because, " ", _cited(argument, tell)))
    if step.declined:
        parts.append(paragraph(tell.words.declined))
    return parts


def _checks(checks: Iterable[Check], tell: Telling) -> list[Block]:
    """The questions in one paragraph; when everything is told, each check with its reason."""
    if tell.full:
        return [
            paragraph(
                tell.words.check, tell.questions(check.facts), Span(f" ({check.because})", "faint")
            )
            for check in checks
        ]
    facts = [fact for check in checks for fact in check.facts]
    return [paragraph(tell.words.check, tell.questions(facts))] if facts else []


def _cited(argument: Argument, tell: Telling) -> Span:
    """The sources by their short names; a clinician reads where in them, and the grade."""
    names: list[str] = []
    for reference in argument.references:
        name = short_name(tell.sources.get(reference.source), reference.source)
        if tell.crisp:
            name = f"{name}, {reference.locator}, evidence {reference.grade}"
        if name not in names:
            names.append(name)
    shown = names if tell.full else names[:MAX_NAMES]
    return Span(f"({'; '.join(shown)})", "faint")


def short_name(source: Source | None, name: str) -> str:
    """
    Return who wrote a source and when, or its id where the register is not at hand.

    >>> short_name(None, "nice-ng222")
    'nice-ng222'
    """
    if source is None:
        return name
    if source.organisation is not None:
        who = source.organisation
    else:
        authors = (source.authors or "").replace(" and ", ", ").split(", ")
        who = authors[0] + (" et al." if len(authors) > 1 else "")
    return f"{who} {source.year}"
