"""
Runs `mutmut`, one package of the code after another, each against the tests that should notice.

    uv run --group mutation python -m tests.mutation.run
    uv run --group mutation python -m tests.mutation.run ranking --again

Each package gets a folder of its own under `mutants/`, for mutmut knows one list of tests only,
and a survivor runs all of them. What was tried already stays as it was; `--again` tries once
more what nothing noticed, after new tests. Of a large package a sample is tried.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "mutants"
SEED = 7
NOTICED = ("killed",)  # a busy machine lets tests run out of time too
_COPIED = ("rules", "examples", "src", "tests")
_ALWAYS = ("-n", "0", "-p", "no:cacheprovider")
_OPTIONS = """
[tool.mutmut]
source_paths = ["src/"]
only_mutate = {code}
also_copy = ["rules", "examples"]
pytest_add_cli_args = {options}
pytest_add_cli_args_test_selection = {tests}
timeout_multiplier = 5.0
timeout_constant = 5.0
use_git_change_detection = false
"""


@dataclass(frozen=True)
class Package:
    """
    Code, and the tests that should notice what is wrong in it.

    `sample` is how many of its mutants are tried; all if None. `without` are tests that would
    take too long for every mutant that nothing notices, or read files that are not copied.
    """

    name: str
    code: tuple[str, ...]
    tests: tuple[str, ...]
    without: tuple[str, ...] = ()
    sample: int | None = None

    @property
    def folder(self) -> Path:
        """Where its mutants and what came of them are kept."""
        return FOLDER / self.name


_CASES = "tests/knowledge/test_recorded_cases.py"
_PLANS = "tests/render/test_golden_plans.py::test_a_printed_plan_is_the_recorded_one"
_CHANGES = "tests/laws/test_law_10_what_would_change_is_true.py"
_GENERATED = "tests/verify/test_cases.py"
_SHIPPED = "tests/verify/test_shipped_rulebook.py"
PACKAGES = (
    Package(
        "language",
        ("truth.py", "language/*"),
        ("tests/test_truth.py", "tests/language", "tests/rulebook/test_compiled.py"),
    ),
    Package(
        "engine",
        ("engine/*",),
        ("tests/language/test_meaning.py", "tests/engine"),
    ),
    Package(
        "ranking",
        ("ranking.py", "arguments.py", "weighing.py", "unsettled.py", "rank.py"),
        (
            "tests/test_ranking.py",
            "tests/test_unsettled.py",
            "tests/test_weighing.py",
            "tests/engine/test_rank.py",
            "tests/measures/test_derived_facts.py",
            f"{_CASES}::test_what_is_said_in_the_cases_of_every_rule_is_what_was_recorded",
            "tests/verify/test_encoding.py::test_every_proposition_comes_out_as_the_library_finds",
            "tests/render/test_plan.py",
            "tests/laws/test_law_01_same_situation_same_plan.py::"
            "test_splitting_a_rule_of_which_one_half_reads_the_failure_changes_nothing",
            f"{_PLANS}[sessions_that_cannot_be-txt]",
        ),
    ),
    Package(
        "explain",
        ("explain/*",),
        (
            "tests/explain",
            "tests/cli/test_explain.py",
            "tests/cli/test_what_if.py",
            "tests/cli/test_why.py",
            "tests/render/test_explanations.py::test_each_explanation_is_the_recorded_one",
            "tests/laws/test_law_08_why_is_minimal_and_sufficient.py",
            _CHANGES,
        ),
        without=(
            f"{_CHANGES}::test_no_pair_of_facts_is_missing",
            f"{_CHANGES}::test_where_none_is_told_random_changes_find_none",
        ),
        sample=200,
    ),
    Package(
        "verify",
        ("verify/*",),
        (
            "tests/verify",
            "tests/cli/test_cases.py",
            "tests/cli/test_check.py",
            "tests/cli/test_diff.py",
        ),
        without=(
            f"{_GENERATED}::test_a_threshold_is_shown_from_both_sides",
            f"{_GENERATED}::test_every_part_is_shown_or_said_not_to_be",
            f"{_GENERATED}::test_each_pair_shows_what_it_says",
            "tests/verify/test_second_opinion.py",
            f"{_GENERATED}::test_what_is_said_not_to_be_showable_is_shown_by_no_situations",
            f"{_GENERATED}::test_a_caseload_of_generated_cases_gets_the_plans_that_they_get_one_by_one",
            f"{_GENERATED}::test_every_engine_agrees_with_the_cases_of_a_sample_of_rules",
            f"{_SHIPPED}::test_the_shipped_rulebook_has_no_fault",
            f"{_SHIPPED}::test_a_swapped_core_step_breaks_a_law",
            "tests/cli/test_check.py::test_the_pre_commit_hook_brings_the_provers_of_the_extra",
            "tests/verify/test_versions.py::"
            "test_what_is_proved_of_the_shipped_rulebook_holds_with_scores_too",
        ),
        sample=100,
    ),
)


def main() -> None:
    """Run the packages named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", nargs="*", metavar="PACKAGE")
    parser.add_argument("--again", action="store_true", help="what nothing noticed, once more")
    parser.add_argument("--children", type=int, default=2, help="mutants tried at a time")
    given = parser.parse_args()
    for package in PACKAGES:
        if not given.packages or package.name in given.packages:
            _run(package, given.children, again=given.again)


