"""The plan: the answer to a situation."""

from nextsteps.plan.model import Plan
from nextsteps.plan.parts import (
    Argument,
    Check,
    Conflict,
    Excluded,
    Held,
    NamedFinding,
    Question,
    Recommended,
    Reference,
    Safety,
    SafetyLevel,
    SetAside,
    Stamp,
)

__all__ = [
    "Argument",
    "Check",
    "Conflict",
    "Excluded",
    "Held",
    "NamedFinding",
    "Plan",
    "Question",
    "Recommended",
    "Reference",
    "Safety",
    "SafetyLevel",
    "SetAside",
    "Stamp",
]
