"""The benchmarks work, and nothing is timed that gives another answer; no time is asserted."""

import re
from pathlib import Path

import pytest

from benchmarks import floor, peers, single_case
from benchmarks.__main__ import SECTIONS, run
from benchmarks.bitvector import indexed
from benchmarks.codes import columns, repeated
from benchmarks.floor import Kernel, Unavailable, check
from benchmarks.library import bare, expected, rulebook_of, situation_of
from benchmarks.report import write
from benchmarks.results import QUICK, Limit
from benchmarks.straight import straight
from benchmarks.workload import FIELDS, Rule, cases, reference, rules

SIZES = (30, 300)


def test_the_workload_is_the_same_every_time() -> None:
    """A larger rulebook begins with the smaller one, and a case is drawn from its seed alone."""
    assert rules(40)[:30] == rules(30)
    assert cases(20)[:10] == cases(10)
    assert (20, 25, 15) == tuple(
        sum(field.kind == kind for field in FIELDS) for kind in ("whole", "yes_no", "choice")
    )


@pytest.mark.parametrize("size", SIZES)
def test_yardstick_index_and_library_agree_with_the_reference(size: int) -> None:
    """On every drawn case, the ranked actions and the rules that fired are the same."""
    drawn = rules(size)
    yardstick, index, rulebook = straight(drawn), indexed(drawn), rulebook_of(drawn)
    for case in cases(40):
        wanted = reference(drawn, case)
        assert (wanted, wanted) == (yardstick(case), index(case))
        assert expected(drawn, case) == bare(rulebook.recommend(situation_of(case)))


@pytest.mark.parametrize("size", SIZES)
def test_the_floor_agrees_with_the_reference(size: int) -> None:
    """Both C files, where there is a compiler."""
    drawn, some = rules(size), cases(1024)
    wanted = [reference(drawn, case) for case in some[:100]]
    try:
        single = floor.single(drawn)
        kernel = Kernel(drawn)
    except Unavailable as reason:
        pytest.skip(str(reason))
    for case, one in zip(some, wanted, strict=False):
        assert (one.ranked, one.excluded) == single(case)
    check(kernel, repeated(columns(some), 1), wanted)


def test_without_a_compiler_the_floor_is_a_row_that_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And everything else is measured."""
    floor._compiled.cache_clear()
    monkeypatch.setattr(floor.shutil, "which", lambda _: None)

    found = single_case.measure(QUICK)
    rows = {row[0]: row[1] for row in found.tables[0].rows}

    floor._compiled.cache_clear()
    assert rows[single_case.FLOOR] == "no C compiler"
    assert re.match(r"[\d.,]+ \(", rows[single_case.INDEX])


def test_a_peer_that_is_missing_or_wrong_is_a_row_that_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A peer never stops the others, and is never timed with a wrong answer."""

    def missing(_: tuple[Rule, ...]) -> peers.Fired:
        raise Unavailable("some-peer is not installed")

    monkeypatch.setattr(
        peers,
        "PEERS",
        {
            "missing": ("no-such-package", missing),
            "wrong": ("no-such-package", lambda _: lambda _: [0]),
            "raising": ("no-such-package", lambda _: lambda _: 1 // 0),
            "datalogic-py": ("no-such-package", missing),
        },
    )
    rows = {row[0]: row[1] for row in single_case.measure(QUICK).tables[0].rows}

    assert rows["missing"] == "some-peer is not installed"
    assert rows["wrong"] == "a wrong answer"
    assert rows["raising"] == "ZeroDivisionError"


@pytest.mark.parametrize(
    ("measured", "at_least", "strict", "verdict"),
    [
        (1.0, False, False, "met"),
        (1.0, False, True, "not met"),
        (1.01, False, False, "not met"),
        (1.0, True, False, "met"),
        (0.99, True, False, "not met"),
        (None, False, False, "not measured"),
    ],
)
def test_a_verdict_follows_from_the_numbers(
    measured: float | None, at_least: bool, strict: bool, verdict: str
) -> None:
    """Nothing in the column is typed in."""
    assert verdict == Limit("a", measured, 1.0, at_least=at_least, strict=strict).verdict


def test_the_whole_report_is_written(tmp_path: Path) -> None:
    """Every section measures, and the page holds each of its tables and limits."""
    sections = run(QUICK, list(SECTIONS))
    write(sections, tmp_path / "benchmarks.md", when="today", machine="a machine")
    text = (tmp_path / "benchmarks.md").read_text(encoding="utf-8")

    assert "Measured today on a machine." in text
    for section in sections:
        assert f"## {section.title}" in text
        assert all(f"\n{table.title}\n" in text for table in section.tables)
        assert all(limit.what in text for limit in section.limits)
    for picture in re.findall(r"\]\((benchmarks/.*?\.svg)\)", text):
        assert (tmp_path / picture).read_text(encoding="utf-8").startswith("<?xml")
