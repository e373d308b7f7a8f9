"""A plan as the explorer draws it: plain values, with texts as bare HTML of this library's own."""

from collections.abc import Iterable
from typing import Any

from nextsteps.interview import Interview, OpenQuestion
from nextsteps.plan import Plan, Recommended
from nextsteps.render.blocks import Block, Paragraph, Span, line, paragraph, plain
from nextsteps.render.contacts import checked_note, contact_lines
from nextsteps.render.explanation.voice import Voice
from nextsteps.render.explanation.why_not import aside_in_words
from nextsteps.render.html import blocks_as_html
from nextsteps.render.plan import HASH_LENGTH
from nextsteps.render.safety import alarm_box, safety_kind, safety_notes
from nextsteps.render.step import Telling, full_step
from nextsteps.render.words import NOT_A_DEVICE, SAFETY_TITLE, WORDS
from nextsteps.situation.stated import stated

MAX_TITLES = 3
"""So many of the steps that an answer could change are named."""
_PERSON = "the person"


def view_of(plan: Plan) -> dict[str, Any]:
    """
    Return *plan* for drawing, without its questions, which take much longer.

    >>> import nextsteps as ns
    >>> view = view_of(ns.recommend({"no_progress": True}))
    >>> view["safety"]["level"], view["steps"][0]["id"]
    ('unknown', 'talk-to-therapist')
    """
    words = WORDS[plan.reader]
    tell = Telling.of(plan, words, full=True, fact_names=False)
    stamp = plan.rulebook
    made = f"Made by rulebook {stamp.id} {stamp.version} ({stamp.content_hash[:HASH_LENGTH]})."
    return {
        "values": stated(plan.situation),
        "title": words.title,
        "note": words.questions_note,
        "safety": _safety(plan),
        "contacts": _html(_contacts(plan)),
        "conflicts": [conflict.question for conflict in plan.contradictions],
        "conflicts_title": words.conflicts,
        "warnings": [_told(one.title, one.what) for one in plan.warnings],
        "warnings_title": words.warnings,
        "steps": [_step(step, plan, tell) for step in plan.actions],
        "withheld": _withheld(plan),
        "footer": f"{NOT_A_DEVICE} {made}",
        "spoken": _spoken(plan),
    }


def _safety(plan: Plan) -> dict[str, Any]:
    """How grave it is; in an emergency, or where help is needed today, with whom to call."""
    if plan.safety.at_least == "emergency":
        box = alarm_box(plan)
        return {
            "level": "emergency",
            "kind": "alarm",
            "title": box.title,
            "html": _html(box.blocks),
        }
    kind, notes = safety_kind(plan), safety_notes(plan)
    if kind == "danger":
        notes += [paragraph(WORDS[plan.reader].contacts), contact_lines(plan)]
    return {
        "level": plan.safety.level,
        "kind": kind or "calm",
        "title": SAFETY_TITLE[kind],
        "html": _html(notes),
    }


def _contacts(plan: Plan) -> Iterable[Block]:
    """Whom to call, at any time."""
    words, contact = WORDS[plan.reader], plan.safety.contact
    yield paragraph(words.contacts)
    yield contact_lines(plan)
    yield Paragraph(checked_note(contact))
    if contact is not None and contact.country == "*":
        yield paragraph(Span(words.local_contacts, "faint"))


def _step(step: Recommended, plan: Plan, tell: Telling) -> dict[str, Any]:
    when = tell.words.when[step.urgency]
    return {
        "id": step.id,
        "title": step.title,
        "when": when if when and not step.title.endswith(f" {when}") else "",
        "because": step.because,
        "html": _html(full_step(step, tell)[1:]),
        "tried": plan.situation.tried.get(step.id),
    }


def _withheld(plan: Plan) -> list[dict[str, Any]]:
    """What is not among the steps for now, by why: each can be asked about."""
    words, voice = WORDS[plan.reader], Voice.of(plan)
    groups: tuple[tuple[str, str, list[tuple[str, str, str]]], ...] = (
        ("later", words.later, [(one.id, one.title, one.because) for one in plan.later]),
        (
            "not_yet",
            words.not_yet,
            [(one.id, one.title, f"Not until {one.until}. {one.because}") for one in plan.not_yet],
        ),
        ("excluded", words.excluded, [(one.id, one.title, one.because) for one in plan.excluded]),
        (
            "set_aside",
            words.set_aside,
            [(one.id, one.title, aside_in_words(one, voice)) for one in plan.set_aside],
        ),
    )
    tried = plan.situation.tried
    return [
        {
            "id": name,
            "title": title,
            "steps": [
                {"id": one, "title": step, "because": because, "tried": tried.get(one)}
                for one, step, because in told
            ],
        }
        for name, title, told in groups
        if told
    ]


def _spoken(plan: Plan) -> str:
    """What a screen reader says of the plan: how grave it is, and what comes first."""
    first = f"First step: {plan.actions[0].title}." if plan.actions else ""
    if plan.safety.at_least == "emergency":
        return f"{WORDS[plan.reader].emergency_title}. {first}"
    said = safety_notes(plan)[0]
    assert isinstance(said, Paragraph)
    return f"{plain(said.line)} {first} {len(plan.actions)} steps in all."


def question_of(interview: Interview) -> dict[str, Any]:
    """Return what to ask next, or that no answer would change the plan."""
    asked = interview.question
    if asked is None:
        return {"question": None, "is_first_step_settled": True}
    return {
        "question": _question(asked, WORDS[interview.plan.reader].questions_note),
        "is_first_step_settled": interview.is_first_step_settled,
    }


def _question(asked: OpenQuestion, note: str) -> dict[str, Any]:
    return {
        "facts": [fact.name for fact in asked.facts],
        "kind": asked.kind,
        "text": asked.text,
        "note": note if _PERSON in asked.text else "",
        "why": asked.why,
        "could_change": list(asked.could_change[:MAX_TITLES]),
        "more": max(0, len(asked.could_change) - MAX_TITLES),
        "is_about_safety": asked.is_about_safety,
    }


def _told(title: str, text: str) -> str:
    return _html([paragraph(*line(Span(f"{title}. ", "strong"), text))])


def _html(blocks: Iterable[Block], level: int = 3) -> str:
    return blocks_as_html(blocks, level=level)
