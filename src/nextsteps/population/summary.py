"""A caseload at a glance: how grave, what first, what is asked and missing, how many alerts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyarrow as pa

from nextsteps.population.kernel import LEVELS, Kernel
from nextsteps.population.picture import Bars, picture
from nextsteps.population.source import Source
from nextsteps.population.table import bad_cells
from nextsteps.population.tally import Missing, Sample, Tally, moves
from nextsteps.population.work import Options, Work

SAMPLE = 200
_SHOWN, _ASKED_FIRST = 10, 5
_COLUMNS = pa.schema(
    [
        ("what", pa.string()),
        ("name", pa.string()),
        ("people", pa.int64()),
        ("per_100", pa.float64()),
    ]
)


@dataclass(frozen=True, slots=True)
class Summary:
    """
    What a caseload looks like; every count is of people.

    `levels` are the gravest dangers that hold, `could_be` those not ruled out; `alerts` count
    for each danger those of whom it holds. `questions` counts the first five of each plan, over
    `sampled` people only. `missing` begins with the fact that most rules wait for.
    """

    people: int
    levels: Mapping[str, int]
    could_be: Mapping[str, int]
    alerts: Mapping[str, int]
    first_steps: Mapping[str, int]
    steps: Mapping[str, int]
    questions: Mapping[str, int]
    sampled: int
    missing: Mapping[str, int]
    bad_cells: int

    @property
    def alerts_per_100(self) -> float:
        """How many dangers hold for every hundred people."""
        return _per_100(sum(self.alerts.values()), self.people)

    def table(self) -> pa.Table:
        """Return all counts as one table: what, name, people, per_100."""
        rows = [
            (
                what,
                name,
                count,
                _per_100(count, self.sampled if what == "question" else self.people),
            )
            for what, counts in self._parts()
            for name, count in counts.items()
        ]
        columns = zip(*rows, strict=True) if rows else ([],) * 4
        return pa.table([list(column) for column in columns], schema=_COLUMNS)

    def _parts(self) -> Iterator[tuple[str, Mapping[str, int]]]:
        yield "safety", self.levels
        yield "safety could be", self.could_be
        yield "alert", self.alerts
        yield "first step", self.first_steps
        yield "step", self.steps
        yield "question", self.questions
        yield "missing", self.missing

    def svg(self) -> str:
        """Return a picture of the same: one SVG, without scripts or outside requests."""
        return picture(f"{self.people} people", self._bars())

    def _bars(self) -> Iterator[Bars]:
        people = self.people
        yield Bars("How grave it is at least", self.levels, people)
        yield Bars(f"Alerts ({self.alerts_per_100:.1f} per 100 people)", top(self.alerts), people)
        yield Bars("What is advised first", top(self.first_steps), people)
        if self.sampled:
            yield Bars(f"Asked first (of {self.sampled} people)", top(self.questions), self.sampled)
        yield Bars("Not known, what most rules wait for first", top(self.missing), people)

    def _repr_svg_(self) -> str:
        return self.svg()

    def __str__(self) -> str:
        lines = [f"{self.people} people, {self.alerts_per_100:.1f} alerts per 100"]
        for bars in self._bars():
            lines += ["", bars.title, *bars.lines()]
        return "\n".join(lines)


def summary(source: Source, *, sample: int = SAMPLE, **options: Any) -> Summary:
    """
    Count over a whole table of people.

    Args:
        source: As for `recommend_table`.
        sample: For how many people, drawn at random but the same each time, questions are
            worked out; that is done one by one.
        **options: As for `recommend_table`.

    Raises:
        TableError: As for `recommend_table`.

    >>> import pyarrow as pa
    >>> seen = summary(pa.table({"suicide_plan": [True, False, None], "age": [30, 40, 50]}))
    >>> seen.levels["emergency"], seen.levels["clear"], seen.people
    (1, 2, 3)
    """
    work = Work(source, Options(**options))
    seen, _ = counted(work, [work.kernel], sample)
    return seen[0]


def counted(
    work: Work, kernels: list[Kernel], sample: int
) -> tuple[list[Summary], Mapping[str, int]]:
    """
    Return a summary for each kernel, and how many people stand otherwise with the last one.

    Raises:
        TableError: Cells can't be read, and nobody said to go on.
    """
    tallies = [Tally(kernel) for kernel in kernels]
    missing, chosen = Missing(work.kernel), Sample(sample)
    bad: list[pa.Table] = []
    moved: Counter[str] = Counter()
    for raw, numbers in work.batches():
        batch, shown, cells = work.read(raw, numbers)
        bad.append(cells)
        ranks = [kernel.ranks(batch.facts, scores=shown) for kernel in kernels]
        for tally, one in zip(tallies, ranks, strict=True):
            tally.add(one)
        missing.add(ranks[-1])
        chosen.add(work, batch)
        moved.update(moves(kernels, ranks))
    count = bad_cells(work, bad).num_rows
    return [_summary(tally, missing, chosen, count) for tally in tallies], moved


def _summary(tally: Tally, missing: Missing, sample: Sample, bad: int) -> Summary:
    asked: Counter[str] = Counter()
    for situation in sample.situations:
        plan = tally.kernel.rulebook.recommend(situation)
        asked.update(question.fact for question in plan.questions[:_ASKED_FIRST])
    return Summary(
        people=tally.people,
        levels={level: tally.levels[level] for level in LEVELS if level != "routine"},
        could_be={level: tally.could_be[level] for level in LEVELS if level != "routine"},
        alerts=_most(tally.dangers),
        first_steps=_most(tally.first_steps),
        steps=_most(tally.steps),
        questions=_most(asked),
        sampled=len(sample.situations),
        missing=missing.worst(),
        bad_cells=bad,
    )


def _most(counts: Counter[str]) -> Mapping[str, int]:
    order = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return {name: count for name, count in order if count}


def top(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Return the first few counts."""
    return dict(islice(counts.items(), _SHOWN))


def _per_100(count: int, people: int) -> float:
    return round(100 * count / people, 2) if people else 0.0
