"""What is proved of the shipped rulebook, and that its laws would notice a mistake."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from nextsteps import Rulebook
from nextsteps.verify import Possible, prove
from nextsteps.verify.checks.laws import laws_that_are_broken

Core = tuple[str, ...]


def test_the_shipped_rulebook_has_no_fault(shipped):
    """
    Every check comes out well, and every law of its own is proved.
    """
    proof = prove(shipped)

    assert [] == [str(fault) for fault in proof.faults]
    assert {"proved"} == {proof.status_of(law) for law in shipped.laws}


def test_the_shipped_rulebook_promises_enough(shipped):
    """
    Fifteen laws at the least are about people's safety, and each says why.
    """
    assert len(shipped.laws) >= 15


@pytest.mark.parametrize("danger", sorted(Rulebook.default().dangers))
def test_a_swapped_core_step_breaks_a_law(shipped, danger):
    """
    Another danger's core steps in place of a danger's own are noticed by the laws alone.
    """
    swaps = list(_swaps(shipped, danger))

    core = swaps[sorted(shipped.dangers).index(danger) % len(swaps)]

    assert _broken_law(shipped, danger, core) is not None


@pytest.mark.slow
def test_no_swap_of_core_steps_at_all_passes_the_laws(shipped):
    """
    Every danger with the core steps of every other one.
    """
    unseen = [
        (danger, core)
        for danger in shipped.dangers
        for core in _swaps(shipped, danger)
        if _broken_law(shipped, danger, core) is None
    ]

    assert [] == unseen


def _swaps(rulebook: Rulebook, danger: str) -> Iterator[Core]:
    """Core steps of other dangers that have none in common with its own."""
    own = set(rulebook.dangers[danger].danger.core)
    cores = sorted({one.danger.core for one in rulebook.dangers.values()})
    return (core for core in cores if not own & set(core))


def _broken_law(rulebook: Rulebook, danger: str, core: Core) -> str | None:
    """A law that is broken when *danger* has another *core*."""
    entry: Any = rulebook.findings[danger]
    swapped = entry.model_copy(update={"danger": entry.danger.model_copy(update={"core": core})})
    other = dataclasses.replace(rulebook, findings={**rulebook.findings, danger: swapped})
    with Possible(other) as possible:
        for question in laws_that_are_broken(other):
            if question.of_one is not None and possible.can(question.of_one(possible.plan)):
                return question.about
    return None
