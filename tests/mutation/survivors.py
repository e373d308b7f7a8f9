"""
What `mutmut` changed in the code without any test failing, against the reasons given for it.

    make mutation

runs mutmut (`tests.mutation.run`) and then this: it writes what came of it into `report.yaml`,
from that `docs/reference/code-mutation.md`, and prints every survivor that `survivors.yaml` gives
no reason for. Survivors are known by function and by what the line became, so that the list
outlives other changes to a file. Of a package that was not tried to its end the report stays.
"""

import argparse
import ast
import difflib
import re
import sys
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from tests.mutation import report
from tests.mutation.page import PAGE, page
from tests.mutation.report import Measured, Survivor
from tests.mutation.run import NOTICED, PACKAGES, Package, every_mutant, results, sample

REASONS = Path(__file__).with_name("survivors.yaml")
LEAST_SHARE = 0.9
MUST = ("language", "engine", "ranking")
"""Of these at least nine in ten are noticed, and every survivor has a reason."""


def main() -> int:
    """Write report and page; 1 unless enough is noticed of each package in `MUST`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--date", required=True, help="the day of the measurement")
    given = parser.parse_args()
    known = {one.package: one for one in report.read()}
    for package in PACKAGES:
        outcomes = dict(results(package))
        if outcomes and len(outcomes) == len(sample(package)):
            known[package.name] = measured(package, outcomes, given.date)
        else:
            print(f"{package.name}: {len(outcomes)} of {len(sample(package))} tried; not reported")
    told = [known[package.name] for package in PACKAGES if package.name in known]
    report.write(told)
    PAGE.write_text(page(told, reasons()), encoding="utf-8")
    enough = [is_enough(one, reasons()) for one in told]
    return 0 if all(enough) else 1


def is_enough(one: Measured, listed: Mapping[Survivor, str]) -> bool:
    """Print what has no reason; whether that leaves no gap where none may be."""
    gaps = [left for left in one.left if left not in listed]
    print(f"{one.package}: {one.noticed} of {one.tried} noticed ({100 * one.share:.1f} %)")
    for gap in gaps:
        print(f"no reason for {gap.where}: {gap.becomes}")
    return one.package not in MUST or (one.share >= LEAST_SHARE and not gaps)


def measured(package: Package, outcomes: Mapping[str, str], date: str) -> Measured:
    """Return what came of the mutants of *package*, given what came of each by name."""
    came = Counter(outcomes.values())
    left = [survivor_of(package, name) for name, one in outcomes.items() if one not in NOTICED]
    return Measured(
        package=package.name,
        date=date,
        mutants=len(every_mutant(package)),
        tried=len(outcomes),
        noticed=sum(came[one] for one in NOTICED),
        timeouts=came["timeout"],
        left=tuple(sorted(left)),
    )


def reasons() -> dict[Survivor, str]:
    """Return the reasons that are given, by survivor."""
    written = yaml.safe_load(REASONS.read_text(encoding="utf-8"))
    return {
        Survivor(one["where"], becomes): entry["because"]
        for entry in written
        for one in entry["survivors"]
        for becomes in one["becomes"]
    }


def survivor_of(package: Package, name: str) -> Survivor:
    """Return what mutmut's *name* for a mutant stands for."""
    module, _, function = name.rpartition(".")
    functions = _functions(package, module)
    original = re.sub(r"\d+$", "orig", function)
    mutant = functions[function].replace(function, original)
    return Survivor(f"{module}.{_plain(function)}", becomes(functions[original], mutant))


def becomes(original: str, mutant: str) -> str:
    """Return the lines that *mutant* has more than *original*; if none, those gone after a `-`."""
    lines = list(difflib.ndiff(original.splitlines(), mutant.splitlines()))
    added = [line[2:].strip() for line in lines if line.startswith("+ ")]
    gone = [line[2:].strip() for line in lines if line.startswith("- ")]
    return " ".join(added) if added else " ".join(["-", *gone])


def _plain(function: str) -> str:
    """`xǁReaderǁ_among__mutmut_3` is `Reader._among`, and `x_compare__mutmut_1` is `compare`."""
    named = re.sub(r"__mutmut_\d+$", "", function)
    return named.removeprefix("xǁ").replace("ǁ", ".") if "ǁ" in named else named.removeprefix("x_")


@cache
def _functions(package: Package, module: str) -> dict[str, str]:
    path = package.folder / "mutants" / "src" / Path(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    source = file.read_text(encoding="utf-8")
    return {
        node.name: ast.get_source_segment(source, node) or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
    }


if __name__ == "__main__":
    sys.exit(main())
