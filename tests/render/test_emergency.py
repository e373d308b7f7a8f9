"""An emergency is one screen: the help, what to do, and nothing else."""

import re

import pytest

from nextsteps import Plan, Rulebook, Situation
from nextsteps.render import Picture, plan_blocks, plan_to_markdown, plan_to_text
from tests.render.plans import PLANS
from tests.render.test_plan import one_line

NAMES = [
    name
    for name, told in PLANS.items()
    if not told.full and told.plan().safety.at_least == "emergency"
]
READERS = {"client": "client", "relative": "parent", "clinician": "clinician"}
MOST_LINES = 30


def emergencies(asker: str) -> list[Plan]:
    """The plans of all vignettes that are emergencies, for one who asks."""
    rulebook = Rulebook.default()
    plans = [
        rulebook.recommend(
            Situation.model_validate({**told.facts, "asker": asker, "country": "US"})
        )
        for told in rulebook.vignettes.values()
        if not {"asker", "country"} & set(told.facts)
    ]
    return [plan for plan in plans if plan.safety.at_least == "emergency"]


@pytest.mark.parametrize("reader", READERS)
def test_a_plan_to_die_fits_in_twenty_five_lines(reader: str) -> None:
    """In a terminal, for each reader."""
    plan = Rulebook.default().recommend({**_plan_to_die(), "asker": READERS[reader]})

    assert plan.reader == reader
    assert len(plan_to_text(plan).splitlines()) <= 25


def _plan_to_die() -> dict[str, object]:
    return PLANS["plan_to_end_life"].situation().model_dump(exclude_defaults=True)


@pytest.mark.parametrize("asker", READERS.values())
def test_every_emergency_fits_on_one_screen(asker: str) -> None:
    """Those with the most lines to call, the most steps and a warning as well."""
    plans = emergencies(asker)

    assert len(plans) >= 10
    assert max(len(plan_to_text(plan).splitlines()) for plan in plans) <= MOST_LINES


@pytest.mark.parametrize("name", NAMES)
def test_every_step_and_every_line_to_call_is_there(name: str) -> None:
    """Short leaves out how to do a step, never the step; what speaks against one stays."""
    plan = PLANS[name].plan()
    for printed in (plan_to_text(plan), plan_to_markdown(plan)):
        told = one_line(re.sub(r"(?m)^(!!?|>) +", "", printed))

        assert all(step.title in told for step in plan.actions)
        assert all(one.because in told for step in plan.actions for one in step.arguments_against)
        assert all(warning.title in told for warning in plan.warnings)
        assert plan.safety.contact is None or plan.safety.contact.emergency in told
        assert plan.actions[0].what in told


@pytest.mark.parametrize("name", NAMES)
def test_full_says_how(name: str) -> None:
    """Every step in full, for those who have the time."""
    plan = PLANS[name].plan()
    told = one_line(plan_to_text(plan, full=True))

    assert all(way in told for step in plan.actions for way in step.how)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_drawn(name: str, full: bool) -> None:
    """However much is told."""
    blocks = plan_blocks(PLANS[name].plan(), full=full).blocks

    assert not any(isinstance(block, Picture) for block in blocks)
