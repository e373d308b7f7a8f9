"""YAML files of a rulebook as test files, and each vignette in them as a test."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from nextsteps import NextStepsError, Problem, Rulebook, RulebookError, Situation, SituationError
from nextsteps.rulebook import Vignette
from nextsteps.situation.named import situation_named
from nextsteps.vignettes import rules_without_vignettes, run_vignette
from nextsteps_pytest import OPTION, SITUATION
from nextsteps_pytest.told import told

SUFFIXES = (".yaml", ".yml")
EVERY_RULE = "every-rule-has-vignettes"


class RulebookTests:
    """Turns the files of the named rulebooks into tests; a rulebook is loaded once."""

    def __init__(self, config: pytest.Config, folders: Sequence[Path]) -> None:
        self._situation = str(config.getini(SITUATION))
        self._folders = folders
        self._loaded: dict[Path, Rulebook | RulebookError] = {}
        for folder in folders:
            if not folder.is_dir():
                raise pytest.UsageError(f"{OPTION}: `{folder}` is not a folder of rules")

    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> "RulebookFile | None":
        """Take a YAML file that lies in a rulebook."""
        if file_path.suffix not in SUFFIXES:
            return None
        for folder in self._folders:
            if file_path.resolve().is_relative_to(folder):
                file = RulebookFile.from_parent(parent, path=file_path)
                file.tests, file.folder = self, folder
                return file
        return None

    def rulebook(self, folder: Path) -> Rulebook | None:
        """
        Return the rulebook; None where it is already told that it does not load.

        Raises:
            RulebookError: The first time that it does not load.
        """
        if folder not in self._loaded:
            try:
                self._loaded[folder] = Rulebook.load(folder, situation=self._vocabulary())
            except RulebookError as error:
                self._loaded[folder] = error
                raise
        found = self._loaded[folder]
        return found if isinstance(found, Rulebook) else None

    def _vocabulary(self) -> type[Situation]:
        if not self._situation:
            return Situation
        try:
            return situation_named(self._situation)
        except SituationError as error:
            found = "\n".join(str(problem) for problem in error.problems)
            message = f'{SITUATION}: {found}\nWith `pythonpath = ["."]` it finds modules beside it.'
            raise pytest.UsageError(message) from None


class RulebookFile(pytest.File):
    """One YAML file of a rulebook."""

    tests: RulebookTests
    folder: Path

    def collect(self) -> Iterable[pytest.Item]:
        """Yield a test per vignette in this file, and one for its rules."""
        rulebook = self.tests.rulebook(self.folder)
        if rulebook is None:
            return
        here = self.path.resolve()
        for name, vignette in rulebook.vignettes.items():
            if _file_of(rulebook, "vignettes", name) == here:
                yield VignetteTest.of(self, rulebook, vignette)
        if any(_file_of(rulebook, "rules", name) == here for name in rulebook.rules):
            yield EveryRule.of(self, rulebook)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:  # noqa: ARG002  (pytest's own)
        """Show what is wrong with the rulebook, not how Python got there."""
        if isinstance(excinfo.value, NextStepsError):
            return f"the rulebook {self.folder} does not load\n{excinfo.value}"
        return super().repr_failure(excinfo)


def _file_of(rulebook: Rulebook, kind: str, name: str) -> Path:
    return Path(rulebook.places[kind, name].file).resolve()


class ShortfallError(Exception):
    """What a test of a rulebook expects and does not find."""


class _Test(pytest.Item):
    rulebook: Rulebook
    line: int | None = None

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """Show the message alone: there is no Python of the author's to show."""
        if isinstance(excinfo.value, ShortfallError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where in the YAML the test stands."""
        return self.path, self.line, self.name


class VignetteTest(_Test):
    """A vignette comes out as it says."""

    vignette: Vignette

    @classmethod
    def of(cls, file: RulebookFile, rulebook: Rulebook, vignette: Vignette) -> "VignetteTest":
        """Return the test of *vignette*."""
        test: VignetteTest = cls.from_parent(file, name=vignette.id)
        test.rulebook, test.vignette = rulebook, vignette
        test.line = rulebook.places["vignettes", vignette.id].line - 1
        return test

    def runtest(self) -> None:
        """Raise with what was expected, what came out, and why."""
        trial = run_vignette(self.vignette, self.rulebook)
        if trial.shortfalls:
            raise ShortfallError(told(self.vignette, trial, self.rulebook))


class EveryRule(_Test):
    """Every rule of the file has a vignette in which it holds, and one in which it just fails."""

    @classmethod
    def of(cls, file: RulebookFile, rulebook: Rulebook) -> "EveryRule":
        """Return the test of the rules in *file*."""
        test: EveryRule = cls.from_parent(file, name=EVERY_RULE)
        test.rulebook = rulebook
        return test

    def runtest(self) -> None:
        """Raise with every rule that lacks a vignette."""
        lacking = list(self._lacking())
        if lacking:
            raise ShortfallError("\n".join(str(problem) for problem in lacking))

    def _lacking(self) -> Iterator[Problem]:
        for problem in rules_without_vignettes(self.rulebook):
            place = problem.location
            if place is not None and Path(place.file).resolve() == self.path.resolve():
                yield problem
