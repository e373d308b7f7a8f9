"""
Rule-based decision support for the moment when therapy isn't working.

>>> import nextsteps as ns
>>> plan = ns.recommend({"in_therapy": True, "no_progress": True, "weeks_in_therapy": 14})
>>> plan.recommendations[0].id
'talk-to-therapist'
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from nextsteps.version import __version__

if TYPE_CHECKING:
    from nextsteps.assess import assess
    from nextsteps.engine import ENGINES
    from nextsteps.errors import (
        DocumentError,
        EngineError,
        InterviewError,
        MeasureError,
        NextStepsError,
        PlanError,
        Problem,
        RulebookError,
        SituationError,
        TableError,
    )
    from nextsteps.interview import Interview
    from nextsteps.plan import Plan
    from nextsteps.recommend import recommend
    from nextsteps.record import Record, Replay
    from nextsteps.record.replay import replay
    from nextsteps.rulebook import Rulebook
    from nextsteps.schema import plan_schema, rulebook_schema, situation_schema
    from nextsteps.situation import Fact, Situation, fact
    from nextsteps.situation.read import read_situation
    from nextsteps.truth import Truth

__all__ = [
    "ENGINES",
    "DocumentError",
    "EngineError",
    "Fact",
    "Interview",
    "InterviewError",
    "MeasureError",
    "NextStepsError",
    "Plan",
    "PlanError",
    "Problem",
    "Record",
    "Replay",
    "Rulebook",
    "RulebookError",
    "Situation",
    "SituationError",
    "TableError",
    "Truth",
    "__version__",
    "assess",
    "fact",
    "plan_schema",
    "read_situation",
    "recommend",
    "replay",
    "rulebook_schema",
    "situation_schema",
]

_HOMES = {
    "assess": ("assess",),
    "engine": ("ENGINES",),
    "errors": (
        "DocumentError", "EngineError", "InterviewError", "MeasureError", "NextStepsError",
        "PlanError", "Problem", "RulebookError", "SituationError", "TableError",
    ),
    "interview": ("Interview",),
    "plan": ("Plan",),
    "recommend": ("recommend",),
    "record": ("Record", "Replay", "replay"),
    "rulebook": ("Rulebook",),
    "schema": ("plan_schema", "rulebook_schema", "situation_schema"),
    "situation": ("Fact", "Situation", "fact"),
    "situation.read": ("read_situation",),
    "truth": ("Truth",),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
"""Where each public name lives: its module is imported when the name is first read."""


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module `{__name__}` has no attribute `{name}`")
    found = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})


class _Package(ModuleType):
    """Importing the module `nextsteps.recommend` must not hide the function of that name."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in ("assess", "recommend") or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
