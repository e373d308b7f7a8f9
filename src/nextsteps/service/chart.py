"""What FHIR R4 says of a patient: a situation, and all that could not be taken over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nextsteps.fhir import codes
from nextsteps.fhir.codes import codings, each
from nextsteps.rulebook import Rulebook
from nextsteps.service.scores import Scores
from nextsteps.situation import Situation

_ACTIVE = frozenset(("active", "recurrence", "relapse"))
_OVER = frozenset(("inactive", "remission", "resolved"))
_UNTRUE = frozenset(("refuted", "entered-in-error"))
_UNSURE = frozenset(("unconfirmed", "provisional", "differential"))
_PROPOSED = frozenset(("proposal", "plan", "option"))
_MOST_SESSIONS = 1000


@dataclass(frozen=True, slots=True)
class Chart:
    """A situation, what it was read from, and what of the record is not in it, in words."""

    situation: Situation
    read: tuple[str, ...]
    left_out: tuple[str, ...]


def chart_of(prefetch: Mapping[str, Any], rulebook: Rulebook, today: date) -> Chart:
    """
    Read a patient's resources by prefetch key.

    Args:
        prefetch: Resources or Bundles of FHIR R4; None where the record has nothing.
        rulebook: For its measures and its vocabulary.
        today: The day that the situation describes.
    """
    reading = _Reading(Scores(rulebook.measures, today), today)
    for key, resource in prefetch.items():
        if resource is None:
            reading.left_out.append(f"the record has nothing for `{key}`")
            continue
        for one in _resources(resource, reading):
            reading.take(one)
    reading.finish()
    facts = {name: value for name, value in reading.facts.items() if value is not None}
    measures = reading.scores.filled()
    situation = rulebook.situation.model_validate(
        {**facts, "asker": "clinician", "as_of": today, "measures": measures}
    )
    scored = [f"{one['measure']} of {one['date']}" for one in measures]
    left_out = (*reading.left_out, *reading.scores.left_out)
    return Chart(situation, (*reading.read, *scored), tuple(dict.fromkeys(left_out)))


def _resources(resource: Any, reading: "_Reading") -> Iterator[Mapping[str, Any]]:
    if not isinstance(resource, Mapping):
        reading.left_out.append("something that is no FHIR resource")
        return
    if resource.get("resourceType") != "Bundle":
        yield resource
        return
    if any(link.get("relation") == "next" for link in each(resource, "link")):
        reading.left_out.append("more results than the first page")
        reading.is_cut = True
    for entry in each(resource, "entry"):
        if isinstance(entry.get("resource"), Mapping):
            yield entry["resource"]


def called(resource: Mapping[str, Any], concept: Any) -> str:
    """Return how a resource is named where it is told that it was left out."""
    kind = str(resource.get("resourceType"))[:40]
    if not isinstance(concept, Mapping):
        return f"{kind} without a code"
    shown = [one.get("display") or one.get("code") for one in each(concept, "coding")]
    name = concept.get("text") or next((one for one in shown if one), "without a code")
    return f"{kind} {str(name)[:80]}"


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    scores: Scores
    today: date
    facts: dict[str, Any] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    sessions: int = 0
    is_cut: bool = False
    may_be_more: bool = False

    def take(self, resource: Mapping[str, Any]) -> None:
        """Take over what *resource* says, or note that it is left out."""
        if resource.get("modifierExtension"):  # it may say the opposite of the rest
            name = called(resource, resource.get("code"))
            self.left_out.append(f"{name}: it says more than is known here")
            self.may_be_more |= resource.get("resourceType") == "Encounter"
            return
        match resource.get("resourceType"):
            case "Patient":
                self._patient(resource)
            case "Condition":
                self._condition(resource)
            case "MedicationRequest" | "MedicationStatement":
                self._medicine(resource)
            case "Encounter":
                self._encounter(resource)
            case "Observation":
                self.scores.observation(resource)
            case "QuestionnaireResponse":
                self.scores.response(resource)
            case kind:
                self.left_out.append(f"{str(kind)[:40]}: such resources are not read")

    def _patient(self, patient: Mapping[str, Any]) -> None:
        try:
            born = date.fromisoformat(str(patient.get("birthDate")))
        except ValueError:
            self.left_out.append("the age: there is no full date of birth")
            return
        before = (self.today.month, self.today.day) < (born.month, born.day)
        age = self.today.year - born.year - before
        if 0 <= age <= 120:
            self.facts["age"] = age
            self.read.append("the age")

    def _condition(self, condition: Mapping[str, Any]) -> None:
        name = called(condition, condition.get("code"))
        status = {code for _, code in codings(condition.get("clinicalStatus"))}
        truth = {code for _, code in codings(condition.get("verificationStatus"))}
        if truth & _UNTRUE or status & _OVER:
            return
        if not status & _ACTIVE or truth & _UNSURE:
            self.left_out.append(f"{name}: not known to be active and confirmed")
            return
        found = [
            concern
            for system, code in codings(condition.get("code"))
            if system in codes.ICD and (concern := codes.concern_of(code))
        ]
        if not found:
            self.left_out.append(f"{name}: no known ICD-10 code of a concern")
            return
        self.facts[f"concern_{found[0]}"] = True
        self.read.append(name)

    def _medicine(self, medicine: Mapping[str, Any]) -> None:
        concept = medicine.get("medicationCodeableConcept")
        name = called(medicine, concept)
        if medicine.get("doNotPerform") or medicine.get("intent") in _PROPOSED:
            self.left_out.append(f"{name}: it is no order to take it")
            return
        if medicine.get("status") != "active":
            if medicine.get("status") in (None, "unknown", "draft", "on-hold"):
                self.left_out.append(f"{name}: not known to be taken now")
            return
        found = [
            kind
            for system, code in codings(concept)
            if system == codes.ATC and (kind := codes.medicine_of(code))
        ]
        if not found:
            self.left_out.append(f"{name}: no known ATC code of a psychiatric medicine")
            return
        self.classes.add(found[0])
        self.read.append(name)

    def _encounter(self, encounter: Mapping[str, Any]) -> None:
        pairs = [pair for kind in each(encounter, "type") for pair in codings(kind)]
        kinds = {code for system, code in pairs if system == codes.CPT}
        is_over = encounter.get("status") == "finished"
        if not kinds & codes.THERAPY_SESSIONS:
            self.left_out.append("encounters without a known CPT code of psychotherapy")
            # Too small a number would speak for giving it more time.
            self.may_be_more |= is_over and not kinds
        elif is_over:
            self.sessions += 1

    def finish(self) -> None:
        """Take over what only all resources together say."""
        if self.classes:
            self.facts["on_medication"] = True
        if len(self.classes) == 1:
            self.facts["medication_class"] = next(iter(self.classes))
        elif self.classes:
            listed = ", ".join(sorted(self.classes)).replace("_", " ")
            self.left_out.append(f"the kind of medicine, for there are several: {listed}")
        if 0 < self.sessions <= _MOST_SESSIONS and not (self.is_cut or self.may_be_more):
            self.facts["sessions_attended"] = self.sessions
            self.read.append(f"{self.sessions} sessions")
        elif self.sessions:
            self.left_out.append(f"the number of sessions: at least {self.sessions}")
