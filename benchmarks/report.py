"""The report: Markdown, with a picture per curve; every verdict is worked out from numbers."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.results import Cells, Curves, Limit, Section

_HEAD = """# Benchmarks

This page is written by `make bench`, and nothing on it by hand.
Measured {when} on {machine}.
What each row is, and how to read it, is told in [How fast it is](../explanation/performance.md).

## What was promised

"""
_FOLDER = "benchmarks"
_COLOURS = ("#1b5e8c", "#c2571a", "#3b7d3b", "#8a3b8f", "#7a6a1a", "#5a5a5a", "#b03a55", "#2b8f8f")
_MARKS = ("o", "s", "^")


def write(sections: Sequence[Section], out: Path, *, when: str, machine: str) -> None:
    """Write the report to *out*, and its pictures beside it."""
    limits = [limit for section in sections for limit in section.limits]
    text = _HEAD.format(when=when, machine=machine) + _limits(limits)
    for section in sections:
        text += f"\n## {section.title}\n\n{section.text}\n"
        for table in section.tables:
            text += f"\n{table.title}\n\n{_table(table.head, table.rows)}"
        for curves in section.curves:
            if draw(curves, out.parent / _FOLDER):
                told = f"{curves.title}: {curves.up} by {curves.across}"
                text += f"\n![{told}]({_FOLDER}/{curves.file}.svg)\n"
    beside = out.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(out)


def _limits(limits: Sequence[Limit]) -> str:
    head = ("what", "measured", "limit", "verdict")
    rows = [limit.cells() for limit in limits]
    met = sum(limit.verdict == "met" for limit in limits)
    told = sum(limit.verdict != "not measured" for limit in limits)
    return _table(head, rows) + f"\n{met} of {told} that could be measured are met.\n"


def _table(head: Cells, rows: Iterable[Cells]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def draw(curves: Curves, folder: Path) -> bool:
    """Draw *curves* as an SVG; return False where there is nothing to draw it with."""
    try:
        import matplotlib
    except ImportError:
        return False
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = curves.file
    matplotlib.rcParams["svg.fonttype"] = "none"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.5))
    for place, (name, points) in enumerate(curves.lines.items()):
        if not points:
            continue
        own = name.startswith("nextsteps")
        axes.plot(
            [one for one, _ in points],
            [two for _, two in points],
            marker=_MARKS[place // len(_COLOURS) % len(_MARKS)],
            linewidth=2.5 if own else 1.2,
            linestyle="-" if own else "--",
            color=_COLOURS[place % len(_COLOURS)],
            label=name,
        )
    axes.set(xscale="log", yscale="log", xlabel=curves.across, ylabel=curves.up, title=curves.title)
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend(fontsize="small", loc="center left", bbox_to_anchor=(1.01, 0.5))
    folder.mkdir(parents=True, exist_ok=True)
    figure.savefig(
        folder / f"{curves.file}.svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight"
    )
    pyplot.close(figure)
    return True
