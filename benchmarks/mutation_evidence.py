"""
What should notice a mistake in the shipped rulebook, and whether it does.

Kinds of evidence, apart: laws and proofs; stories and whole situations, which say what must
come of somebody; what vignettes say of single rules, which was written beside the rules and so
proves little; and recorded cases, which only show that something changed. What is asked is
not looked at: questions take longer than all the rest, so fewer mutants count as noticed than
the tests would notice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from random import Random
from typing import Any

from nextsteps import Rulebook, Truth
from nextsteps.engine import Evaluation
from nextsteps.language import unparse
from nextsteps.plan import Plan
from nextsteps.rulebook import Rule, Vignette
from nextsteps.testing.case import Case
from nextsteps.testing.laws import LAWS
from nextsteps.testing.mutants import Mutant
from nextsteps.testing.mutated import PatchedEngine
from nextsteps.testing.read import facts_read
from nextsteps.testing.sample import sample
from nextsteps.testing.values import dangerous
from nextsteps.vignettes import plan_shortfalls
from tests.knowledge.recorded import Recorded, read, said
from tests.stories.adapter import answer_of, situation_of
from tests.stories.score import expectations_of

SAMPLE = 600
MOST_AFFECTED = 25
"""Of each group of situations at most so many are tried in which a mutant can change the plan."""
ASKERS = ("client", "parent", "partner", "relative", "clinician", None)
OF_ENGINES = (1, 2)
"""Laws 1 and 2 are about engines and truth, which a mistake in a rulebook can't break."""
ALONE = [law for law in LAWS if law.number not in OF_ENGINES and law.after == "the same"
         and "question" not in law.sentence and "asked" not in law.sentence
         and "find out" not in law.sentence]  # fmt: skip
WORSE = [law for law in LAWS if law.after == "danger is worse"]
LEARNED = [law for law in LAWS if law.number not in OF_ENGINES and law.after == "more is known"]


@dataclass(frozen=True)
class Verdict:
    """What noticed a mutant: the first of each kind, None where nothing did."""

    mutant: Mutant
    loader: str | None = None
    laws: str | None = None
    proof: str | None = None
    whole: str | None = None
    stories: str | None = None
    rules: str | None = None
    recorded: str | None = None
    is_equal: bool = False
    """Proved to give the same plan in every situation: there is nothing to notice."""

    @property
    def by_laws(self) -> bool:
        """Whether the loader, a law or a proof noticed it."""
        return any(one is not None for one in (self.loader, self.laws, self.proof))

    @property
    def by_wholes(self) -> bool:
        """Whether a story, a whole situation or what a vignette says of the plan noticed it."""
        return self.whole is not None or self.stories is not None

    @property
    def by_evidence(self) -> bool:
        """Whether anything did but what vignettes say of single rules."""
        return self.by_laws or self.by_wholes

    @property
    def is_killed(self) -> bool:
        """Whether anything did."""
        return self.by_evidence or self.rules is not None or self.recorded is not None


@dataclass(frozen=True)
class Shown:
    """A situation with what the rulebook without a mistake makes of it."""

    case: Case
    check: Callable[[Plan], Iterable[str]] | None = None
    rules: Mapping[Truth, tuple[str, ...]] = field(default_factory=dict)
    name: str = ""
    is_story: bool = False


@dataclass(frozen=True)
class Evidence:
    """All that is tried on each mutant, worked out once."""

    rulebook: Rulebook
    told: tuple[Shown, ...]
    recorded: tuple[Shown, ...]
    alone: tuple[Case, ...]
    worse: tuple[tuple[Case, Case], ...]
    learned: tuple[tuple[Case, Case], ...]
    concerns: tuple[tuple[Case, Case], ...]


