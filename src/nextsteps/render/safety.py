"""How grave it is, and where to get help, as blocks: what stands above all else."""

from collections.abc import Iterable

from nextsteps.errors import PlanError
from nextsteps.plan import Plan
from nextsteps.render.blocks import Block, Box, BoxKind, Paragraph, Span, paragraph
from nextsteps.render.contacts import checked_note, contact_lines
from nextsteps.render.step import Telling
from nextsteps.render.words import SAFETY_TITLE, WORDS, Words
from nextsteps.translation import AS_WRITTEN, Interpreter


def alarm_box(plan: Plan, words: Words | None = None, into: Interpreter = AS_WRITTEN) -> Box:
    """Return what stands above all else in an emergency: what it is, and whom to call."""
    words = words or WORDS[plan.reader]
    dangers = "; ".join(danger.title for danger in plan.safety.dangers)
    what = words.emergency.format(dangers)
    note = Paragraph(checked_note(plan.safety.contact, into))
    return Box("danger", words.emergency_title, (paragraph(what), contact_lines(plan, into), note))


def safety_notes(plan: Plan, words: Words | None = None) -> list[Block]:
    """Return how grave it is, and whether what is not known could make it graver."""
    words, safety = words or WORDS[plan.reader], plan.safety
    unknown = safety.level == "unknown"
    notes: list[Block] = [paragraph(_how_grave(plan, words))]
    if safety.is_provisional:
        graver = words.could_be_graver.format(safety.could_be.replace("_", " "))
        notes.append(paragraph("" if unknown else f"{graver} ", words.provisional))
    return notes


def safety_kind(plan: Plan) -> BoxKind | None:
    """Return in which box safety stands; None when all is known to be well."""
    if plan.safety.level == "clear":
        return "note" if _has_no_dangers(plan) else None
    return "danger" if plan.safety.at_least == "same_day" else "note"


def safety_blocks(plan: Plan, tell: Telling) -> Iterable[Block]:
    """Yield how grave it is, and where to get help: a box unless all is known to be well."""
    kind, notes = safety_kind(plan), safety_notes(plan, tell.words)
    help_lines = (paragraph(tell.words.contacts), contact_lines(plan, tell.into))
    if kind is None:
        yield from (*notes, *help_lines)
        return
    contact = plan.safety.contact
    note = checked_note(contact, tell.into)
    contacts: list[Block] = [*help_lines, *([Paragraph(note)] if note else [])]
    if contact is not None and contact.country == "*":
        contacts.append(paragraph(Span(tell.words.local_contacts, "faint")))
    yield Box(kind, tell.into.say(SAFETY_TITLE[kind]), (*notes, *contacts))


def _how_grave(plan: Plan, words: Words) -> str:
    safety = plan.safety
    if _has_no_dangers(plan):
        return words.no_dangers
    if safety.level == "unknown":
        return words.unknown
    return words.safety[safety.at_least].format("; ".join(one.title for one in safety.dangers))


def _has_no_dangers(plan: Plan) -> bool:
    """Whether the rules look for no danger at all: that none was found is then no good news."""
    try:
        rulebook = plan.require_rulebook()
    except PlanError:  # it was read from JSON, without its rulebook
        return False
    return all(finding.danger is None for finding in rulebook.findings.values())
