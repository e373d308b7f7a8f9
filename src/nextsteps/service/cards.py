"""A plan as cards for a clinician: one per step in order, and one that says what it rests on."""

from collections.abc import Iterator

from nextsteps.cdshooks import (
    MAX_SUMMARY,
    OVERRIDE_REASONS,
    Action,
    Card,
    Coding,
    Link,
    Source,
    Suggestion,
)
from nextsteps.cdshooks.element import is_absolute_url
from nextsteps.cdshooks.response import Indicator
from nextsteps.fhir import codes
from nextsteps.fhir.published import Resource
from nextsteps.fhir.requests import Steps, documentation
from nextsteps.plan import Plan, Recommended
from nextsteps.questions import safety_questions
from nextsteps.render import Document, as_markdown
from nextsteps.render.blocks import Block, Heading, bullets, paragraph
from nextsteps.render.words import NOT_A_DEVICE_IN_SHORT
from nextsteps.rulebook.entries import Urgency
from nextsteps.service.chart import Chart

MAX_STEPS = 5
MAX_QUESTIONS = 6
MAX_LINKS = 3
INDICATORS: dict[Urgency, Indicator] = {
    "emergency": "critical",
    "same_day": "critical",
    "days": "warning",
    "routine": "info",
}


def cards_of(plan: Plan, chart: Chart, patient: str | None = None) -> list[Card]:
    """
    Return the cards: each step with its rank, then what the plan rests on.

    Steps beyond the first `MAX_STEPS` are named on the last card; what is for the same day or
    graver, or what a danger calls for, always has a card. A card on something to do, but
    not at once, suggests a proposed Task of FHIR R4; cards link to what speaks for the step.

    Args:
        plan: The plan, with its rulebook at hand.
        chart: What the situation was read from.
        patient: The patient's FHIR id, for whom the Tasks are.
    """
    shown = [
        (place, step)
        for place, step in enumerate(plan.recommendations, start=1)
        if place <= MAX_STEPS or step.urgency in ("emergency", "same_day") or step.core is not None
    ]
    given = [step for _, step in shown]
    rest = [step for step in plan.recommendations if step not in given]
    told = Steps(plan, given, "R4", _subject(patient), str)
    tasks = [task for _, task in told.tasks("draft")]
    steps = [
        _step(told, step, place, task) for (place, step), task in zip(shown, tasks, strict=True)
    ]
    return [*steps, _basis(plan, chart, rest)]


def _subject(patient: str | None) -> Resource:
    return {} if patient is None else {"for": {"reference": f"Patient/{patient}"}}


def _step(told: Steps, step: Recommended, place: int, task: Resource) -> Card:
    rank = f"{place} of {len(told.plan.recommendations)}"
    suggested = (_suggestion(step, task),) if _can_be_a_task(step) else None
    return Card(
        summary=_short(f"{rank}: {step.title}"),
        detail=f"Step {rank}, by rank.\n\n{task['description']}\n",
        indicator=INDICATORS[step.urgency],
        source=_source(told.plan, step.id, step.title),
        suggestions=suggested,
        selection_behavior=None if suggested is None else "at-most-one",
        override_reasons=OVERRIDE_REASONS,
        links=tuple(_links(told, step)) or None,
    )


def _can_be_a_task(step: Recommended) -> bool:
    """A warning is nothing to tick off, and what is to be done now must not end on a list."""
    return step.kind == "action" and step.urgency != "emergency"


def _suggestion(step: Recommended, task: Resource) -> Suggestion:
    """`is_recommended` is said because some clients read no suggestion without it."""
    action = Action(type="create", description=f"A proposed task: {step.title}", resource=task)
    return Suggestion(label="Propose it as a task", is_recommended=True, actions=(action,))


def _links(told: Steps, step: Recommended) -> Iterator[Link]:
    """Where one can read what speaks for a step; what has no address is cited in the detail."""
    for source in documentation(told.sources(step))[:MAX_LINKS]:
        if is_absolute_url(source.get("url", "")):
            yield Link(label=source["display"], url=source["url"], type="absolute")


def _basis(plan: Plan, chart: Chart, rest: list[Recommended]) -> Card:
    count = len(chart.left_out)
    lost = f"{count} things in the record could not be used" if count != 1 else _ONE
    unsafe = plan.safety.is_provisional
    parts = [lost if count else "", _OPEN if unsafe else ""]
    said = "; ".join(part for part in parts if part) or "What these steps rest on"
    return Card(
        summary=_short(said[0].upper() + said[1:]),
        detail=as_markdown(Document(tuple(_basis_blocks(plan, chart, rest)))),
        indicator="warning" if count or unsafe else "info",
        source=_source(plan, "what-it-rests-on", "What the steps rest on"),
    )


_ONE = "one thing in the record could not be used"
_OPEN = "questions about safety are open"


def _basis_blocks(plan: Plan, chart: Chart, rest: list[Recommended]) -> Iterator[Block]:
    lists = {
        "Could not be used": chart.left_out,
        "Ask about safety": _safety_questions(plan),
        "Does not fit together": tuple(one.question for one in plan.contradictions),
        "Read from the record": chart.read,
        "More steps": tuple(step.title for step in rest),
        "When it is safe": tuple(step.title for step in plan.later),
        "Not here": tuple(f"{one.title}: {one.because}" for one in plan.excluded),
        "Not yet": tuple(f"{one.title}: {one.until}" for one in plan.not_yet),
    }
    for title, told in lists.items():
        if told:
            yield Heading(title)
            yield bullets(*told)
    stamp = f"Rules: {plan.rulebook.id} {plan.rulebook.version}."
    yield paragraph(f"{NOT_A_DEVICE_IN_SHORT} {stamp}")


def _safety_questions(plan: Plan) -> tuple[str, ...]:
    """What is worth asking about danger; in an emergency there is no time for it."""
    if plan.safety.at_least == "emergency":
        return ()
    return tuple(one.question for one in safety_questions(plan, MAX_QUESTIONS))


def _source(plan: Plan, code: str, title: str) -> Source:
    topic = Coding(system=codes.RECOMMENDATION, code=code, display=title)
    return Source(label=plan.require_rulebook().identity.title, topic=topic)


def _short(text: str) -> str:
    return text if len(text) <= MAX_SUMMARY else f"{text[: MAX_SUMMARY - 1].rstrip()}…"
