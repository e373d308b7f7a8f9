"""The rulebook as a CDS Hooks service: a chart is opened, and cards say what to do next."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from nextsteps.cdshooks import Card, HookRequest
from nextsteps.cdshooks.app import Service
from nextsteps.cdshooks.prefetch import missing_keys
from nextsteps.rulebook import Rulebook
from nextsteps.service.cards import cards_of
from nextsteps.service.chart import chart_of

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
        return cards_of(book.recommend(chart.situation), whole)

    return Service(
        id="next-steps",
        hook="patient-view",
        title="Next steps when therapy isn't working",
        description="Ranked, explained next steps from the patient's scores, diagnoses, medicines",
        answer=answer,
        prefetch=PREFETCH,
        needs=frozenset(),
    )


def _has_died(patient: Mapping[str, Any]) -> bool:
    return patient.get("deceasedBoolean") is True or "deceasedDateTime" in patient
