"""A rulebook into its card: what can be computed is computed, the rest is what authors state."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from nextsteps.card.attributes import attributes_of, unclassified
from nextsteps.card.model import (
    FORMAT,
    Card,
    Cited,
    CriterionShown,
    DangerShown,
    IfUnknown,
    Named,
    Referred,
    RuleShown,
    Run,
    StepShown,
)
from nextsteps.card.reads import Reading
from nextsteps.card.sources import source_attributes
from nextsteps.card.stated import stated_of
from nextsteps.ranking import CRITERIA
from nextsteps.rulebook import Citation, Hazard, Recommendation, Rule, Rulebook
from nextsteps.rulebook.entries import Reader
from nextsteps.rulebook.stated import SEVERITIES
from nextsteps.version import __version__
from nextsteps.vignettes import check_vignettes

if TYPE_CHECKING:
    from nextsteps.verify import Proof

_READERS: tuple[Reader, ...] = ("client", "relative", "clinician")
_WAITING: tuple[IfUnknown, ...] = ("hold", "check", "ignore")
_KINDS = (
    "rules", "recommendations", "findings", "dangers", "contradictions", "sources", "measures",
    "contacts", "vignettes", "laws", "hazards",
)  # fmt: skip
MISSING_DATA = (
    "A fact that nobody has told is unknown, and unknown is never no.",
    "A rule argues for or against a step only while its condition is known to hold.",
    "An unknown danger is told as possible, and what could settle it is asked first.",
    "A rule that excludes a step or holds it back says what happens while it is unknown: the "
    "step waits (hold), is given with what to make sure of first (check), or is given (ignore).",
    "A safety step never waits for an answer: a rulebook in which one would does not load.",
)


def card_of(
    rulebook: Rulebook, *, proof: "Proof | None" = None, measured: Iterable[Run] = ()
) -> Card:
    """
    Return the card of *rulebook*. Its vignettes are run, which takes seconds for a large one.

    Args:
        rulebook: A rulebook that loaded.
        proof: What `nextsteps.verify.prove` found of it; without one the card proves nothing.
        measured: What was measured elsewhere, such as how many mistakes would be noticed.
    """
    reading = Reading(rulebook)
    stated = stated_of(rulebook)
    rules = tuple(_rule(rule, reading) for rule in rulebook.rules.values())
    steps = tuple(_step(step, reading) for step in rulebook.recommendations.values())
    waiting = [rule.if_unknown for rule in rules]
    return Card(
        format=FORMAT,
        rulebook=_named(rulebook),
        counts={kind: len(getattr(rulebook, kind)) for kind in _KINDS},
        stated=stated,
        missing=stated.missing,
        attributes=source_attributes(rulebook, reading, rules, steps),
        unclassified=unclassified(reading.all_facts, rulebook.stated),
        missing_data=MISSING_DATA,
        if_unknown={how: waiting.count(how) for how in _WAITING},
        ranking=tuple(CriterionShown(name=one.name, says=one.says) for one in CRITERIA),
        limits=tuple(_limits(rulebook, rules, steps, proof)),
        tests=(*_tests(rulebook, proof), *measured),
        hazards=tuple(sorted(rulebook.hazards.values(), key=_gravest_first)),
        dangers=tuple(_dangers(rulebook)),
        recommendations=steps,
        rules=rules,
        sources={
            name: Referred.model_validate(source.model_dump(exclude={"id"}))
            for name, source in rulebook.sources.items()
        },
    )


def _gravest_first(hazard: Hazard) -> tuple[int, str]:
    return SEVERITIES.index(hazard.severity), hazard.id


def _named(rulebook: Rulebook) -> Named:
    return Named(
        id=rulebook.id,
        version=rulebook.version,
        title=rulebook.identity.title,
        content_hash=rulebook.content_hash,
        library=__version__,
    )


def _rule(rule: Rule, reading: Reading) -> RuleShown:
    rulebook = reading.rulebook
    facts = reading.of_rule(rule)
    return RuleShown(
        id=rule.id,
        kind=rule.kind,
        target=rule.target,
        because=rule.because,
        evidence=_cited(rule.sources, rulebook),
        facts=facts,
        tried=reading.tried(rule),
        attributes=attributes_of(facts, rulebook.stated),
        if_unknown=rule.if_unknown if rule.kind in ("not_yet", "exclude") else None,
    )


def _step(step: Recommendation, reading: Reading) -> StepShown:
    rulebook = reading.rulebook
    facts = reading.of_step(step)
    return StepShown(
        id=step.id,
        title=step.title,
        kind=step.kind,
        stage=step.stage,
        urgency=step.urgency,
        readers=tuple(one for one in _READERS if getattr(step, one) is not None),
        evidence=_cited(step.sources, rulebook),
        facts=facts,
        attributes=attributes_of(facts, rulebook.stated),
    )


def _cited(citations: Iterable[Citation], rulebook: Rulebook) -> tuple[Cited, ...]:
    return tuple(
        Cited(
            source=one.source,
            locator=one.locator,
            grade=one.grade or rulebook.sources[one.source].grade,
            says=one.says,
        )
        for one in citations
    )


def _dangers(rulebook: Rulebook) -> Iterator[DangerShown]:
    for name, finding in rulebook.dangers.items():
        danger = finding.danger
        assert danger is not None  # as it is among the dangers
        yield DangerShown(id=name, title=finding.title, level=danger.level, core=danger.core)


def _limits(
    rulebook: Rulebook,
    rules: Sequence[RuleShown],
    steps: Sequence[StepShown],
    proof: "Proof | None",
) -> Iterator[str]:
    """What the rulebook itself shows that it lacks; what authors know of it is stated."""
    weak = [one.id for one in rules if any(cite.grade == "unverified" for cite in one.evidence)]
    if weak:
        yield f"{len(weak)} of {len(rules)} rules rest in part on points that nobody has verified."
    weak = [one.id for one in steps if any(cite.grade == "unverified" for cite in one.evidence)]
    if weak:
        yield f"So do {len(weak)} of {len(steps)} recommendations."
    numbers = rulebook.contacts.values()
    unseen = sum(one.confidence != "seen" for one in numbers)
    if unseen:
        yield (
            f"The contacts of {unseen} of {len(numbers)} countries were not seen at the operator "
            "or its government."
        )
    unshown = sum(not one.evidence for one in rulebook.hazards.values())
    if unshown:
        yield f"Of {len(rulebook.hazards)} hazards {unshown} have a control that no test shows."
    if not rulebook.hazards:
        yield "No hazards are stated."
    if proof is None:
        yield "Nothing was proved for this card; the vignettes were run."


def _tests(rulebook: Rulebook, proof: "Proof | None") -> Iterator[Run]:
    faults = list(check_vignettes(rulebook))
    found = {"vignettes": len(rulebook.vignettes), "problems": len(faults)}
    yield Run(what="vignettes", command="nextsteps check --no-proof DIR", found=found)
    if proof is None:
        return
    kept = sum(proof.status_of(law) == "proved" for law in rulebook.laws)
    yield Run(
        what="proofs for every possible situation",
        command="nextsteps check DIR",
        found={
            "statements asked": proof.asked,
            "statements proved": sum(proof.proved.values()),
            "laws": len(rulebook.laws),
            "laws proved": kept,
            "faults": len(proof.faults),
            "marked as meant": len(proof.meant),
        },
    )
