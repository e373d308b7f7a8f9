"""What a check found, for other programs: JSON, SARIF, and GitHub's annotations."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from nextsteps.cli.terminal import escaped
from nextsteps.errors import CODES, Location, Problem
from nextsteps.rulebook import Rulebook
from nextsteps.version import __version__

if TYPE_CHECKING:
    from nextsteps.verify import Fault, Proof


@dataclass(frozen=True, slots=True)
class NotProved:
    """That nothing was proved, and why."""

    why: str
    help: str | None = None


@dataclass
class Checked:
    """What one check found; without a rulebook, it did not load."""

    folder: str
    rulebook: Rulebook | None
    problems: Sequence[Problem]
    proof: "Proof | NotProved | None" = None
    disagreements: list[str] = field(default_factory=list)
    second_opinion: bool = False
    unfinished: Sequence[Problem] = ()

    @property
    def faults(self) -> "Sequence[Fault]":
        """What the proofs found wrong."""
        return () if self.proof is None or isinstance(self.proof, NotProved) else self.proof.faults

    def all_found(self) -> "Iterator[tuple[Problem, Fault | None]]":
        """Yield every problem, with the fault that it belongs to where a proof found it."""
        for problem in self.problems:
            yield problem, None
        for fault in self.faults:
            yield fault.problem, fault


def as_json(checked: Checked) -> str:
    """Return everything as one JSON object."""
    rulebook, proof = checked.rulebook, checked.proof
    told: dict[str, Any] = {
        "rulebook": None,
        "proved": None,
        "problems": [_problem(problem, fault) for problem, fault in checked.all_found()],
        "to_fill_in": [_problem(place, None) for place in checked.unfinished],
    }
    if rulebook is not None:
        told["rulebook"] = {
            "id": rulebook.id,
            "version": rulebook.version,
            "content_hash": rulebook.content_hash,
        }
    if isinstance(proof, NotProved):
        told["not_proved"] = proof.why
    elif proof is not None and rulebook is not None:
        told["proved"] = proof.proved
        told["laws"] = {law: proof.status_of(law) for law in rulebook.laws}
        told["meant"] = [fault.name for fault in proof.meant]
    if checked.second_opinion:
        told["disagreements"] = checked.disagreements
    return _json(told)


def _problem(problem: Problem, fault: "Fault | None") -> dict[str, Any]:
    place = problem.location
    told: dict[str, Any] = {
        "code": problem.code,
        "message": problem.message,
        "file": None if place is None else place.file,
        "line": None if place is None else place.line,
        "column": None if place is None else place.column,
        "help": problem.help,
    }
    if fault is not None:
        told["about"] = fault.about
        if fault.witness is not None:
            told["witness"] = fault.witness.stated()
            if fault.witness.before is not None:
                told["witness_before"] = fault.witness.before.stated()
    return told


def as_sarif(checked: Checked) -> str:
    """Return a SARIF 2.1.0 log, which code review tools show beside the lines."""
    found = list(checked.all_found())
    codes = sorted({problem.code for problem in (*(one for one, _ in found), *checked.unfinished)})
    rules = [{"id": code, "shortDescription": {"text": CODES[code]}} for code in codes]
    driver = {"name": "nextsteps", "version": __version__, "rules": rules}
    results = [_result(problem, fault) for problem, fault in found]
    results += [_result(place, None, "note") for place in checked.unfinished]
    return _json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "results": results}],
        }
    )


def _result(problem: Problem, fault: "Fault | None", level: str = "error") -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "level": level,
        "message": {"text": _in_words(problem, fault)},
    }
    if problem.location is not None:
        result["locations"] = [{"physicalLocation": _physical(problem.location)}]
    return result


def _physical(place: Location) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": PurePath(place.file).as_posix()},
        "region": {"startLine": place.line, "startColumn": place.column},
    }


def as_github(checked: Checked) -> str:
    """Return workflow commands that annotate the lines of a pull request."""
    found = [_annotation(problem, fault) for problem, fault in checked.all_found()]
    return "".join([*found, *(_annotation(place, None, "notice") for place in checked.unfinished)])


def _annotation(problem: Problem, fault: "Fault | None", level: str = "error") -> str:
    properties = {"title": problem.code}
    if problem.location is not None:
        place = problem.location
        properties = {"file": place.file, "line": str(place.line), "col": str(place.column)}
        properties["title"] = problem.code
    named = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{level} {named}::{_message(_in_words(problem, fault))}\n"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _in_words(problem: Problem, fault: "Fault | None") -> str:
    lines = [problem.message]
    if fault is not None and fault.witness is not None:
        lines.append(f"For example: {fault.witness}")
    if problem.help is not None:
        lines.append(f"Help: {problem.help}")
    return "\n".join(lines)


def _json(value: Any) -> str:
    return escaped(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"


FORMATS: Mapping[str, Callable[[Checked], str]] = {
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
