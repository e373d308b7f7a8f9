"""The map of the library: its packages, what each is for, and what it imports, from the code."""

import ast
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

import grimp

import nextsteps as ns
from docs.pages.markdown import codes, page, table

ROOT = Path(__file__).parents[2]
PICTURE = "pictures/architecture.svg"
BOX, HIGH, ROW, MARGIN = 112, 26, 58, 16
STYLE = (
    "text{font:13px system-ui,sans-serif;text-anchor:middle;fill:#1c1d22}"
    "rect.ground{fill:#fff}rect.box{fill:#eef0fb;stroke:#4051b5}"
    "rect.extra{fill:#fff;stroke-dasharray:4 3}path{fill:none;stroke:#8a8fa3;stroke-width:1}"
)


def architecture_page(_rulebook: ns.Rulebook) -> str:
    """Return the page of all packages, from the command line down to what needs nothing."""
    imports = imports_between(_packages())
    intro = (
        "Imports point down only: a package knows nothing of what stands above it, "
        "and `uv run lint-imports` holds that.\n"
        "A dashed frame is a package that all the others work without.\n"
        "A line leads to each package that is imported, unless another one on the way imports "
        "it too."
    )
    rows = [
        [f"`{name}`", _about(name), codes(sorted(imports[name]))]
        for layer in layers()
        for name in layer
    ]
    return page(
        "A map of the code",
        intro,
        f"![The packages of nextsteps in {len(layers())} layers, each below what imports it; "
        f"the table says the same](../{PICTURE})",
        table(["Package", "What it is", "Imports"], rows),
        "[The design](../explanation/design.md) says why it is so.",
    )


def layers() -> tuple[tuple[str, ...], ...]:
    """Return the packages by layer, the highest first, as the contract names them."""
    return tuple(tuple(re.findall(r"\w+", layer)) for layer in _contract()["layers"])


def imports_between(packages: Iterable[str]) -> dict[str, set[str]]:
    """Return what each package imports, without the few late imports upward."""
    graph = grimp.build_graph("nextsteps", exclude_type_checking_imports=True, cache_dir=None)
    height = {name: at for at, layer in enumerate(layers()) for name in layer}
    found: dict[str, set[str]] = {name: set() for name in packages}
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            first, second = _package_of(module), _package_of(other)
            if first in found and second in found and height[first] < height[second]:
                found[first].add(second)
    return found


def without_detours(imports: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """
    Return *imports* without those that also follow from the rest.

    >>> without_detours({"a": {"b", "c"}, "b": {"c"}, "c": set()})
    {'a': {'b'}, 'b': {'c'}, 'c': set()}
    """
    return {
        name: wanted - {far for near in wanted for far in _below(near, imports)}
        for name, wanted in imports.items()
    }


def architecture_picture(_rulebook: ns.Rulebook) -> str:
    """Return the packages and their imports as SVG."""
    placed = _placed(layers())
    width = max(x for x, _ in placed.values()) + BOX + MARGIN
    height = ROW * len(layers()) + MARGIN
    shown = without_detours(imports_between(_packages()))
    extras = set(re.findall(r"\((\w+)\)", " ".join(_contract()["layers"])))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>The packages of nextsteps</title><style>{STYLE}</style>",
        f'<rect class="ground" width="{width}" height="{height}"/>',
    ]
    for name, below in shown.items():
        lines += [_line(placed[name], placed[other]) for other in sorted(below)]
    lines += [_box(name, at, is_extra=name in extras) for name, at in placed.items()]
    return "\n".join([*lines, "</svg>", ""])


def _contract() -> dict[str, list[str]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    return next(one for one in contracts if one["type"] == "layers")


def _packages() -> list[str]:
    return [name for layer in layers() for name in layer]


def _package_of(module: str) -> str:
    return [*module.split("."), ""][1]


def _below(name: str, imports: Mapping[str, set[str]]) -> set[str]:
    return imports[name].union(*(_below(one, imports) for one in imports[name]))


def _about(name: str) -> str:
    """The first sentence of a package's docstring."""
    folder = ROOT / "src" / "nextsteps" / name
    path = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return said.split("\n\n")[0]


def _placed(rows: Sequence[Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Where the box of each package has its upper left corner; rows are centred."""
    widest = max(len(row) for row in rows) * (BOX + MARGIN)
    return {
        name: (
            MARGIN + (widest - len(row) * (BOX + MARGIN)) // 2 + at * (BOX + MARGIN),
            MARGIN + number * ROW,
        )
        for number, row in enumerate(rows)
        for at, name in enumerate(row)
    }


def _line(start: tuple[int, int], end: tuple[int, int]) -> str:
    x, y = start[0] + BOX // 2, start[1] + HIGH
    to_x, to_y = end[0] + BOX // 2, end[1]
    bend = (to_y - y) // 2
    return f'<path d="M{x} {y}C{x} {y + bend} {to_x} {to_y - bend} {to_x} {to_y}"/>'


def _box(name: str, at: tuple[int, int], *, is_extra: bool) -> str:
    x, y = at
    kind = "box extra" if is_extra else "box"
    frame = f'<rect class="{kind}" x="{x}" y="{y}" width="{BOX}" height="{HIGH}" rx="6"/>'
    return frame + f'<text x="{x + BOX // 2}" y="{y + 18}">{escape(name)}</text>'
