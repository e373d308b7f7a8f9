"""A million people, Parquet in and ranked Parquet out, against copying those files."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.results import Effort, Limit, Section, Table, number

_TEXT = """
{people:,} made-up people with about 40 known facts each and the shipped rulebook: one Parquet
file in, one row per person and recommendation out, in a process of its own.
Beside it, in the same run, a row per person with lists instead, and what DuckDB takes merely to
copy the first two files.
A random sample of people is compared with `recommend`, each step, its place and its rules.
"""


def measure(effort: Effort) -> Section:
    """Answer a table of people, check a sample of it, and copy it."""
    section = Section("A nation overnight", _TEXT.format(people=effort.people).strip())
    ratio = megabytes = None
    try:
        from benchmarks import population_million as million
    except ImportError as missing:
        section.tables.append(Table("Seconds", ("", ""), (("-", f"no `{missing.name}` here"),)))
    else:
        with TemporaryDirectory() as folder:
            source, output = Path(folder, "people.parquet"), Path(folder, "steps.parquet")
            million.write_people(source, effort.people)
            lists = million.timed("lists", source, Path(folder, "lists.parquet"))
            ours = million.timed("run", source, output)
            copies = [million.timed("copy", source, output)["seconds"] for _ in range(3)]
            differing = million.differing(source, output, effort.people)
            assert differing == 0, f"{differing} people are given something else than a plan says"
            sizes = [number(file.stat().st_size / 1e6) for file in (source, output)]
        copy = sorted(copies)[1]
        megabytes, ratio = ours["megabytes"], ours["seconds"] / copy
        rows = tuple(
            (name, number(seconds), number(seconds / effort.people * 1e6))
            for name, seconds in (
                ("`recommend_file`", ours["seconds"]),
                ('the same with `layout="lists"`', lists["seconds"]),
                ("DuckDB copies both files", copy),
            )
        )
        section.tables.append(Table("Seconds", ("", "s", "µs a person"), rows))
        head = ("in, MB", "out, MB", "memory, MB")
        section.tables.append(Table("Sizes", head, ((*sizes, number(megabytes)),)))
    if effort.is_quick:
        ratio = None  # with few people, starting is most of it
    section.limits += [
        Limit(f"{effort.people:,} people, against copying their files", ratio, 4),
        Limit("the memory that takes", megabytes, 1536, "MB", strict=True),
    ]
    return section
