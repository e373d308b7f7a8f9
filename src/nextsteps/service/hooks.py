"""
The rulebook as CDS Hooks services, whose cards say what to do next.

`patient-view` reads the record of the chart that is opened; a hook of our own is given the
situation itself.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from pydantic_core import to_json

from nextsteps.cdshooks import Card, HookRequest
from nextsteps.cdshooks.app import InvalidContextError, Service
from nextsteps.cdshooks.prefetch import missing_keys
from nextsteps.errors import NextStepsError
from nextsteps.rulebook import Rulebook
from nextsteps.service import answers
from nextsteps.service.asked import MAX_BYTES, Told, for_vocabulary, read_body
from nextsteps.service.cards import cards_of
from nextsteps.service.chart import Chart, chart_of
from nextsteps.service.faults import told

SITUATION_VIEW = "nextsteps.situation-view"
"""The hook that brings a situation: as the project has no domain, it begins with its name."""
_OF_PATIENT = "patient={{context.patientId}}"
PREFETCH: Mapping[str, str] = {
    "patient": "Patient/{{context.patientId}}",
    "scores": f"Observation?{_OF_PATIENT}&category=survey&_sort=-date&_count=100",
    "responses": f"QuestionnaireResponse?{_OF_PATIENT}&_sort=-authored&_count=50",
    "conditions": f"Condition?{_OF_PATIENT}&clinical-status=active&_count=100",
    "requests": f"MedicationRequest?{_OF_PATIENT}&status=active&_count=100",
    "statements": f"MedicationStatement?{_OF_PATIENT}&status=active&_count=100",
    "sessions": f"Encounter?{_OF_PATIENT}&participant={{{{context.userId}}}}&_count=200",
}


def patient_view(
    rulebook: Rulebook | None = None, *, today: Callable[[], date] | None = None
) -> Service:
    """
    Return the service for `patient-view`, to be given to `nextsteps.cdshooks.app.create_app`.

    It needs no prefetch, and says on a card what was not there. The cards are for clinicians.

    Args:
        rulebook: The rules; the shipped ones when None.
        today: Gives the day of the call; the day in UTC when None.
    """
    book = Rulebook.default() if rulebook is None else rulebook
    day_of = today or (lambda: datetime.now(UTC).date())

    def answer(request: HookRequest) -> list[Card]:
        fetched: dict[str, Any] = dict(request.prefetch or {})
        patient = fetched.get("patient")
        if isinstance(patient, Mapping) and _has_died(patient):
            return []
        lacking = missing_keys(request, PREFETCH)
        known = {key: fetched[key] for key in PREFETCH if key not in lacking}
        chart = chart_of(known, book, day_of())
        missed = tuple(f"`{key}` was not fetched" for key in lacking)
        whole = type(chart)(chart.situation, chart.read, (*missed, *chart.left_out))
        return cards_of(book.recommend(chart.situation), whole, str(request.context["patientId"]))

    return Service(
        id="next-steps",
        hook="patient-view",
        title="Next steps when therapy isn't working",
        description="Ranked, explained next steps from the patient's scores, diagnoses, medicines",
        answer=answer,
        prefetch=PREFETCH,
        needs=frozenset(),
    )


def situation_view(rulebook: Rulebook | None = None, *, hook: str = SITUATION_VIEW) -> Service:
    """
    Return the service for a hook of our own: the situation stands in the context, as plain values.

    For clients that keep no FHIR record, or know more than one says. The cards are those of
    `patient_view`, for clinicians unless the situation says who asks.

    Args:
        rulebook: The rules; the shipped ones when None.
        hook: The name of the hook; a publisher with a domain begins it with that, as in
            `org.example.situation-view`.
    """
    book = Rulebook.default() if rulebook is None else rulebook
    words = answers.words_of(book) | {"userId", "patientId", "encounterId"}
    model = for_vocabulary(Told, book.situation)

    def answer(request: HookRequest) -> list[Card]:
        raw = to_json(request.context)
        if len(raw) > MAX_BYTES:
            raise InvalidContextError(f"/context: it is larger than {MAX_BYTES} bytes [W101]")
        try:
            told_ = read_body(raw, model)
            asker = told_.situation.asker or "clinician"
            situation = told_.situation.with_facts(asker=asker)
            return cards_of(book.recommend(situation), Chart(situation, (), ()), told_.patient_id)
        except NextStepsError as error:
            says = (f"/context: {told(problem, words)}" for problem in error.problems)
            raise InvalidContextError(*says) from None

    return Service(
        id="next-steps-for-a-situation",
        hook=hook,
        title="Next steps in a situation",
        description="Ranked, explained next steps from facts that the context holds",
        answer=answer,
        usage_requirements="`context.situation` holds facts by the names of this service's rules",
    )


def _has_died(patient: Mapping[str, Any]) -> bool:
    return patient.get("deceasedBoolean") is True or "deceasedDateTime" in patient
