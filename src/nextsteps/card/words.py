"""What the parts of a card are called."""

from collections.abc import Mapping

from nextsteps.rulebook.entries import RuleKind

STATEMENTS: Mapping[str, str] = {
    "status": "Status",
    "intended_use": "Intended use",
    "users": "Users",
    "not_for": "What it is not for",
    "population": "Population",
    "setting": "Setting",
    "exclusions": "Exclusions",
    "method": "Method",
    "developer": "Developer",
    "funding": "Funding",
    "licence": "Licence",
    "language": "Language",
    "released": "Released",
    "revised": "Revised",
    "review": "Review",
    "regulatory": "Regulatory statement",
    "feedback": "Feedback",
    "limits": "Known limits",
}
ARGUES: Mapping[RuleKind, str] = {
    "recommend": "for",
    "caution": "caution about",
    "not_yet": "not yet",
    "exclude": "never",
    "finding": "finds",
    "ask": "asks",
}
