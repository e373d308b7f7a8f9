"""
A measure as a Questionnaire of FHIR R4 that adds itself up (SDC).

The project holds no wording of any item, so a form has numbers, codes and points; whoever may
use the words of a questionnaire gives them as `Wording`.
"""

from collections.abc import Iterator

from pydantic import Field, ValidationError

from nextsteps.document import Source, read_node
from nextsteps.entry import Entry, Words
from nextsteps.errors import MeasureError, Problem
from nextsteps.fhir.codes import ANSWERS, ITEMS, LOINC, NOTICE, POINTS, total_code
from nextsteps.fhir.published import BASE, Published, Resource, coding, concept
from nextsteps.measures import Measure
from nextsteps.rulebook import Rulebook
from nextsteps.shape import problems_of

_SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
_CORE = "http://hl7.org/fhir/StructureDefinition/"
_WEIGHTS = (f"{_CORE}ordinalValue", f"{_CORE}itemWeight")
"""The points of an answer, under the name of R4 and the one of R5: programs know either."""


_RADIO_BUTTONS: Resource = {
    "url": f"{_CORE}questionnaire-itemControl",
    "valueCodeableConcept": concept(
        "http://hl7.org/fhir/questionnaire-item-control", "radio-button"
    ),
}


class Wording(Entry):
    """The words of a questionnaire: its questions in order, and its answers by points."""

    questions: tuple[Words, ...]
    answers: dict[int, Words] = Field(default_factory=dict)


def read_wording(source: Source) -> Wording:
    """
    Read the words of a questionnaire from YAML or JSON.

    Raises:
        DocumentError: The text is neither.
        MeasureError: It is no wording (M711); every fault is listed.
    """
    node = read_node(source)
    try:
        return Wording.model_validate(node.plain())
    except ValidationError as error:
        raise MeasureError(problems_of(error, node, Wording, {"": "M711"})) from None


def questionnaire(
    measure: Measure, rulebook: Rulebook, *, wording: Wording | None = None, base: str = BASE
) -> Resource:
    """
    Return *measure* as a Questionnaire whose total is worked out while it is filled in.

    There is no total until every item has an answer. The service reads what is filled in.

    Args:
        measure: One of the rulebook's measures.
        rulebook: For the version.
        wording: The words to show; without them items show their number, answers their points.
        base: Where the canonical address begins.

    Raises:
        MeasureError: The words do not fit the measure (M711).

    >>> import nextsteps as ns
    >>> book = ns.Rulebook.default()
    >>> form = questionnaire(book.measures["phq-9"], book)
    >>> form["url"], len(form["item"]), form["item"][8]["linkId"]
    ('urn:nextsteps:Questionnaire/phq-9', 10, 'phq-9/9')
    """
    if problems := list(_problems(measure, wording)):
        raise MeasureError(problems)
    published = Published(rulebook, base)
    coded = measure.loinc is not None or measure.id in ITEMS
    notice = f" {NOTICE}" if coded else ""
    panel = measure.loinc.panel if measure.loinc else None
    return {
        **published.heading("Questionnaire", measure.id, measure.title),
        "extension": [_expression(f"{_CORE}variable", _points(measure), "points")],
        "subjectType": ["Patient"],
        "description": measure.name,
        "copyright": measure.licence + notice,
        **({} if panel is None else {"code": [coding(LOINC, panel)]}),
        "item": [
            *(_item(measure, number, wording) for number in _numbers(measure)),
            _total(measure),
        ],
    }


def _problems(measure: Measure, wording: Wording | None) -> Iterator[Problem]:
    if wording is None:
        return
    given, count = len(wording.questions), measure.items.count
    if given != count:
        message = f"{measure.title} has {count} items, and there are words for {given}"
        yield Problem("M711", message, help="one question for each item, in order")
    points = {point for number in _numbers(measure) for point in measure.items.allowed(number)}
    for point in sorted(wording.answers.keys() ^ points if wording.answers else ()):
        what = "there is no such answer" if point not in points else "there are no words for it"
        yield Problem("M711", f"{measure.title}, {point} points: {what}")


def _numbers(measure: Measure) -> range:
    return range(1, measure.items.count + 1)


def _item(measure: Measure, number: int, wording: Wording | None) -> Resource:
    known = ITEMS.get(measure.id)
    code = {} if known is None else {"code": [coding(LOINC, known[number - 1])]}
    text = f"{measure.title}, question {number}"
    return {
        "extension": [_RADIO_BUTTONS] if known is None else [_RADIO_BUTTONS, _extracted()],
        "linkId": f"{measure.id}/{number}",
        **code,
        "prefix": f"{number}.",
        "text": text if wording is None else wording.questions[number - 1],
        "type": "choice",
        "answerOption": [
            _answer(measure, points, wording) for points in measure.items.allowed(number)
        ],
    }


def _answer(measure: Measure, points: int, wording: Wording | None) -> Resource:
    shown = str(points) if wording is None else wording.answers.get(points, str(points))
    system, code = POINTS, str(points)
    if measure.id in ITEMS:
        system, code = LOINC, next(code for code, value in ANSWERS.items() if value == points)
    weights = [{"url": url, "valueDecimal": points} for url in _WEIGHTS]
    return {"extension": weights, "valueCoding": coding(system, code, shown)}


def _points(measure: Measure) -> str:
    """FHIRPath for the points of all answers that are given."""
    links = " | ".join(f"'{measure.id}/{number}'" for number in _numbers(measure))
    return f"%resource.item.where(linkId in ({links})).answer.value.weight()"


def _total(measure: Measure) -> Resource:
    factor = "" if measure.factor == 1 else f" * {measure.factor}"
    summed = f"iif(%points.count() = {measure.items.count}, %points.sum(){factor}, {{}})"
    return {
        "extension": [_expression(f"{_SDC}calculatedExpression", summed), _extracted()],
        "linkId": f"{measure.id}/total",
        "code": [coding(*total_code(measure))],
        "text": f"{measure.title}, total ({measure.low} to {measure.high})",
        "type": "decimal",
        "readOnly": True,
    }


def _expression(url: str, fhirpath: str, name: str | None = None) -> Resource:
    named = {} if name is None else {"name": name}
    said = {**named, "language": "text/fhirpath", "expression": fhirpath}
    return {"url": url, "valueExpression": said}


def _extracted() -> Resource:
    """That the answer becomes an Observation of its own."""
    return {"url": f"{_SDC}observationExtract", "valueBoolean": True}
