"""What is counted over many people: what decides, which rules go together, who is told what."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nextsteps.explore.tables import answered, plans
from nextsteps.explore.values import facts_read, values_of
from nextsteps.explore.words import shown_level
from nextsteps.population import scores_of, table_of, type_of
from nextsteps.rulebook import Rulebook
from nextsteps.situation import Fact, Situation

NO_CONCERN = "no concern named"
_BATCH = 300_000


def what_decides(
    situations: Sequence[Situation],
    facts: Iterable[str] | None = None,
    *,
    rulebook: Rulebook | None = None,
) -> pa.Table:
    """
    Return for each fact how many people it decides something for, by itself.

    One fact at a time takes each of its values (those of `sweep`), all else as it is. It
    decides the first step of a person when some value gives another one than they have now.

    For the shipped rulebook that is some seven hundred answers for every person.

    Args:
        situations: The people.
        facts: Names of the facts to try; all that rules read when None.
        rulebook: The knowledge; the shipped rulebook when None.

    Returns:
        `fact`, `question`, `danger` (whether it is a danger fact), `first_step` and `safety`
        (for how many people it decides the first step, or the level of safety), `people` (of
        how many); what decides most first.
    """
    rulebook = rulebook or Rulebook.default()
    chosen = [fact for fact in facts_read(rulebook) if facts is None or fact.name in set(facts)]
    people = table_of(situations)
    scores = scores_of(situations) if any(one.measures for one in situations) else None
    now = _standing([people], scores, rulebook)[0]
    rows = []
    for fact, tried in _tried(people, chosen, scores, rulebook):
        other_step = np.any([one[0] != now[0] for one in tried], axis=0)
        other_level = np.any([one[1] != now[1] for one in tried], axis=0)
        counts = int(other_step.sum()), int(other_level.sum())
        rows.append((fact.name, fact.question, fact.danger is not None, *counts))
    rows.sort(key=lambda row: (-row[3], -row[4], row[0]))
    names = ("fact", "question", "danger", "first_step", "safety")
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    return pa.table({**columns, "people": [len(situations)] * len(rows)})


def _tried(
    people: pa.Table, facts: Sequence[Fact], scores: pa.Table | None, rulebook: Rulebook
) -> Iterable[tuple[Fact, list[Any]]]:
    """Each fact with where everybody stands for each of its values; several facts at a time."""
    waiting: list[tuple[Fact, list[pa.Table]]] = []
    for place, fact in enumerate(facts):
        changed = [_with(people, fact, value) for value in values_of(fact, rulebook)]
        if changed:
            waiting.append((fact, changed))
        count = sum(len(tables) for _, tables in waiting) * people.num_rows
        if count >= _BATCH or place == len(facts) - 1:
            stand = iter(_standing([one for _, many in waiting for one in many], scores, rulebook))
            for one, tables in waiting:
                yield one, [next(stand) for _ in tables]
            waiting = []


def _with(people: pa.Table, fact: Fact, value: Any) -> pa.Table:
    column = pa.array([value] * people.num_rows, type_of(fact))
    if fact.name not in people.column_names:
        return people.append_column(fact.name, column)
    return people.set_column(people.column_names.index(fact.name), fact.name, column)


def _standing(tables: Sequence[pa.Table], scores: pa.Table | None, rulebook: Rulebook) -> list[Any]:
    """For the people of each table their first steps and levels of safety, as two arrays."""
    if not tables:
        return []
    count = tables[0].num_rows
    whole = _numbered(pa.concat_tables(tables, promote_options="default"), "person")
    shown = None if scores is None else _repeated(scores, len(tables), count)
    asked = answered(whole, shown, rulebook, "lists")
    steps = asked["now"].combine_chunks()
    first = np.full(len(whole), -1)
    some = np.asarray(pc.greater(pc.list_value_length(steps), 0))
    codes = np.asarray(steps.values.indices)
    first[some] = codes[np.asarray(steps.offsets)[:-1][some]]
    levels = np.asarray(asked["safety"].combine_chunks().indices)
    return list(zip(first.reshape(-1, count), levels.reshape(-1, count), strict=True))


def _numbered(table: pa.Table, name: str) -> pa.Table:
    numbers = pa.array(range(1, table.num_rows + 1), pa.int64())
    return table.set_column(table.column_names.index(name), name, numbers)


def _repeated(scores: pa.Table, times: int, people: int) -> pa.Table:
    place = scores.column_names.index("person")
    shifted = (
        scores.set_column(place, "person", pc.add(scores["person"], turn * people))
        for turn in range(times)
    )
    return pa.concat_tables(shifted)


def co_firing(situations: Sequence[Situation], *, rulebook: Rulebook | None = None) -> pa.Table:
    """
    Return which rules speak for somebody's steps at the same time.

    Returns:
        `rule`, `other` (ids, each pair once, and each rule with itself), `both` (for how many
        people both do), `either`, and `share`, the first of the second; the most frequent
        first. Two rules with a share of 1 speak for exactly the same people.
    """
    table = plans(situations, rulebook)
    lists = table["rules_for"].combine_chunks()
    person = np.asarray(table["person"]).repeat(
        np.asarray(pc.fill_null(pc.list_value_length(lists), 0))
    )
    codes = lists.flatten().dictionary_encode()
    rules = codes.dictionary.to_pylist()
    holds = np.zeros((len(situations), len(rules)), np.float32)
    holds[person - 1, np.asarray(codes.indices)] = 1
    both = (holds.T @ holds).astype(np.int64)
    alone = both.diagonal()
    rows = [
        (
            rules[one],
            rules[other],
            int(both[one, other]),
            int(alone[one] + alone[other] - both[one, other]),
        )
        for one in range(len(rules))
        for other in range(one, len(rules))
        if both[one, other]
    ]
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    columns = dict(
        zip(("rule", "other", "both", "either"), map(list, zip(*rows, strict=True)), strict=True)
    )
    return pa.table({**columns, "share": [row[2] / row[3] for row in rows]})


def flow(
    situations: Sequence[Situation],
    group: str = "concerns",
    *,
    rulebook: Rulebook | None = None,
) -> pa.Table:
    """
    Return how many people with each concern are told each first step.

    Whoever has several concerns is counted with each of them.

    Args:
        situations: The people.
        group: The list of facts that people are told apart by, such as "side_effects".
        rulebook: The knowledge; the shipped rulebook when None.

    Returns:
        `member` (of the group, or "no concern named"), `recommendation`, `title`, `safety`
        (the level, as a plan tells it) and `people`; the most frequent first.
    """
    rulebook = rulebook or Rulebook.default()
    members = type(situations[0]).vocabulary().groups[group] if situations else {}
    counts: Counter[tuple[str, str | None, str | None, str]] = Counter()
    for row in _first(plans(situations, rulebook)):
        person = situations[row["person"] - 1]
        named = [name for name, fact in members.items() if getattr(person, fact)] or [NO_CONCERN]
        level = shown_level(row["safety"], row["safety_could_be"])
        for name in named:
            counts[name, row["recommendation"], row["title"], level] += 1
    order = sorted(counts.items(), key=lambda pair: (-pair[1], [str(part) for part in pair[0]]))
    names = ("member", "recommendation", "title", "safety")
    rows = [{**dict(zip(names, key, strict=True)), "people": count} for key, count in order]
    return pa.Table.from_pylist(rows)


def _first(table: pa.Table) -> list[dict[str, Any]]:
    """The row of each person's first step."""
    seen: dict[int, dict[str, Any]] = {}
    for row in table.select(
        ["person", "place", "rank", "recommendation", "title", "safety", "safety_could_be"]
    ).to_pylist():
        seen.setdefault(row["person"], row)
    return list(seen.values())
