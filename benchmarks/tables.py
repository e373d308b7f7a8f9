"""
The batch rows: many cases at once, each answer ranked keys and the rules that fired as bits.

All start from one column of codes per fact, a missing value being a code of its own, and end
with sorted keys that hold tier, weight, action and a mask of the rules that fired.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from benchmarks.codes import codes_allowed, literals_of, ranges
from benchmarks.workload import ACTIONS, FIELDS, TIERS, Answer, Rule, Term, action_id

PACKED = 36
"""Rules per sum: a double holds 53 bits, and the sum of their weights needs nine."""

Decoded: TypeAlias = Callable[[int], Answer]


class Chunks:
    """Per action the rules that argue for it, 36 a sum, and the rules that exclude it."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self.arguing = [self._parts(action, excludes=False) for action in range(ACTIONS)]
        self.excluding = [self._parts(action, excludes=True) for action in range(ACTIONS)]

    def _parts(self, action: int, *, excludes: bool) -> list[list[Rule]]:
        own = [one for one in self.rules if one.action == action and one.excludes is excludes]
        return [own[start : start + PACKED] for start in range(0, len(own), PACKED)]

    def columns(self) -> Iterator[tuple[str, list[tuple[Rule, int]]]]:
        """Yield each sum by name, with what every one of its rules adds."""
        for letter, all_parts in (("s", self.arguing), ("x", self.excluding)):
            for action, parts in enumerate(all_parts):
                for place, part in enumerate(parts):
                    shift = 1 << PACKED if letter == "s" else 0
                    added = [
                        (rule, rule.weight * shift + (1 << bit)) for bit, rule in enumerate(part)
                    ]
                    yield f"{letter}{action}_{place}", added

    def keys(self, sums: Any, numpy: Any) -> Any:
        """Return the sorted keys of all actions, one row per case, from the sums as integers."""
        keys = []
        mask = (1 << PACKED) - 1
        for action in range(ACTIONS):
            names = [f"s{action}_{place}" for place in range(len(self.arguing[action]))]
            if not names:
                continue
            weight = sum(sums[name] >> PACKED for name in names)
            fired = sums[names[0]] & mask
            for name in names[1:]:
                fired = fired | (sums[name] & mask)
            shown = fired != 0
            for place in range(len(self.excluding[action])):
                shown &= sums[f"x{action}_{place}"] == 0
            key = ((action % TIERS) << 14) | ((511 - weight) << 5) | action
            keys.append(numpy.where(shown, key, 0xFFFF).astype(numpy.uint16))
        ranked = numpy.stack(keys, axis=1)
        ranked.sort(axis=1)
        return ranked

    def answer(self, ranked: Any, sums: Any, case: int) -> Answer:
        """Read the answer to one case."""
        order = [int(key) & 31 for key in ranked[case] if key != 0xFFFF]
        barred = [
            (action, fired)
            for action in range(ACTIONS)
            if (fired := self._fired("x", self.excluding[action], sums, action, case))
        ]
        return Answer(
            tuple(
                (action_id(one), self._fired("s", self.arguing[one], sums, one, case))
                for one in order
            ),
            tuple((action_id(action), fired) for action, fired in barred),
        )

    def _fired(
        self, letter: str, parts: list[list[Rule]], sums: Any, action: int, case: int
    ) -> tuple[str, ...]:
        return tuple(
            rule.id
            for place, part in enumerate(parts)
            for bit, rule in enumerate(part)
            if int(sums[f"{letter}{action}_{place}"][case]) >> bit & 1
        )


def _sql(rule: Rule) -> str:
    def literal(one: Term) -> str:
        field, codes = codes_allowed(one)
        runs = [
            f"{field.name} = {low}" if low == high else f"{field.name} BETWEEN {low} AND {high}"
            for low, high in ranges(codes)
        ]
        return f"({' OR '.join(runs)})" if runs else "FALSE"

    return " AND ".join(
        f"({' OR '.join(literal(one) for one in disjunction)})" for disjunction in literals_of(rule)
    )


def packed_sql(chunks: Chunks) -> str:
    """Return the packed form: per action one double that sums weights and marks rules."""
    sums = []
    for name, part in chunks.columns():
        added = (f"CASE WHEN {_sql(rule)} THEN {one}::DOUBLE ELSE 0 END" for rule, one in part)
        sums.append(f"CAST({' + '.join(added)} AS BIGINT) AS {name}")
    return f"SELECT {', '.join(sums)} FROM cases"  # noqa: S608  (our own names and numbers)


class DuckDb:
    """Generated SQL in its best form, one thread, keys sorted by the client."""

    def __init__(self, rules: tuple[Rule, ...], columns: Sequence[bytes], times: int) -> None:
        import duckdb
        import numpy
        import pyarrow

        self._numpy, self._chunks = numpy, Chunks(rules)
        self._connection = duckdb.connect()
        self._connection.execute("SET threads = 1")
        table = pyarrow.table(
            {
                field.name: numpy.frombuffer(column * times, dtype=numpy.int8)
                for field, column in zip(FIELDS, columns, strict=True)
            }
        )
        self._connection.register("arrow_cases", table)
        self._connection.execute("CREATE TABLE cases AS SELECT * FROM arrow_cases")
        self._sql = packed_sql(self._chunks)

    def run(self) -> tuple[Any, Any]:
        """Return the ranked keys and the sums."""
        sums = self._connection.execute(self._sql).fetchnumpy()
        return self._chunks.keys(sums, self._numpy), sums

    def answers(self) -> Decoded:
        """Return what reads the answer to a case."""
        ranked, sums = self.run()
        return lambda case: self._chunks.answer(ranked, sums, case)


class Polars:
    """Expressions over a frame, one thread."""

    def __init__(self, rules: tuple[Rule, ...], columns: Sequence[bytes], times: int) -> None:
        import numpy
        import polars

        self._numpy, self._chunks = numpy, Chunks(rules)
        self._frame = polars.DataFrame(
            {
                field.name: numpy.frombuffer(column * times, dtype=numpy.int8)
                for field, column in zip(FIELDS, columns, strict=True)
            }
        )
        self._expressions = [
            sum(
                (self._condition(polars, rule).cast(polars.Int64) * added for rule, added in part),
                start=polars.lit(0, dtype=polars.Int64),
            ).alias(name)
            for name, part in self._chunks.columns()
        ]

    def _condition(self, polars: Any, rule: Rule) -> Any:
        def literal(one: Term) -> Any:
            field, codes = codes_allowed(one)
            found = polars.lit(value=False)
            for place, (low, high) in enumerate(ranges(codes)):
                column = polars.col(field.name)
                run = column == low if low == high else column.is_between(low, high)
                found = run if place == 0 else found | run
            return found

        whole = None
        for disjunction in literals_of(rule):
            any_of = literal(disjunction[0])
            for one in disjunction[1:]:
                any_of = any_of | literal(one)
            whole = any_of if whole is None else whole & any_of
        return whole

    def run(self) -> tuple[Any, Any]:
        """Return the ranked keys and the sums."""
        frame = self._frame.select(self._expressions)
        sums = {name: frame[name].to_numpy() for name in frame.columns}
        return self._chunks.keys(sums, self._numpy), sums

    def answers(self) -> Decoded:
        """Return what reads the answer to a case."""
        ranked, sums = self.run()
        return lambda case: self._chunks.answer(ranked, sums, case)
