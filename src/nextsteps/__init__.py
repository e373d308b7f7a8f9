"""
Rule-based decision support for the moment when therapy isn't working.

>>> import nextsteps as ns
>>> plan = ns.recommend({"in_therapy": True, "no_progress": True, "weeks_in_therapy": 14})
>>> plan.recommendations[0].id
'talk-to-therapist'
"""

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
from nextsteps.record import Record, Replay, replay
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, Situation, fact
from nextsteps.situation.read import read_situation
from nextsteps.truth import Truth
from nextsteps.version import __version__

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
    "fact",
    "read_situation",
    "recommend",
    "replay",
]
