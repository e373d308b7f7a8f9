"""A patient's record as FHIR R4, as a client prefetches it."""

TODAY = "2026-11-20"


def bundle(*resources):
    """A page of search results."""
    return {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}


def coded(system, code, **more):
    """A CodeableConcept of one code."""
    return {"coding": [{"system": system, "code": code, **more}]}


def score(code, value, day, **more):
    """A score as an Observation."""
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": coded("http://loinc.org", code),
        "effectiveDateTime": day,
        "valueInteger": value,
    } | more


def condition(code, *, status="active", truth="confirmed"):
    """A Condition by its ICD-10-CM code."""
    return {
        "resourceType": "Condition",
        "clinicalStatus": coded("-", status),
        "verificationStatus": coded("-", truth),
        "code": coded("http://hl7.org/fhir/sid/icd-10-cm", code),
    }


def medicine(code, *, status="active"):
    """A MedicationRequest by its ATC code."""
    return {
        "resourceType": "MedicationRequest",
        "status": status,
        "medicationCodeableConcept": coded("http://www.whocc.no/atc", code),
    }


def session(code="90834", status="finished"):
    """An Encounter by its CPT code."""
    return {
        "resourceType": "Encounter",
        "status": status,
        "type": [coded("http://www.ama-assn.org/go/cpt", code)],
    }


RECORD = {
    "patient": {"resourceType": "Patient", "id": "p1", "birthDate": "1990-12-01"},
    "scores": bundle(
        score("44261-6", 17, "2026-08-03T10:00:00Z"),
        score("44261-6", 18, "2026-11-16"),
        score("44260-8", 1, "2026-11-16"),
        score("44249-1", 18, "2026-11-16"),
        score("8867-4", 80, "2026-11-16"),
    ),
    "responses": None,
    "conditions": bundle(
        condition("F33.1"), condition("J45"), condition("F41.1", status="resolved")
    ),
    "requests": bundle(
        medicine("N06AB06"), medicine("C07AB02"), medicine("N05BA01", status="stopped")
    ),
    "sessions": bundle(*[session()] * 14, session("99213"), session(status="cancelled")),
}
CALL = {
    "hook": "patient-view",
    "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
    "context": {"userId": "Practitioner/7", "patientId": "p1"},
    "prefetch": RECORD,
}