def results(package: Package) -> Iterator[tuple[str, str]]:
    """Yield the mutants of *package* that were to be tried and were, and what came of each."""
    if not package.folder.exists():
        return
    meant = None if package.sample is None else set(sample(package))
    ran = subprocess.run(
        ["mutmut", "results", "--all", "true"],
        cwd=package.folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for line in ran.stdout.splitlines():
        name, _, outcome = line.strip().partition(": ")
        if "__mutmut_" not in name or outcome == "not checked":
            continue
        if meant is None or name in meant:
            yield name, outcome


def _run(package: Package, children: int, *, again: bool) -> None:
    _prepare(package)
    tried = dict(results(package))
    names: list[str] = []  # all
    if again:
        names = [name for name, outcome in tried.items() if outcome not in NOTICED]
    elif package.sample is not None:
        names = [name for name in sample(package) if name not in tried]
    if not names and (again or package.sample is not None):
        return
    subprocess.run(
        ["mutmut", "run", "--max-children", str(children), *names],
        cwd=package.folder, env=os.environ | {"HYPOTHESIS_PROFILE": "mutation"}, check=True,
    )  # fmt: skip
    _refuse_ids_that_cannot_be_told(package)


def _refuse_ids_that_cannot_be_told(package: Package) -> None:
    """
    Tests are told to pytest by id, and it finds none with a backslash in its id.

    To mutmut that looks as if a test had failed.
    """
    stats = json.loads((package.folder / "mutants" / "mutmut-stats.json").read_text("utf-8"))
    odd = [name for name in stats["duration_by_test"] if "\\" in name]
    if odd:
        sys.exit(f"{package.name}: nothing was measured, for the ids of {odd}")


def _prepare(package: Package) -> None:
    package.folder.mkdir(parents=True, exist_ok=True)
    for name in _COPIED:
        link = package.folder / name
        if not link.is_symlink():
            link.symlink_to(ROOT / name, target_is_directory=True)
    own = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    code = [f"src/nextsteps/{pattern}" for pattern in package.code]
    skipped = [part for test in package.without for part in ("--deselect", test)]
    options = _OPTIONS.format(code=code, tests=list(package.tests), options=[*_ALWAYS, *skipped])
    (package.folder / "pyproject.toml").write_text(own + options, encoding="utf-8")


@cache
def sample(package: Package) -> list[str]:
    """Return the mutants to try, the same ones each time as long as the code is the same."""
    every = every_mutant(package)
    return sorted(Random(SEED).sample(every, min(package.sample or len(every), len(every))))  # noqa: S311


@cache
def every_mutant(package: Package) -> list[str]:
    """Return the names that mutmut gives to all mutants of *package*."""
    from mutmut.mutation.file_mutation import mutate_file_contents
    from mutmut.utils.format_utils import get_mutant_name

    return [
        get_mutant_name(path.relative_to(ROOT), name)
        for pattern in package.code
        for path in sorted((ROOT / "src" / "nextsteps").glob(pattern.replace("*", "**/*.py")))
        for name in mutate_file_contents(str(path), path.read_text(encoding="utf-8")).mutant_names
    ]


if __name__ == "__main__":
    sys.exit(main())
