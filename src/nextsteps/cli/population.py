"""`nextsteps population` and `nextsteps summary`: a whole caseload, from a table to a table."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import CycloptsError, Parameter

from nextsteps.cli.extras import needed
from nextsteps.cli.situation import OwnFacts, rulebook_in
from nextsteps.cli.terminal import is_coloured, write
from nextsteps.errors import TableError

_Source = Annotated[
    str, Parameter(name="SOURCE", help="A Parquet or CSV file, a folder, or a pattern of such.")
]


@Parameter(name="*")
@dataclass(frozen=True)
class Caseload:
    """How a table of people is read."""

    measures: Annotated[
        str | None, Parameter(help="A long table of scores: person, measure, week or date, total.")
    ] = None
    map: Annotated[
        tuple[str, ...],
        Parameter(
            negative=(),
            show_default=False,
            help="The fact that a column says, as in --map alter=age; may be repeated.",
        ),
    ] = ()
    ignore: Annotated[
        tuple[str, ...],
        Parameter(negative=(), show_default=False, help="A column to leave; may be repeated."),
    ] = ()
    person: Annotated[
        str | None, Parameter(help="The column that names each person; else `person`.")
    ] = None
    on_bad_row: Annotated[
        Literal["stop", "skip", "unknown"],
        Parameter(help="Stop at cells that can't be read, skip their rows, or call them unknown."),
    ] = "stop"
    rulebook: Annotated[str | None, Parameter(help="A folder of rules; else the shipped ones.")] = (
        None
    )
    situation: OwnFacts = None

    def options(self) -> dict[str, Any]:
        """Return the same for `nextsteps.population`."""
        return {
            "rulebook": rulebook_in(self.rulebook, self.situation),
            "person": self.person,
            "columns": _pairs(self.map),
            "ignore": self.ignore,
            "measures": self.measures,
            "on_bad_row": self.on_bad_row,
        }


_CASELOAD = Caseload()


def population(
    source: _Source,
    /,
    *,
    output: Annotated[
        str, Parameter(help="Where the steps go: a .parquet, .csv or .arrow file; it is replaced.")
    ],
    lists: Annotated[
        bool, Parameter(negative=(), help="A row per person, with lists, not one per step.")
    ] = False,
    also: Annotated[
        tuple[str, ...],
        Parameter(
            negative=(),
            show_default=False,
            help="Give this too: not_yet, excluded, already_tried, opposite, not_applicable, "
            "not_for_this_reader; may be repeated.",
        ),
    ] = (),
    questions: Annotated[
        int, Parameter(help="So many questions for each person, with --lists; this is slow.")
    ] = 0,
    bad_rows: Annotated[
        str | None, Parameter(help="Where to list the cells that can't be read.")
    ] = None,
    show_values: Annotated[
        bool, Parameter(negative=(), help="List their values too, which are personal.")
    ] = False,
    caseload: Caseload = _CASELOAD,
) -> None:
    """Write the ranked next steps of everybody in a table; a run that was cut off goes on."""
    recommend_file = _needed("recommend_file")
    with _progress() as progress:
        run = recommend_file(
            source,
            output,
            bad_rows=bad_rows,
            progress=progress,
            layout="lists" if lists else "rows",
            also=also,
            questions=questions,
            show_values=show_values,
            **caseload.options(),
        )
    write(f"{_counted(run.people, 'person', 'people')}, {_counted(run.rows, 'row')}: {output}\n")
    if run.resumed:
        write(f"{_counted(run.resumed, 'batch', 'batches')} were there from an earlier run\n")
    if run.bad_cells:
        where = "" if bad_rows is None else f": {bad_rows}"
        cells = _counted(run.bad_cells, "cell")
        write(f"{cells} in {_counted(run.bad_rows, 'row')} could not be read{where}\n")
    if run.scores_of_nobody:
        write(f"{_counted(run.scores_of_nobody, 'person', 'people')} had scores but no row\n")


def summary(
    source: _Source,
    /,
    *,
    output: Annotated[
        str | None, Parameter(help="Write it there: a picture (.svg) or a table (.csv, .parquet).")
    ] = None,
    before: Annotated[
        str | None, Parameter(help="A folder with the rules as they were: what would change?")
    ] = None,
    sample: Annotated[int, Parameter(help="For how many people questions are worked out.")] = 200,
    caseload: Caseload = _CASELOAD,
) -> None:
    """Print a caseload at a glance: how grave, alerts, first steps, what is asked and missing."""
    options = caseload.options()
    if before is not None:
        after = options.pop("rulebook")
        change = _needed("rule_change")(
            source, rulebook_in(before, caseload.situation), after, **options
        )
        _show(change, output)
        return
    _show(_needed("summary")(source, sample=sample, **options), output)


def _show(seen: Any, output: str | None) -> None:
    if output is None:
        write(f"{seen}\n")
        return
    path = Path(output)
    if path.suffix == ".svg":
        path.write_text(seen.svg(), encoding="utf-8")
        return
    table = seen.table()
    with _needed("open_output")(path, table.schema) as file:
        file.write_table(table)


def _needed(name: str) -> Any:
    with needed("population", "whole caseloads need", TableError, "T912"):
        import nextsteps.population as package
    return getattr(package, name)


def _pairs(settings: Sequence[str]) -> Mapping[str, str]:
    for setting in settings:
        if "=" not in setting:
            raise CycloptsError(msg=f"--map needs column=fact, not `{setting}`.")
    return dict(setting.split("=", 1) for setting in settings)


def _counted(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


@contextmanager
def _progress() -> Iterator[Any]:
    """A bar on standard error, for a person at a terminal only."""
    if not is_coloured(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr)) as bar:
        task = bar.add_task("people", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
