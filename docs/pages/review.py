"""The page of what awaits a clinician's eye."""

from collections.abc import Sequence

import nextsteps as ns
from docs.pages.cited import citations_of, grade_of
from docs.pages.markdown import counted, page
from nextsteps.rulebook import Citation


def review_list(rulebook: ns.Rulebook) -> str:
    """Return the page of what awaits a clinician's eye."""
    intro = (
        "No clinician has reviewed this rulebook. What follows comes first: every rule, "
        "recommendation and measure with a citation graded `unverified` (written from memory, "
        "and not found again in its source), and contacts that were not seen at their publisher.\n"
        "How to grade a citation: [the rulebook format](rulebook-format.md#sources)."
    )
    rules = [
        [f"`{rule.id}`", f"{rule.kind} `{rule.target}`", *cells, rule.because]
        for rule in sorted(rulebook.rules.values(), key=lambda rule: rule.id)
        if (cells := _unverified(rulebook, rule.sources))
    ]
    steps = [
        [f"`{step.id}`", *cells, step.title]
        for step in sorted(rulebook.recommendations.values(), key=lambda step: step.id)
        if (cells := _unverified(rulebook, step.sources))
    ]
    measures = [
        [f"`{measure.id}`", *cells, measure.title]
        for measure in sorted(rulebook.measures.values(), key=lambda measure: measure.id)
        if (cells := _unverified(rulebook, list(citations_of(measure))))
    ]
    contacts = [
        [contact.country, contact.emergency, "; ".join(line.name for line in contact.lines)]
        for contact in sorted(rulebook.contacts.values(), key=lambda contact: contact.country)
        if contact.confidence == "unverified"
    ]
    return page(
        "What to review first",
        intro,
        counted("Rules", ["Rule", "Argues", "Citation", "Because"], rules),
        counted("Recommendations", ["Recommendation", "Citation", "Title"], steps),
        counted("Measures", ["Measure", "Citation", "Title"], measures),
        counted("Contacts", ["Country", "Emergency", "Lines"], contacts),
    )


def _unverified(rulebook: ns.Rulebook, citations: Sequence[Citation]) -> list[str]:
    """The unverified citations in one cell; nothing when all are verified."""
    found = [
        f"`{one.source}`, {one.locator}" + (f": {one.says}" if one.says else "")
        for one in citations
        if grade_of(one, rulebook) == "unverified"
    ]
    return ["; ".join(found)] if found else []
