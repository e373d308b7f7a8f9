"""A plan in another language: the same ids, order and urgency in other words."""

from dataclasses import replace

from nextsteps.plan import (
    Argument,
    Check,
    Conflict,
    Excluded,
    Held,
    NamedFinding,
    Plan,
    Question,
    Recommended,
    Safety,
    SetAside,
)
from nextsteps.rulebook import Contact
from nextsteps.rulebook.entries import Line
from nextsteps.translation.catalogue import NAME_OF, Catalogue
from nextsteps.translation.interpreter import Interpreter

OPPOSITE = "it is the opposite of `{}`, which ranks higher"
TRIED = "it was tried already ({})"
OUTCOMES = ("done", "ongoing", "helped", "no change", "worse", "dismissed", "declined", "never")
SET_REASONS = (
    "it is not for the client",
    "what it needs is not given here",
    OPPOSITE,
    TRIED,
    "Some of what is known contradicts itself, and this is a big step.",
    "it is clear which is right",
    "it is known whether this applies",
    "Make sure first that this applies.",
)
"""The reasons that no rule gives, as the plan words them."""


def translated(plan: Plan, language: "Catalogue | Interpreter") -> Plan:
    """
    Return *plan* in another language: ids, order, urgency and facts stay what they are.

    Only what a client reads is translated: a plan for another reader comes back as it is.
    What the catalogue has no text for stays English.

    >>> import nextsteps as ns
    >>> from nextsteps.translation import catalogue_for
    >>> plan = ns.recommend({"in_danger_now": True})
    >>> spanish = translated(plan, catalogue_for("es"))
    >>> [step.id for step in spanish.actions] == [step.id for step in plan.actions]
    True
    """
    interpreter = language if isinstance(language, Interpreter) else Interpreter(language)
    if interpreter.is_english or plan.reader != "client":
        return plan
    return _Translator(interpreter).plan(plan)


class _Translator:
    def __init__(self, interpreter: Interpreter) -> None:
        self.into = interpreter

    def plan(self, plan: Plan) -> Plan:
        return replace(
            plan,
            safety=self.safety(plan.safety),
            recommendations=tuple(map(self.step, plan.recommendations)),
            later=tuple(map(self.step, plan.later)),
            not_yet=tuple(map(self.held, plan.not_yet)),
            excluded=tuple(map(self.excluded, plan.excluded)),
            set_aside=tuple(map(self.set_aside, plan.set_aside)),
            contradictions=tuple(map(self.conflict, plan.contradictions)),
            findings=tuple(map(self.finding, plan.findings)),
            _ask=lambda: tuple(map(self.question, plan.questions)),
        )

    def title(self, name: str, english: str) -> str:
        return self.into.text(("recommendations", name, "title"), english)

    def safety(self, safety: Safety) -> Safety:
        return replace(
            safety,
            dangers=tuple(map(self.finding, safety.dangers)),
            contact=None if safety.contact is None else self.contact(safety.contact),
        )

    def contact(self, contact: Contact) -> Contact:
        lines = tuple(self._line(contact.country, line) for line in contact.lines)
        emergency = self._number(contact.country, "emergency", contact.emergency)
        return contact.model_copy(update={"lines": lines, "emergency": emergency})

    def _line(self, country: str, line: Line) -> Line:
        name = self.into.text(("contacts", country, f"{NAME_OF}{line.name}"), line.name)
        number = self._number(country, line.name, line.contact)
        return line.model_copy(update={"name": name, "contact": number})

    def _number(self, country: str, name: str, english: str) -> str:
        """A number alone is what it is; the words beside one are translated."""
        if not any(letter.isalpha() for letter in english):
            return english
        return self.into.text(("contacts", country, name), english)

    def step(self, step: Recommended) -> Recommended:
        text = self.into.text
        again = step.look_again
        return replace(
            step,
            title=self.title(step.id, step.title),
            what=text(("recommendations", step.id, "what"), step.what),
            how=self.into.lines(("recommendations", step.id, "how"), step.how),
            look_again=again and text(("recommendations", step.id, "look_again"), again),
            arguments_for=tuple(map(self.argument, step.arguments_for)),
            arguments_against=tuple(map(self.argument, step.arguments_against)),
            checks=tuple(map(self.check, step.checks)),
            again=step.again and self.into.reason(step.again),
        )

    def argument(self, argument: Argument) -> Argument:
        return replace(argument, because=self.into.reason(argument.because))

    def check(self, check: Check) -> Check:
        return replace(check, because=self.into.reason(check.because))

    def held(self, held: Held) -> Held:
        return replace(
            held,
            title=self.title(held.id, held.title),
            because=self.into.reason(held.because),
            until=self.into.reason(held.until),
        )

    def excluded(self, excluded: Excluded) -> Excluded:
        title = self.title(excluded.id, excluded.title)
        return replace(excluded, title=title, because=self.into.reason(excluded.because))

    def set_aside(self, aside: SetAside) -> SetAside:
        title = self.title(aside.id, aside.title)
        return replace(aside, title=title, because=self._set_reason(aside))

    def _set_reason(self, aside: SetAside) -> str:
        outcome = str(aside.outcome).replace("_", " ")
        if aside.because == OPPOSITE.format(aside.other):
            return self.into.say(OPPOSITE).format(aside.other)
        if aside.because == TRIED.format(outcome):
            return self.into.say(TRIED).format(self.into.say(outcome))
        return self.into.reason(aside.because)

    def conflict(self, conflict: Conflict) -> Conflict:
        asked = self.into.text(("contradictions", conflict.id, "question"), conflict.question)
        return replace(conflict, question=asked)

    def finding(self, finding: NamedFinding) -> NamedFinding:
        title = self.into.text(("findings", finding.id, "title"), finding.title)
        return replace(finding, title=title)

    def question(self, question: Question) -> Question:
        return replace(
            question,
            question=self.into.text(("facts", question.fact, "question"), question.question),
            because=question.because and self.into.reason(question.because),
        )