def evidence(rulebook: Rulebook, wholes: Iterable[Mapping[str, Any]],
             stories: Iterable[Mapping[str, Any]], seed: int) -> Evidence:  # fmt: skip
    """Return what is tried on mutants of *rulebook*."""
    told = [*_vignettes(rulebook)]
    told += [_tale(rulebook, tale, is_story=False) for tale in wholes]
    told += [_tale(rulebook, tale, is_story=True) for tale in stories]
    drawn = [Case(rulebook, one) for one in sample(rulebook, range(seed, seed + SAMPLE))]
    random = Random(seed)  # noqa: S311
    worse = tuple((case, _worse(case, random)) for case in drawn)
    learned = tuple(
        (case, case.with_learned(random.choice(drawn).situation)) for case in drawn[: SAMPLE // 2]
    )
    found = Evidence(
        rulebook,
        tuple(told),
        tuple(_recorded(rulebook)),
        tuple(drawn),
        worse,
        learned,
        tuple(_concerns(rulebook)),
    )
    for case in _all_cases(found):
        case.evaluation  # noqa: B018  (worked out before processes fork)
    return found


def _all_cases(found: Evidence) -> Iterator[Case]:
    yield from (shown.case for shown in (*found.told, *found.recorded))
    yield from found.alone
    for pairs in (found.worse, found.learned, found.concerns):
        yield from (pair[1] for pair in pairs)


def _vignettes(rulebook: Rulebook) -> Iterator[Shown]:
    for vignette in rulebook.vignettes.values():
        situation = rulebook.situation.model_validate(dict(vignette.facts))
        rules = {
            Truth.TRUE: vignette.holds,
            Truth.FALSE: vignette.fails,
            Truth.UNKNOWN: vignette.unknown,
        }

        vignette = vignette.model_copy(update={"asks": ()})

        def check(plan: Plan, vignette: Vignette = vignette) -> Iterator[str]:
            book = plan.require_rulebook()
            for shortfall in plan_shortfalls(vignette, plan, book):
                if shortfall.kind != "unknown name":
                    yield str(shortfall)

        yield Shown(
            Case(rulebook, situation),
            check if vignette.says_of_the_plan else None,
            rules,
            vignette.id,
        )


def _tale(rulebook: Rulebook, tale: Mapping[str, Any], *, is_story: bool) -> Shown:
    expect = {key: value for key, value in tale["expect"].items() if key != "must_ask"}

    def check(plan: Plan) -> Iterator[str]:
        for one in expectations_of(expect, answer_of(plan, asks=False)):
            if not one.is_met:
                yield f"{one.kind} {one.wanted}"

    case = Case(rulebook, situation_of(tale["facts"]))
    return Shown(case, check, {}, tale["id"], is_story)


def _recorded(rulebook: Rulebook) -> Iterator[Shown]:
    for one in read():
        rule = rulebook.rules[one.rule]

        def check(plan: Plan, one: Recorded = one, rule: Rule = rule) -> Iterator[str]:
            if one.says != said(rule, plan):
                yield f"a recorded case of {one.rule}"

        yield Shown(Case(rulebook, rulebook.situation.model_validate(one.facts)), check)


def _worse(case: Case, random: Random) -> Case:
    read = facts_read(case.rulebook)
    dangers = [one for one in case.rulebook.situation.vocabulary().danger_facts if one.name in read]
    one = random.choice(dangers)
    return case.with_fact(one.name, dangerous(one))


def _concerns(rulebook: Rulebook) -> Iterator[tuple[Case, Case]]:
    """For each asker and concern: nothing known, and the concern alone (law 7)."""
    concerns = [name for name in rulebook.situation.model_fields if name.startswith("concern_")]
    for asker in ASKERS:
        nothing = Case(rulebook, rulebook.situation.model_validate({"asker": asker}))
        for concern in concerns:
            yield nothing, nothing.with_fact(concern, True)


class Judge:
    """Tries one mutant."""

    def __init__(self, found: Evidence, mutant: Mutant, book: Rulebook) -> None:
        self.evidence, self.mutant, self.book = found, mutant, book
        self.engine: PatchedEngine = self.book.engines["compiled"]

    def verdict(self, proof: str | None) -> Verdict:
        """Return what notices the mutant; *proof* names a law or check it is proved to break."""
        wholes = (shown for shown in self.evidence.told if not shown.is_story)
        tales = (shown for shown in self.evidence.told if shown.is_story)
        return Verdict(
            self.mutant,
            laws=next(self._laws(), None) if proof is None else None,
            proof=proof,
            whole=next(self._fallen_short(wholes), None),
            stories=next(self._fallen_short(tales), None),
            rules=next(self._rules(), None),
            recorded=next(self._fallen_short(self.evidence.recorded), None),
        )

    def _after(self, case: Case) -> Evaluation:
        return self.engine.after(case.evaluation, case.known)

    def _matters(self, case: Case, after: Evaluation) -> bool:
        """Whether the plan, but for its questions, could be another."""
        if after is not case.evaluation:
            return True
        return any(self._counts(kind, name, after) for kind, name in self.mutant.entries)

    def _counts(self, kind: str, name: str, after: Evaluation) -> bool:
        if kind == "findings":
            return after.findings[name] is not Truth.FALSE
        if kind == "recommendations":
            rules = self.book.rules_about(name, "recommend")
            return self._is_core(name) or any(after.rules[rule.id] is Truth.TRUE for rule in rules)
        truth = after.rules.get(name, Truth.FALSE)
        against = self.evidence.rulebook.rules[name].kind in ("exclude", "not_yet")
        return truth is Truth.TRUE or (truth is Truth.UNKNOWN and against)

    def _is_core(self, step: str) -> bool:
        return any(step in one.danger.core for one in self.book.dangers.values() if one.danger)

    def _mutated(self, case: Case) -> Case:
        other = Case(self.book, case.situation)
        other.__dict__["known"] = case.known
        other.__dict__["evaluation"] = self._after(case)
        return other

    def _fallen_short(self, several: Iterable[Shown]) -> Iterator[str]:
        for shown in several:
            if shown.check is None:
                continue
            after = self._after(shown.case)
            if self._matters(shown.case, after):
                plan = self.book.recommend(shown.case.situation)
                yield from (f"{shown.name}: {one}" for one in shown.check(plan))

    def _rules(self) -> Iterator[str]:
        for shown in self.evidence.told:
            if not shown.rules:
                continue
            after = self._after(shown.case)
            for truth, rules in shown.rules.items():
                for rule in rules:
                    if after.rules.get(rule) is not truth or rule not in self.book.rules:
                        yield f"{shown.name}: {rule}"

    def _laws(self) -> Iterator[str]:
        yield from self._written()
        for (case,) in self._affected((case,) for case in self.evidence.alone):
            yield from (str(law) for law in ALONE if law.breaches(case, case))
        for laws, pairs in ((WORSE, self.evidence.worse), (LEARNED, self.evidence.learned)):
            for before, later in self._affected(pairs):
                yield from (str(law) for law in laws if law.breaches(before, later))
        for nothing, alone in self._affected(self.evidence.concerns):
            yield from self._unanswered(nothing, alone)

    def _affected(self, groups: Iterable[tuple[Case, ...]]) -> Iterator[tuple[Case, ...]]:
        """Yield, with the mistake in them, those in which it can change a plan."""
        affected = (
            tuple(self._mutated(case) for case in group)
            for group in groups
            if any(self._matters(case, self._after(case)) for case in group)
        )
        return islice(affected, MOST_AFFECTED)

    def _written(self) -> Iterator[str]:
        """Law 7 as far as it can be read off the rules."""
        core = {
            step for one in self.book.dangers.values() if one.danger for step in one.danger.core
        }
        for name in self.book.recommendations:
            if name not in core and not self.book.rules_about(name, "recommend"):
                yield f"7: nothing gives `{name}`"
        changed = [name for kind, name in self.mutant.entries if kind == "rules"]
        for name in changed:
            if name in self.book.rules and any(
                self._is_like(name, other) for other in self.book.rules
            ):
                yield f"7: two rules say the same as `{name}`"

    def _is_like(self, name: str, other: str) -> bool:
        one, two = self.book.rules[name], self.book.rules[other]
        effects = [(rule.kind, rule.target, rule.if_unknown) for rule in (one, two)]
        if name == other or effects[0] != effects[1]:
            return False
        conditions = self.book.conditions.rules
        return unparse(conditions[name]) == unparse(conditions[other])

    def _unanswered(self, nothing: Case, alone: Case) -> Iterator[str]:
        before = {step.id for step in nothing.given}
        if not nothing.plan.recommendations:
            yield "7: nobody is left without a recommendation"
        if not {step.id for step in alone.given} - before:
            yield "7: a concern alone gets a recommendation of its own"
