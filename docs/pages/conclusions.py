"""The pages of dangers, of other findings, of questions, and of sources."""

from collections.abc import Iterable, Sequence

import nextsteps as ns
from docs.pages.cited import citers, reference
from docs.pages.markdown import bullets, codes, page
from docs.pages.rules import condition_block, rule_section, rule_sections, step_link
from nextsteps.rulebook import Finding, Rule, Source

LEVELS = ("emergency", "same_day", "days")


def dangers_page(rulebook: ns.Rulebook) -> str:
    """Return the page of the dangers, the gravest first."""
    intro = (
        "While a danger holds, its core steps come first, and nothing can exclude them, "
        "hold them back or retire them.\nA danger holds as soon as one of its rules does."
    )
    ordered = sorted(
        rulebook.dangers.values(), key=lambda one: (LEVELS.index(one.danger.level), one.id)
    )
    return page("Dangers", intro, *_finding_sections(ordered, rulebook))


def findings_page(rulebook: ns.Rulebook) -> str:
    """Return the page of the findings that are no dangers."""
    intro = (
        "A finding is a named conclusion that other conditions use.\n"
        "It holds as soon as one of its rules does."
    )
    ordered = [
        one for name, one in sorted(rulebook.findings.items()) if name not in rulebook.dangers
    ]
    return page("Findings", intro, *_finding_sections(ordered, rulebook))


def _finding_sections(findings: Iterable[Finding], rulebook: ns.Rulebook) -> list[str]:
    return [part for finding in findings for part in _finding_section(finding, rulebook)]


def _finding_section(finding: Finding, rulebook: ns.Rulebook) -> list[str]:
    said = [f"Finding: {finding.title}"]
    if finding.danger is not None:
        steps = ", ".join(step_link(step, rulebook) for step in finding.danger.core)
        said += [
            f"Level: {finding.danger.level.replace('_', ' ')}",
            f"Kind: {finding.danger.kind}",
            f"Core steps: {steps}",
        ]
    rules = [rulebook.rules[name] for name in sorted(rulebook.conditions.findings[finding.id])]
    sections = [rule_section(rule, rulebook) for rule in rules]
    return [f"## {finding.id}", bullets(said), *sections]


def questions_page(rulebook: ns.Rulebook) -> str:
    """Return the page of the rules that ask, and of what cannot be true together."""
    intro = (
        "Most questions come by themselves, from facts that are unknown and would change "
        "the plan.\nThe rules here ask besides that."
    )
    facts = rulebook.situation.vocabulary().facts
    asking = [rule for rule in rulebook.rules.values() if rule.kind == "ask"]
    return page(
        "Questions and contradictions",
        intro,
        *(
            part
            for name in sorted({rule.target for rule in asking})
            for part in _asked(name, facts[name].question, asking, rulebook)
        ),
        *_contradictions(rulebook),
    )


def _asked(fact: str, question: str, asking: Sequence[Rule], rulebook: ns.Rulebook) -> list[str]:
    rules = [rule for rule in asking if rule.target == fact]
    heading, *sections = rule_sections(fact, rules, rulebook)
    return [heading, question, *sections]


def _contradictions(rulebook: ns.Rulebook) -> list[str]:
    intro = "While one of these holds, drastic steps wait, and the plan asks."
    sections = [
        f"### {name}\n\n{one.question}\n\n"
        + condition_block(rulebook.conditions.contradictions[name], rulebook)
        for name, one in sorted(rulebook.contradictions.items())
    ]
    return [f"## Contradictions\n\n{intro}", *sections] if sections else []


def sources_page(rulebook: ns.Rulebook) -> str:
    """Return the page of all sources with what cites each."""
    intro = (
        "Grades: **A** several meta-analyses or a guideline's first line; **B** a guideline's "
        "option or consistent trials; **C** limited evidence or published advice; "
        "**unverified** from memory, awaiting review.\n"
        "A citation can have a grade of its own where a single point is weaker."
    )
    cited = citers(rulebook)
    sections = [
        _source_section(source, cited[name]) for name, source in sorted(rulebook.sources.items())
    ]
    return page("Sources", intro, *sections)


def _source_section(source: Source, cited_by: dict[str, list[str]]) -> str:
    said = [f"Grade: {source.grade}", f"Checked: {source.checked.isoformat()}"]
    said += [
        f"Cited by {kind} ({len(names)}): {codes(names)}"
        for kind, names in cited_by.items()
        if names
    ]
    return f"## {source.id}\n\n{reference(source)}\n\n{bullets(said)}"
