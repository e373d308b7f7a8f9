"""
A mutant made into a rulebook, without reading any YAML again.

What the loader refuses is refused here, too: shapes, dangers, urgencies, core steps.
Conditions are evaluated from what the rulebook without the mistake makes of them: only
what the mistake can change is worked out anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from nextsteps.engine import Evaluation, engine_for
from nextsteps.entry import Entry
from nextsteps.errors import Location, Problem, RulebookError
from nextsteps.language import Condition, Known, evaluate, finding_names, unparse
from nextsteps.rulebook import Conditions, Rulebook
from nextsteps.rulebook.kinds import KINDS
from nextsteps.rulebook.read import Files, Written
from nextsteps.rulebook.safety import check_safety
from nextsteps.testing.mutants import Key, Mutant
from nextsteps.truth import Truth, disjunction

_KINDS_OF_TRUTH = tuple(part.name for part in fields(Evaluation))
_NOWHERE = Location("mutant", 1, 1)


@dataclass(frozen=True, slots=True)
class _Unplaced(Written):
    """An entry that was never written in a file."""

    def place(self, *path: str | int) -> Location:  # noqa: ARG002  (as of a written one)
        return _NOWHERE


def mutated(rulebook: Rulebook, mutant: Mutant) -> Rulebook:
    """
    Return *rulebook* with the mistake in it.

    Raises:
        RulebookError: It would not load.
    """
    entries: dict[str, Any] = {kind: dict(getattr(rulebook, kind)) for kind, _ in mutant.entries}
    for (kind, name), entry in mutant.entries.items():
        if entry is None:
            del entries[kind][name]
        else:
            entries[kind][name] = _checked(entry, mutant.conditions.get((kind, name)))
    conditions = _conditions(rulebook.conditions, mutant)
    changed = replace(rulebook, conditions=conditions, **entries)
    problems = check_safety(_files(changed), conditions, rulebook.situation)
    problems += [
        Problem("R412", f"no rule concludes the finding `{name}`")
        for name, own in conditions.findings.items()
        if not own
    ]
    if problems:
        raise RulebookError(problems)
    changed.engines["compiled"] = PatchedEngine(rulebook, changed, mutant)
    return changed


def _checked(entry: Entry, condition: Condition | None) -> Entry:
    """Return the entry after its own checks, which `model_copy` leaves out."""
    stated: dict[str, Any] = entry.model_dump(by_alias=True)
    if condition is not None:
        stated["when" if "when" in stated else "needs"] = unparse(condition)
    try:
        return type(entry).model_validate(stated)
    except ValidationError as error:
        raise RulebookError(Problem("R401", str(error.errors()[0]["msg"]))) from None


def _conditions(before: Conditions, mutant: Mutant) -> Conditions:
    rules, needs = dict(before.rules), dict(before.needs)
    for (kind, name), condition in mutant.conditions.items():
        (rules if kind == "rules" else needs)[name] = condition
    gone = {name for (kind, name), entry in mutant.entries.items() if entry is None}
    for name in gone:
        rules.pop(name, None)
    findings = {
        finding: tuple(rule for rule in own if rule not in gone)
        for finding, own in before.findings.items()
    }
    return replace(before, rules=rules, needs=needs, findings=findings)


def _files(rulebook: Rulebook) -> Files:
    written: dict[str, dict[str, Written]] = {
        kind: {name: _Unplaced(entry, None) for name, entry in getattr(rulebook, kind).items()}  # type: ignore[arg-type]
        for kind in KINDS
    }
    return Files(written=written)


class PatchedEngine:
    """Evaluates a mutant: what the original finds, with what depends on the mistake anew."""

    def __init__(self, original: Rulebook, changed: Rulebook, mutant: Mutant) -> None:
        self._original = engine_for(original)
        self._conditions = changed.conditions
        self._changed = frozenset(
            key for key in mutant.entries if key in mutant.conditions or mutant.entries[key] is None
        )
        self._readers = _readers_of(original)
        self._findings = self._resting_findings(original.conditions)

    def _resting_findings(self, before: Conditions) -> tuple[str, ...]:
        """The findings that rest on the mistake, each after those that it rests on."""
        resting: dict[str, None] = {}
        reached = set(self._changed)
        for finding, own in before.findings.items():
            if any(("rules", rule) in reached for rule in own):
                resting[finding] = None
                reached |= self._readers.get(finding, frozenset())
        return tuple(resting)

    def evaluate(self, known: Known) -> Evaluation:
        """Return the truth of every condition."""
        return self.after(self._original.evaluate(known), known)

    def after(self, before: Evaluation, known: Known) -> Evaluation:
        """
        Return what becomes of *before*; the same object where nothing does.

        A rule that is gone and was FALSE is missed by nobody: it counts as nothing changed.
        """
        if not self._differs(before, known):
            return before
        findings = dict(before.findings)
        dirty = set(self._changed)
        conditions = self._conditions
        for finding in self._findings:
            findings[finding] = disjunction(
                evaluate(conditions.rules[rule], known, findings)
                if ("rules", rule) in dirty
                else before.rules[rule]
                for rule in conditions.findings[finding]
            )
            if findings[finding] is not before.findings[finding]:
                dirty |= self._readers.get(finding, frozenset())
        again = _Again(known, findings, dirty)
        found = Evaluation(
            rules=again.group("rules", before.rules, conditions.rules),
            findings=findings if findings != before.findings else before.findings,
            needs=again.group("recommendations", before.needs, conditions.needs),
            contradictions=again.group(
                "contradictions", before.contradictions, conditions.contradictions
            ),
        )
        is_same = all(getattr(found, kind) is getattr(before, kind) for kind in _KINDS_OF_TRUTH)
        return before if is_same else found

    def _differs(self, before: Evaluation, known: Known) -> bool:
        """Whether the mistake itself has another truth here; cheap, and mostly no."""
        conditions = self._conditions
        for kind, name in self._changed:
            was = (before.rules if kind == "rules" else before.needs)[name]
            now_all = conditions.rules if kind == "rules" else conditions.needs
            if name not in now_all:
                if was is not Truth.FALSE:
                    return True
            elif evaluate(now_all[name], known, before.findings) is not was:
                return True
        return False


@dataclass(frozen=True, slots=True)
class _Again:
    """Works out anew what is dirty."""

    known: Known
    findings: Mapping[str, Truth]
    dirty: set[Key]

    def group(
        self, kind: str, before: Mapping[str, Truth], conditions: Mapping[str, Condition]
    ) -> Mapping[str, Truth]:
        """Return the truths of one kind of condition; the same object where none changed."""
        names = [name for other, name in self.dirty if other == kind]
        changed = {
            name: truth
            for name in names
            if name in conditions
            and (truth := evaluate(conditions[name], self.known, self.findings)) is not before[name]
        }
        gone = {name for name in names if name not in conditions and name in before}
        if not changed and not gone:
            return before
        return {name: one for name, one in before.items() if name not in gone} | changed


@lru_cache(maxsize=4)
def _readers_of(rulebook: Rulebook) -> Mapping[str, frozenset[Key]]:
    """Every condition that reads a finding, by finding."""
    conditions = rulebook.conditions
    found: dict[str, set[Key]] = {}
    groups = (
        ("rules", conditions.rules),
        ("recommendations", conditions.needs),
        ("contradictions", conditions.contradictions),
    )
    for kind, group in groups:
        for name, condition in group.items():
            for finding in finding_names(condition):
                found.setdefault(finding, set()).add((kind, name))
    return {name: frozenset(keys) for name, keys in found.items()}
