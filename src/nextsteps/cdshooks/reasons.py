"""HL7's reasons why guidance is not followed, as codings for a card's `override_reasons`."""

from nextsteps.cdshooks.response import Coding

OVERRIDE_REASON_SYSTEM = "http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes"

_SHOWN = {
    "patient-ineligible": "Does not apply to this patient",
    "action-completed": "Already done",
    "action-unsuccessful": "Tried before without success",
    "action-not-priority": "Not a priority at present",
    "limited-time": "No time in this visit",
    "inappropriate-recipient": "Not for me to act on",
    "need-more-info": "More information is needed first",
    "does-not-align-latest-evidence": "Does not match the latest evidence",
    "policy-contradicts": "Local policy says otherwise",
    "recipient-does-not-trust": "I do not agree",
    "risk-benefit-ratio": "Risk outweighs benefit here",
    "patient-contraindication": "Contraindicated for this patient",
    "prefers-alternative": "Patient prefers another way",
    "patient-refuses": "Patient declines",
    "service-not-available": "Not available here",
    "too-costly-uncovered": "Too costly or not covered",
}

OVERRIDE_REASONS = tuple(
    Coding(code=code, system=OVERRIDE_REASON_SYSTEM, display=display)
    for code, display in _SHOWN.items()
)
"""A short list to offer on a card, in plain words; the codes are HL7's."""
