"""Why one recommendation comes before another, as blocks."""

from nextsteps.explain.compare import WAITS
from nextsteps.plan import Plan
from nextsteps.ranking import Comparison
from nextsteps.render.blocks import Block, Document, Line, Span, line, paragraph
from nextsteps.render.explanation.page import page
from nextsteps.render.explanation.voice import Voice
from nextsteps.translation import AS_WRITTEN, Interpreter

_WHEN = {
    "emergency": "now",
    "same_day": "today",
    "days": "in the next few days",
    "routine": "when there is time",
}
_BECAUSE = {
    "safety step": "safety comes first",
    "core step of a danger": "first help against the danger",
    "strongest argument": "stronger reasons",
    "grounds for minus against": "more speaks for it",
    "declined before": "not declined before, as the other was",
    "stage": "a step that usually comes earlier",
    WAITS: "the other waits until the danger has passed",
}
_EITHER = "as good as the other, so either can come first"
BECAUSE = (*_BECAUSE.values(), _EITHER)
"""Why a step comes before another, apart from when it is to be done."""


def compare_blocks(plan: Plan, comparison: Comparison, *, full: bool = False) -> Document:
    """Return which of two recommendations comes first, and why."""
    voice = Voice.of(plan)
    higher, lower = plan.find(comparison.higher), plan.find(comparison.lower)
    blocks: list[Block] = [paragraph(*compared(comparison, voice))]
    if full or voice.reader == "clinician":
        blocks += [
            paragraph(Span(f"{step.title}: ", "strong"), step.because) for step in (higher, lower)
        ]
    return page(plan, "Which comes first", blocks)


def compared(comparison: Comparison, voice: Voice) -> Line:
    """Return which comes first by which criterion; a clinician reads both places."""
    higher, lower = voice.step(comparison.higher), voice.step(comparison.lower)
    return line(
        f"{higher} comes before {lower}: {because(comparison)}.", _places(comparison, voice)
    )


def placed(comparison: Comparison, voice: Voice) -> Line:
    """Return the higher of the two, and by which criterion it is."""
    told = f"{voice.step(comparison.higher)}: {because(comparison)}."
    return line(told, _places(comparison, voice))


def _places(comparison: Comparison, voice: Voice) -> Span:
    if voice.reader != "clinician":
        return Span("")
    places = f"{comparison.higher_is} against {comparison.lower_is}"
    return Span(f" [{comparison.criterion}: {places}]", "faint")


def because(comparison: Comparison, into: Interpreter = AS_WRITTEN) -> str:
    """Return in words the criterion by which the higher comes first."""
    if comparison.criterion == "urgency":
        when = (into.say(_WHEN[place]) for place in (comparison.higher_is, comparison.lower_is))
        return into.say("to be done {}, the other {}").format(*when)
    return into.say(_BECAUSE.get(comparison.criterion, _EITHER))
