"""One case at a time on the common workload, each engine against generated Python."""

from collections.abc import Callable, Sequence
from typing import Any

from benchmarks import floor, library, peers
from benchmarks.bitvector import indexed
from benchmarks.floor import Unavailable
from benchmarks.results import Curves, Effort, Limit, Section, Table, micro, timed_cell
from benchmarks.straight import straight
from benchmarks.timing import Timed, by_turns
from benchmarks.workload import Rule, cases, reference, rules
from nextsteps.engine import engine_for
from nextsteps.known import known_of

YARDSTICK = "generated Python over a dict (yardstick)"
INDEX = "bit-vector index, Python integers"
FLOOR = "C extension (floor)"
RANK = "**nextsteps**, `rank`"
RANK_MANY = "the same, {} cases by turns"
RECOMMEND = "**nextsteps**, `recommend`"
EVALUATE = "**nextsteps**, all conditions"
_PEER_LIMIT = "datalogic-py"

_TEXT = """
Median microseconds a case, and in brackets the ratio to the yardstick, timed by turns in the
same process, with its quartiles.
Every row gives the ranked actions with the rules that fired, and gave the same answer as a
plain Kleene interpreter on {checked} cases of each size before it was timed.
The same {cases} cases are met again and again, but in the row that says otherwise, where
neither the processor's cache nor what `rank` keeps has room for all.
`nextsteps` reads a validated `Situation`, the others a dict; what each row does is said in
[How fast it is](../explanation/performance.md).
"""


def measure(effort: Effort) -> Section:
    """Time every engine at every size."""
    found: dict[str, dict[int, Timed | str]] = {}
    yardsticks: dict[int, float] = {}
    for size in effort.sizes:
        for name, timed in _size(size, effort).items():
            found.setdefault(name, {})[size] = timed
            if name == INDEX and isinstance(timed, Timed):
                yardsticks[size] = timed.seconds / timed.ratio
    rows = [(YARDSTICK, *(micro(yardsticks[size]) for size in effort.sizes))]
    for name, by_size in found.items():
        rows.append((name, *(_cell(by_size[size]) for size in effort.sizes)))
    head = ("", *(f"R = {size}" for size in effort.sizes))
    section = Section("One case", _TEXT.format(checked=effort.checked, cases=effort.cases).strip())
    section.tables.append(Table("Microseconds a case (ratio)", head, tuple(rows)))
    section.limits += _limits(found)
    section.curves.append(_curves(found, yardsticks))
    return section


def _size(size: int, effort: Effort) -> dict[str, Timed | str]:
    """Return what was measured for *size* rules; a text says why something was not."""
    drawn, some = rules(size), cases(effort.cases)
    expected = [reference(drawn, case) for case in some[: effort.checked]]
    yardstick = straight(drawn)
    _agree(yardstick, some, expected)
    found: dict[str, Timed | str] = {}

    def add(name: str, make: Callable[[], Any], shape: Callable[[Any], Any] | None = None) -> None:
        try:
            run = make()
            _agree(run, some, expected if shape is None else [shape(one) for one in expected])
            found[name] = by_turns(
                run, yardstick, some, rounds=effort.rounds, seconds=effort.seconds
            )
        except Unavailable as reason:
            found[name] = str(reason)

    add(FLOOR, lambda: floor.single(drawn), lambda one: (one.ranked, one.excluded))
    add(INDEX, lambda: indexed(drawn))
    found |= _library(drawn, some, yardstick, effort)
    for name in peers.PEERS:
        try:
            add(peers.called(name), lambda name=name: peers.peer(name, drawn))  # type: ignore[misc]
        except AssertionError:
            found[peers.called(name)] = "a wrong answer"
        except Exception as error:
            found[peers.called(name)] = f"{type(error).__name__}"
    return found


def _library(
    drawn: tuple[Rule, ...], some: Sequence[Any], yardstick: Any, effort: Effort
) -> dict[str, Timed | str]:
    rulebook = library.rulebook_of(drawn)
    situations = [library.situation_of(case) for case in some]
    known = [known_of(one, rulebook) for one in situations]
    for case, situation in zip(some[: effort.checked], situations, strict=False):
        assert library.bare(rulebook.recommend(situation)) == library.expected(drawn, case)
    found: dict[str, Timed | str] = {}
    for case, situation in zip(some[: effort.checked], situations, strict=False):
        assert library.bare_ranking(rulebook.rank(situation)) == library.expected(drawn, case)
    found[RANK] = _against(rulebook.rank, situations, yardstick, some, effort)
    many = cases(effort.many_cases)
    found[RANK_MANY.format(f"{len(many):,}")] = _against(
        rulebook.rank, [library.situation_of(case) for case in many], yardstick, many, effort
    )
    found[RECOMMEND] = _against(rulebook.recommend, situations, yardstick, some, effort)
    found[EVALUATE] = _against(engine_for(rulebook).evaluate, known, yardstick, some, effort)
    return found


def _against(
    run: Callable[[Any], Any],
    read: Sequence[Any],
    yardstick: Any,
    some: Sequence[Any],
    effort: Effort,
) -> Timed:
    return by_turns(
        run,
        yardstick,
        read,
        rounds=effort.rounds,
        seconds=effort.seconds,
        yardstick_cases=some,
    )


def _agree(run: Callable[[Any], Any], some: Sequence[Any], expected: Sequence[Any]) -> None:
    for case, wanted in zip(some, expected, strict=False):
        assert run(case) == wanted, "an answer differs from the reference"


def _cell(timed: Timed | str) -> str:
    if isinstance(timed, str):
        return timed
    return timed_cell(timed)


def _limits(found: dict[str, dict[int, Timed | str]]) -> list[Limit]:
    def ratio(name: str, size: int) -> float | None:
        timed = found.get(name, {}).get(size)
        return timed.ratio if isinstance(timed, Timed) else None

    limits = [
        Limit(f"`rank` against generated Python, {size} rules", ratio(RANK, size), limit)
        for size, limit in ((30, 1.2), (100, 1.0), (3000, 0.5))
    ]
    peer = peers.called(_PEER_LIMIT)
    for size in found[INDEX]:
        own, other = ratio(RANK, size), ratio(peer, size)
        measured = own / other if own is not None and other is not None else None
        limits.append(Limit(f"`rank` against {peer}, {size} rules", measured, 1.0, strict=True))
    return limits


def _curves(found: dict[str, dict[int, Timed | str]], yardsticks: dict[int, float]) -> Curves:
    lines = {YARDSTICK: [(float(size), one * 1e6) for size, one in yardsticks.items()]}
    for name, by_size in found.items():
        points = [
            (float(size), timed.seconds * 1e6)
            for size, timed in by_size.items()
            if isinstance(timed, Timed)
        ]
        if points:
            lines[name.replace("*", "").replace("`", "")] = points
    return Curves("single-case", "One case", "rules", "µs a case", lines)
