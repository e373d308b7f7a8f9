"""Where to get help at once, as blocks."""

from collections.abc import Callable, Mapping

from nextsteps.plan import Plan
from nextsteps.render.blocks import Line, Listing, Span, bullets, line
from nextsteps.rulebook import Contact
from nextsteps.situation import FactValue
from nextsteps.translation import AS_WRITTEN, Interpreter

_Facts = Mapping[str, FactValue]

_FITS: Mapping[str, Callable[[_Facts], bool]] = {
    "crisis": lambda _: True,
    "abuse": lambda facts: _any(facts, "partner_violence", "abused_at_home"),
    "child": lambda facts: _any(facts, "abused_at_home", "in_school") or _is_minor(facts),
    "poison": lambda facts: _any(facts, "overdose_now"),
    "substance": lambda facts: "substance" in facts or _any(facts, "concern_addiction"),
}
"""Which lines are shown for what is known; a line for a crisis is always shown."""


def contact_lines(plan: Plan, into: Interpreter = AS_WRITTEN) -> Listing:
    """Return the emergency number and the lines that fit the situation."""
    facts = plan.situation.facts()
    return lines_of(plan.safety.contact, lambda use: _FITS[use](facts), into)


def lines_of(
    contact: Contact | None,
    fits: Callable[[str], bool] = lambda _: True,
    into: Interpreter = AS_WRITTEN,
) -> Listing:
    """Return the emergency number of *contact*, and its lines for the uses that fit."""
    label = Span(f"{into.say('Emergency')}: ", "strong")
    if contact is None:
        return bullets(line(label, into.say("your local emergency number")))
    emergency = line(label, contact.emergency)
    fitting = [one for one in contact.lines if fits(one.use)]
    return bullets(emergency, *(line(f"{one.name}: ", one.contact) for one in fitting))


def checked_note(contact: Contact | None, into: Interpreter = AS_WRITTEN) -> Line:
    """Return when the numbers were checked, or that they still have to be."""
    if contact is None:
        return ()
    if contact.confidence == "unverified":
        note = into.say("Not every number is verified; if one fails, call the emergency number.")
    else:
        note = into.say("Numbers last checked on {}.").format(contact.checked.isoformat())
    return line(Span(note, "faint"))


def _any(facts: _Facts, *names: str) -> bool:
    return any(facts.get(name) is True for name in names)


def _is_minor(facts: _Facts) -> bool:
    age = facts.get("age")
    return isinstance(age, int) and age < 18
