"""
What decides over each recommendation, put into numbers once per rulebook.

Everything here is the same for all people: which literals argue for it, in the order in
which a plan lists them, which hold it back, and where it stands when all else is equal.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from nextsteps.language import Condition, Or, failed_names, tried_names
from nextsteps.outcome import WITHHELD_IN_DANGER
from nextsteps.population.program import Literal, Program
from nextsteps.ranking import STRENGTHS
from nextsteps.rulebook import Recommendation, Rule, Rulebook
from nextsteps.rulebook.entries import STAGES, URGENCIES, Reader

READERS: tuple[Reader, ...] = ("client", "relative", "clinician")
NO_URGENCY = len(URGENCIES)


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that argues, holds back or excludes: its literal, its code, and its weight."""

    literal: Literal
    rule: int
    ground: str
    strength: int = 0
    urgency: int = NO_URGENCY
    if_unknown: str = "ignore"


@dataclass(frozen=True, slots=True)
class Scale:
    """One recommendation; levels, strengths and stages are places, the first the gravest."""

    id: str
    code: int
    place_by_id: int
    stage: int
    urgency: int
    is_safety: bool
    waits_at_emergency: bool
    waits_in_danger: bool
    is_drastic: bool
    readers: tuple[bool, ...]
    needs: Literal | None
    core: tuple[tuple[Literal, int], ...]
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    excluding: tuple[Reason, ...]
    holding: tuple[Reason, ...]
    again_if_tried: tuple[Literal, ...]
    again_if_failed: tuple[Literal, ...]
    opposites: tuple[int, ...]


def scales_of(rulebook: Rulebook, program: Program, rules: dict[str, int]) -> tuple[Scale, ...]:
    """Return one scale per recommendation, in the order of the catalogue."""
    by_id = {name: place for place, name in enumerate(sorted(rulebook.recommendations))}
    codes = {name: code for code, name in enumerate(rulebook.recommendations)}
    writer = _Writer(rulebook, program, rules)
    return tuple(
        writer.scale(entry, codes, by_id[entry.id]) for entry in rulebook.recommendations.values()
    )


class _Writer:
    def __init__(self, rulebook: Rulebook, program: Program, rules: dict[str, int]) -> None:
        self.rulebook = rulebook
        self.program = program
        self.rules = rules

    def scale(self, entry: Recommendation, codes: dict[str, int], place: int) -> Scale:
        about = self.rulebook.rules_about
        supporting = about(entry.id, "recommend")
        return Scale(
            id=entry.id,
            code=codes[entry.id],
            place_by_id=place,
            stage=STAGES.index(entry.stage),
            urgency=URGENCIES.index(entry.urgency),
            is_safety=entry.is_safety_step,
            waits_at_emergency=not entry.is_safety_step and entry.kind == "action",
            waits_in_danger=entry.stage in WITHHELD_IN_DANGER,
            is_drastic=entry.drastic,
            readers=tuple(entry.text(reader) is not None for reader in READERS),
            needs=self.program.needs.get(entry.id),
            core=tuple(
                (self.program.findings[danger.id], URGENCIES.index(danger.danger.level))
                for danger in self.rulebook.dangers.values()
                if danger.danger is not None and entry.id in danger.danger.core
            ),
            reasons=self._reasons_for(entry.id),
            cautions=self._plain(about(entry.id, "caution")),
            excluding=self._plain(about(entry.id, "exclude")),
            holding=self._plain(about(entry.id, "not_yet")),
            again_if_tried=self._parts_reading(entry.id, supporting, tried_names),
            again_if_failed=self._parts_reading(entry.id, supporting, failed_names),
            opposites=tuple(codes[name] for name in sorted(self.rulebook.opposites[entry.id])),
        )

    def _reasons_for(self, recommendation: str) -> tuple[Reason, ...]:
        """Those of its rules, and of the dangers that it is a core step of; strongest first."""
        found = list(self._plain(self.rulebook.rules_about(recommendation, "recommend")))
        for danger in self.rulebook.dangers.values():
            if danger.danger is not None and recommendation in danger.danger.core:
                level = URGENCIES.index(danger.danger.level)
                found += [
                    Reason(self.program.rules[rule.id], self.rules[rule.id], danger.id, 0, level)
                    for rule in self.rulebook.rules_about(danger.id, "finding")
                ]
        names = {code: name for name, code in self.rules.items()}
        return tuple(sorted(found, key=lambda one: (one.strength, one.urgency, names[one.rule])))

    def _plain(self, rules: Iterable[Rule]) -> tuple[Reason, ...]:
        return tuple(
            Reason(
                literal=self.program.rules[rule.id],
                rule=self.rules[rule.id],
                ground=rule.ground or rule.id,
                strength=STRENGTHS.index(rule.strength),
                urgency=NO_URGENCY if rule.urgency is None else URGENCIES.index(rule.urgency),
                if_unknown=rule.if_unknown,
            )
            for rule in rules
        )

    def _parts_reading(
        self,
        recommendation: str,
        rules: Iterable[Rule],
        reads: Callable[[Condition], frozenset[str]],
    ) -> tuple[Literal, ...]:
        """The parts of supporting rules that read what came of this very step."""
        found: list[Literal] = []
        for rule in rules:
            condition = self.rulebook.conditions.rules[rule.id]
            parts = condition.parts if isinstance(condition, Or) else (condition,)
            found += [self.program.literal(one) for one in parts if recommendation in reads(one)]
        return tuple(dict.fromkeys(found))
