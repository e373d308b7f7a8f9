"""What the page of comparisons says of speed is what the benchmarks show."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
PEERS = ("datalogic-py", "CLIPS", "CEL", "zen-engine", "durable_rules")


def _microseconds(row: str) -> list[float]:
    """The times of a row of the table "One case", from the fewest rules to the most."""
    page = (DOCS / "reference" / "benchmarks.md").read_text(encoding="utf-8")
    table = page.split("## One case")[1].split("## ")[0]
    (line,) = re.findall(rf"^\| (?:\*\*)?{row}.*$", table, re.MULTILINE)
    return [float(cell.split()[0].replace(",", "")) for cell in line.split(" | ")[1:]]


def test_the_bare_ranking_is_faster_than_every_peer():
    """At every size."""
    ours = _microseconds(r"nextsteps\*\*, `rank`")

    assert all(
        mine < theirs
        for peer in PEERS
        for mine, theirs in zip(ours, _microseconds(peer), strict=True)
    )


def test_a_whole_plan_is_slower_than_a_list_of_rules():
    """Up to a thousand rules beside datalogic-py, and at the smallest beside CEL."""
    ours = _microseconds(r"nextsteps\*\*, `recommend`")
    theirs = _microseconds("datalogic-py")

    assert all(mine > other for mine, other in list(zip(ours, theirs, strict=True))[:-1])
    assert ours[0] > _microseconds("CEL")[0]


def test_some_promises_are_not_kept_yet():
    """The page says so for as long as it is so."""
    page = (DOCS / "reference" / "benchmarks.md").read_text(encoding="utf-8")

    assert "| not met |" in page
