"""A plan as cards for a clinician: one per step in order, and one that says what it rests on."""

from collections.abc import Iterator

from nextsteps.cdshooks import MAX_SUMMARY, OVERRIDE_REASONS, Card, Coding, Source
from nextsteps.cdshooks.response import Indicator
from nextsteps.fhir import codes
from nextsteps.plan import Plan, Recommended
from nextsteps.questions import safety_questions
from nextsteps.render import Document, as_markdown
from nextsteps.render.blocks import Block, Heading, bullets, paragraph
from nextsteps.render.step import Telling, full_step
from nextsteps.render.words import NOT_A_DEVICE_IN_SHORT, WORDS
from nextsteps.rulebook.entries import Urgency
from nextsteps.service.chart import Chart

MAX_STEPS = 5
MAX_QUESTIONS = 6
INDICATORS: dict[Urgency, Indicator] = {
    "emergency": "critical",
    "same_day": "critical",
    "days": "warning",
    "routine": "info",
}


def cards_of(plan: Plan, chart: Chart) -> list[Card]:
    """
    Return the cards: each step with its rank, then what the plan rests on.

    Steps beyond the first `MAX_STEPS` are named on the last card; what is for the same day or
    graver, or what a danger calls for, always has a card.
    """
    shown = [
        (place, step)
        for place, step in enumerate(plan.recommendations, start=1)
        if place <= MAX_STEPS or step.urgency in ("emergency", "same_day") or step.core is not None
    ]
    rest = [step for step in plan.recommendations if step not in [one for _, one in shown]]
    steps = [_step(plan, step, place) for place, step in shown]
    return [*steps, _basis(plan, chart, rest)]


def _step(plan: Plan, step: Recommended, place: int) -> Card:
    tell = Telling.of(plan, WORDS[plan.reader], full=True, fact_names=False)
    rank = f"{place} of {len(plan.recommendations)}"
    blocks: tuple[Block, ...] = (paragraph(f"Step {rank}, by rank."), *full_step(step, tell))
    return Card(
        summary=_short(f"{rank}: {step.title}"),
        detail=as_markdown(Document(blocks)),
        indicator=INDICATORS[step.urgency],
        source=_source(plan, step.id, step.title),
        override_reasons=OVERRIDE_REASONS,
    )


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
