"""The report about mutants of the code counts what it says."""

import pytest

from tests.mutation import survivors
from tests.mutation.survivors import Count, Survivor, becomes, count, page

ORIGINAL = """def f(a):
    match a:
        case 1:
            return True
        case _:
            return a < 2"""


@pytest.mark.parametrize(
    ("mutant", "told"),
    [
        (ORIGINAL.replace("a < 2", "a <= 2"), "return a <= 2"),
        (
            ORIGINAL.replace("        case 1:\n            return True\n", ""),
            "- case 1: return True",
        ),
        (
            ORIGINAL.replace("        case _:\n            return a < 2", ""),
            "- case _: return a < 2",
        ),
        (ORIGINAL.replace("f(a)", "f(a=None)"), "def f(a=None):"),
    ],
)
def test_a_mutant_is_known_by_what_came_or_else_by_what_went(mutant, told):
    """
    Two cases taken out of one function are two mutants.
    """
    assert told == becomes(ORIGINAL, mutant)


def test_what_survives_is_reasoned_or_a_gap(monkeypatch):
    """
    Whatever is neither killed nor timed out, crashes and what no test reaches too.
    """
    monkeypatch.setattr(survivors, "survivor_of", lambda package, name: Survivor(package, name))
    outcomes = {
        "a": "killed", "b": "killed", "c": "timeout", "d": "survived", "e": "no tests",
        "f": "segfault", "g": "suspicious",
    }  # fmt: skip

    found = count("engine", outcomes, {Survivor("engine", "d"): "It is the same."})

    assert (7, 3, 1) == (found.tried, found.noticed, found.timeouts)
    assert ["d"] == [one.becomes for one in found.reasoned]
    assert ["e", "f", "g"] == [one.becomes for one in found.gaps]


@pytest.mark.parametrize(
    ("tried", "noticed", "gaps", "is_enough"),
    [(10, 9, 0, True), (100, 89, 0, False), (10, 9, 1, False), (0, 0, 0, False)],
)
def test_enough_is_nine_in_ten_and_a_reason_for_the_rest(tried, noticed, gaps, is_enough):
    """
    Nothing tried is not enough.
    """
    left = (Survivor("f", "return"),) * gaps

    assert is_enough is Count("engine", tried, noticed, 0, (), left).is_enough


def test_the_page_tells_shares_reasons_and_gaps():
    """
    Equal reasons are counted together; what was not tried has no share.
    """
    one, other, gap = (Survivor("nextsteps.f", text) for text in ("a", "b", "return 2"))
    counts = [Count("engine", 8, 5, 1, (one, other), (gap,)), Count("verify", 0, 0, 0, (), ())]
    written = page(counts, dict.fromkeys([one, other], "Same."), "2026-11-25")

    assert "| engine | `engine/` | 8 | 5 (62.5 %) | 2 | 1 |" in written
    assert "| verify | `verify/` | none yet | | | |" in written
    assert "- 2 × Same." in written
    assert "### engine\n\n- `nextsteps.f`: `` return 2 ``" in written
    assert "### verify" not in written
