"""The page about mutants of the code, made from the report and the reasons given."""

from collections import Counter
from collections.abc import Iterable, Mapping

from tests.mutation.report import Measured, Survivor
from tests.mutation.run import PACKAGES, ROOT, SEED, Package

PAGE = ROOT / "docs" / "reference" / "code-mutation.md"


def page(measured: Iterable[Measured], reasons: Mapping[Survivor, str]) -> str:
    """Return the page: numbers, the reasons given, and what has none."""
    measured = list(measured)
    why = Counter(reasons[left] for one in measured for left in one.left if left in reasons)
    return _PAGE.format(
        rows="\n".join(_row(one, reasons) for one in measured),
        timeouts=sum(one.timeouts for one in measured),
        without="\n".join(_without(package) for package in PACKAGES if package.without),
        reasons="\n".join(f"- {number} × {reason}" for reason, number in sorted(why.items())),
        gaps="\n\n".join(_gaps(one, reasons) for one in measured),
        seed=SEED,
    )  # fmt: skip


def _row(one: Measured, reasons: Mapping[Survivor, str]) -> str:
    code = ", ".join(f"`{one.replace('/*', '/')}`" for one in _package(one.package).code)
    tried = f"all {one.mutants}" if one.tried == one.mutants else f"{one.tried} of {one.mutants}"
    noticed = f"{one.noticed} ({100 * one.share:.1f} %)"
    reasoned = sum(left in reasons for left in one.left)
    cells = (one.package, code, tried, noticed, reasoned, len(one.left) - reasoned, one.date)
    return f"| {' | '.join(map(str, cells))} |"


def _package(name: str) -> Package:
    return next(package for package in PACKAGES if package.name == name)


def _without(package: Package) -> str:
    out = ", ".join(f"`{test.rpartition('::')[2]}`" for test in package.without)
    return f"For {package.name} these are left out, as too slow or in need of other files: {out}."


def _gaps(one: Measured, reasons: Mapping[Survivor, str]) -> str:
    listed = [f"- `{left.where}`: {_quoted(left)}" for left in one.left if left not in reasons]
    return f"### {one.package}\n\n" + ("\n".join(listed) or "None.")


def _quoted(left: Survivor) -> str:
    return f"`` {left.becomes} ``"


_PAGE = """\
# Mistakes in the code that would be noticed

<!-- Written by tests/mutation/survivors.py from tests/mutation/report.yaml; do not edit. -->

A mutant is the code with one mistake in it: a comparison turned round, a value \
lost, a number one off, a case dropped.
mutmut makes them, and tries each against the tests of its package \
(`tests/mutation/run.py` lists them); these are fewer than all tests, so the shares are a lower \
bound.
{without}
*Noticed*: a test failed.
Where the tests ran out of time ({timeouts} mutants) that is not counted, for on a busy machine \
they do so without a mistake.
*Reasoned*: no test failed, and `tests/mutation/survivors.yaml` says why none needs to.
*Gaps*: no test failed, and nobody has said why not; they are listed below.
Where fewer were tried than there are, these were drawn at random (seed {seed}), all with one \
chance, and share and gaps are those of that day: tests written since for these gaps don't \
raise it, or it would no longer speak for the mutants that were not drawn.

| Package | Code | Tried | Noticed | Reasoned | Gaps | Measured |
| --- | --- | --- | --- | --- | --- | --- |
{rows}

mutmut changes what stands in functions only.
Tables (the order of criteria, the signs of the language) and functions with a decorator (such as \
properties) stay as they are.
The engine by durable_rules is left out: a mistake in it can stop the process that measures.

`make mutation` measures all of it, and writes the report and this page.

## Reasons

{reasons}

## Gaps

{gaps}
"""
