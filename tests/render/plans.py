"""The plans whose print is recorded: every example, and situations of every other kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from nextsteps import Plan, Rulebook, Situation, read_situation
from tests.cli.conftest import ROOT
from tests.stories.adapter import situation_of
from tests.stories.score import WHOLE, read_stories
from tests.strategies import safe

EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))
SCORED = {
    "asker": "client",
    "country": "GB",
    "age": 31,
    "in_therapy": True,
    "weeks_in_therapy": 13,
    "concerns": ["depression"],
    "suicidal_thoughts": False,
    "self_harm": False,
    "measures": [
        *(
            {"measure": "phq-9", "week": week, "total": total}
            for week, total in ((0, 16), (3, 14), (6, 15), (9, 17), (12, 18))
        ),
        {"measure": "who-5", "week": 0, "total": 32},
        {"measure": "who-5", "week": 12, "total": 40},
    ],
}


@dataclass(frozen=True)
class Told:
    """A situation, and how much of its plan is told."""

    situation: Callable[[], Situation]
    full: bool = False

    def plan(self) -> Plan:
        """The plan by the shipped rules; made once, for its questions take long."""
        return _plan(self.situation)


@cache
def _plan(situation: Callable[[], Situation]) -> Plan:
    return Rulebook.default().recommend(situation())


def example(name: str, **facts: Any) -> Told:
    """An example, with some facts changed."""
    path = ROOT / "examples" / f"{name}.yaml"
    return Told(lambda: read_situation(path).with_facts(**facts))


def vignette(name: str, **facts: Any) -> Told:
    """A vignette of the shipped rules, with some facts more."""

    def told() -> Situation:
        return Situation.model_validate({**Rulebook.default().vignettes[name].facts, **facts})

    return Told(told)


def whole(number: int) -> Told:
    """One of the whole situations."""
    return Told(lambda: situation_of(_whole()[f"whole-{number:03}"]["facts"]))


@cache
def _whole() -> Mapping[str, Mapping[str, Any]]:
    return {story["id"]: story for story in read_stories(WHOLE)}


@cache
def settled() -> Situation:
    """Good progress, and every question answered: no danger, and as little as can be."""
    situation = example("good_progress").situation()
    while asked := Rulebook.default().recommend(situation).questions:
        facts = situation.vocabulary().facts
        situation = situation.with_facts(**{asked[0].fact: safe(facts[asked[0].fact])})
    return situation


def full(told: Told) -> Told:
    """The same, told in full."""
    return replace(told, full=True)


PLANS: Mapping[str, Told] = {
    **{name: example(name) for name in EXAMPLES},
    "everything_settled": Told(settled),
    "nothing_known": Told(Situation),
    "scores": Told(lambda: Situation.model_validate(SCORED)),
    "scores_for_a_clinician_in_full": full(
        Told(lambda: Situation.model_validate({**SCORED, "asker": "clinician"}))
    ),
    "scores_by_date": Told(
        lambda: Situation.model_validate(
            {
                "asker": "clinician",
                "in_therapy": True,
                "as_of": "2026-11-20",
                "measures": [
                    {"measure": "gad-7", "date": "2026-08-28", "total": 15},
                    {"measure": "gad-7", "date": "2026-10-02", "total": 12},
                    {"measure": "gad-7", "date": "2026-11-13", "total": 9},
                ],
            }
        )
    ),
    "scores_and_words_differ": vignette("nothing-changed-said-and-scores-fell", country="AU"),
    "ratings_fall": vignette("ratings-of-sessions-fall-told-by-the-clinician", country="IE"),
    "sessions_that_cannot_be": vignette("one-month-a-session-too-many", country="DE"),
    "misconduct_and_money": vignette("borrowed-money", asker="client", country="US"),
    "teenager_in_an_emergency": vignette("fourteen-and-wants-to-die-now", country="GB"),
    "emergency_for_a_parent": example("plan_to_end_life", asker="parent"),
    "emergency_for_a_clinician": example("plan_to_end_life", asker="clinician"),
    "emergency_in_full": full(example("plan_to_end_life")),
    "overdose": vignette("just-swallowed-everything", asker="partner", country="US"),
    "husband_with_tablets": whole(1),
    "item_nine_not_asked_about": whole(2),
}
"""By the names of their golden files."""
