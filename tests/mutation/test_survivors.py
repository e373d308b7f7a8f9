"""The report about mutants of the code counts what it says."""

from dataclasses import replace

import pytest

from tests.mutation import report, survivors
from tests.mutation.page import PAGE, page
from tests.mutation.report import Measured, Survivor
from tests.mutation.run import PACKAGES
from tests.mutation.survivors import MUST, becomes, is_enough, measured, reasons

SAME = Survivor("engine", "d")
ENGINE = Measured("engine", "2026-11-25", 8, 8, 5, 1, ())
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


def test_what_survives_is_all_that_was_not_killed(monkeypatch):
    """
    Crashes, what ran out of time and what no test reaches too.
    """
    monkeypatch.setattr(survivors, "survivor_of", lambda _, name: Survivor("f", name))
    monkeypatch.setattr(survivors, "every_mutant", lambda _: list("abcdefghi"))
    outcomes = {
        "a": "killed", "b": "killed", "c": "timeout", "d": "survived", "e": "no tests",
        "f": "segfault", "g": "suspicious",
    }  # fmt: skip

    found = measured(PACKAGES[1], outcomes, "2026-11-25")

    assert ("engine", 9, 7, 2, 1) == (
        found.package, found.mutants, found.tried, found.noticed, found.timeouts,
    )  # fmt: skip
    assert list("cdefg") == [one.becomes for one in found.left]


@pytest.mark.parametrize(
    ("package", "tried", "noticed", "gaps", "enough"),
    [
        ("engine", 10, 9, 0, True),
        ("engine", 100, 89, 0, False),
        ("engine", 10, 9, 1, False),
        ("explain", 100, 10, 1, True),
    ],
)
def test_enough_is_nine_in_ten_and_a_reason_for_the_rest(package, tried, noticed, gaps, enough):
    """
    Where it must be; elsewhere the report only tells.
    """
    left = (SAME, *(Survivor("f", "return"),) * gaps)
    one = Measured(package, "2026-11-25", tried, tried, noticed, 0, left)

    assert enough is is_enough(one, {SAME: "It is the same."})


def test_the_page_tells_shares_reasons_and_gaps():
    """
    Equal reasons are counted together; a sample is told as one.
    """
    one, other, gap = (Survivor("nextsteps.f", text) for text in ("a", "b", "return 2"))
    engine = replace(ENGINE, left=(one, other, gap))
    verify = replace(ENGINE, package="verify", mutants=6000)
    written = page([engine, verify], dict.fromkeys([one, other], "Same."))

    assert "| engine | `engine/` | all 8 | 5 (62.5 %) | 2 | 1 | 2026-11-25 |" in written
    assert "| verify | `verify/` | 8 of 6000 | 5 (62.5 %) | 0 | 0 | 2026-11-25 |" in written
    assert "- 2 × Same." in written
    assert "### engine\n\n- `nextsteps.f`: `` return 2 ``" in written
    assert "### verify\n\nNone." in written


def test_a_report_is_read_as_it_was_written(tmp_path):
    """
    With whatever stands in a line of code.
    """
    left = (Survivor("nextsteps.f", 'return f"{a}: b" # "c"'), Survivor("nextsteps.g", "- ·"))
    told = [replace(ENGINE, left=left), replace(ENGINE, package="verify")]
    report.write(told, tmp_path / "report.yaml")

    assert told == report.read(tmp_path / "report.yaml")


def test_the_page_is_that_of_the_report():
    """
    Whoever changes a reason writes the page anew.
    """
    assert PAGE.read_text(encoding="utf-8") == page(report.read(), reasons())


@pytest.mark.parametrize("package", MUST)
def test_what_must_be_noticed_is(package):
    """
    When it was last measured.
    """
    (one,) = (one for one in report.read() if one.package == package)

    assert is_enough(one, reasons())
