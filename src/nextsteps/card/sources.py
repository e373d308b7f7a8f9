"""The 13 source attributes of an evidence-based decision support intervention."""

from collections.abc import Sequence

from nextsteps.card.attributes import attributes_of
from nextsteps.card.model import AttributeShown, RuleShown, StepShown
from nextsteps.card.reads import Reading
from nextsteps.card.stated import stated_of
from nextsteps.rulebook import Rulebook, Stated
from nextsteps.rulebook.stated import ATTRIBUTES, Attribute

_STATED = (
    "bibliographic citation", "developer", "funding of the technical implementation",
    "release and revision dates",
)  # fmt: skip
FIRST_COMPUTED = len(_STATED) + 1
_COMPUTED: dict[Attribute, str] = {
    "race": "race",
    "ethnicity": "ethnicity",
    "language": "language",
    "sexual_orientation": "sexual orientation",
    "gender_identity": "gender identity",
    "sex": "sex",
    "date_of_birth": "date of birth (here: age)",
    "social_determinants": "social determinants of health",
    "health_status": "health status assessments",
}


def source_attributes(
    rulebook: Rulebook, reading: Reading, rules: Sequence[RuleShown], steps: Sequence[StepShown]
) -> tuple[AttributeShown, ...]:
    """Return the attributes, numbered as in 45 CFR 170.315(b)(11)(iv)(A)."""
    stated = stated_of(rulebook)
    says = (_citations(rules, steps), stated.developer, stated.funding)
    first = [
        AttributeShown(number=number, name=name, says=words)
        for number, (name, words) in enumerate(
            zip(_STATED, (*says, _dates(rulebook, stated)), strict=True), start=1
        )
    ]
    facts = attributes_of(reading.all_facts, rulebook.stated)
    rest = [
        AttributeShown(
            number=number,
            name=_COMPUTED[name],
            facts=facts.get(name, ()),
            rules=sum(name in rule.attributes for rule in rules),
        )
        for number, name in enumerate(ATTRIBUTES, start=FIRST_COMPUTED)
    ]
    return (*first, *rest)


def _citations(rules: Sequence[RuleShown], steps: Sequence[StepShown]) -> str:
    every = [cite for rule in rules for cite in rule.evidence]
    every += [cite for step in steps for cite in step.evidence]
    cited = {cite.source for cite in every}
    grades = [cite.grade for cite in every]
    by_grade = ", ".join(
        f"{grades.count(grade)} of grade {grade}"
        for grade in ("A", "B", "C", "unverified")
        if grade in grades
    )
    return (
        f"{len(every)} citations of {len(cited)} sources stand beside the rules and "
        f"recommendations that they support: {by_grade}."
    )


def _dates(rulebook: Rulebook, stated: Stated) -> str:
    years = [source.year for source in rulebook.sources.values()]
    checked = [source.checked for source in rulebook.sources.values()]
    parts = [
        "not released yet" if stated.released is None else f"released {stated.released}",
        *([] if stated.revised is None else [f"revised {stated.revised}"]),
    ]
    if years:
        parts.append(f"sources of {_span(min(years), max(years))}")
        parts.append(f"checked {_span(min(checked), max(checked))}")
    return f"Version {rulebook.version}: {', '.join(parts)}."


def _span(first: object, last: object) -> str:
    return f"{first}" if first == last else f"{first} to {last}"
