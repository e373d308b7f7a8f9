"""A rule as its page shows it: condition, reason, evidence, vignettes."""

from collections.abc import Iterable, Iterator

import nextsteps as ns
from docs.pages.cited import evidence
from docs.pages.markdown import bullets, one_line
from nextsteps.language import Condition, finding_names, tried_names, unparse
from nextsteps.rulebook import Rule, Vignette

WHILE_UNKNOWN = {
    "hold": "While this is unknown, the step waits.",
    "check": "While this is unknown, the step stays, with a check.",
    "ignore": "While this is unknown, nothing changes.",
}
ALWAYS = "In every situation."


def findings_page_of(finding: str, rulebook: ns.Rulebook) -> str:
    """Return the page that *finding* stands on."""
    return "dangers.md" if finding in rulebook.dangers else "findings.md"


def finding_link(finding: str, rulebook: ns.Rulebook) -> str:
    """Return a link to *finding*, in words."""
    title = rulebook.findings[finding].title
    return f"[{title}]({findings_page_of(finding, rulebook)}#{finding})"


def step_link(step: str, rulebook: ns.Rulebook) -> str:
    """Return a link to the page of a recommendation, by its title."""
    return f"[{rulebook.recommendations[step].title}]({step}.md)"


def condition_block(condition: Condition, rulebook: ns.Rulebook) -> str:
    """Return a condition in canonical text, with links to what it rests on."""
    text = unparse(condition)
    if text == "True":
        return ALWAYS
    rests = [finding_link(name, rulebook) for name in sorted(finding_names(condition))]
    rests += [step_link(name, rulebook) for name in sorted(tried_names(condition))]
    block = f"```text\n{text}\n```"
    return block + (f"\n\nRests on: {', '.join(rests)}." if rests else "")


def rule_section(rule: Rule, rulebook: ns.Rulebook) -> str:
    """Return all about one rule; its heading is its id, and so is its anchor."""
    holds, fails = vignettes_of(rule, rulebook)
    parts = [
        f"### {rule.id}",
        one_line(rule.because),
        condition_block(rulebook.conditions.rules[rule.id], rulebook),
        " ".join(_said_beside(rule, rulebook)),
        "Evidence:\n\n" + evidence(rule.sources, rulebook),
        _stories("Holds", holds),
        _stories("Just fails", fails),
    ]
    return "\n\n".join(part for part in parts if part)


def rule_sections(title: str, rules: Iterable[Rule], rulebook: ns.Rulebook) -> list[str]:
    """Return a heading with a section for each rule, by id; nothing when there are none."""
    sections = [rule_section(rule, rulebook) for rule in sorted(rules, key=lambda rule: rule.id)]
    return [f"## {title}", *sections] if sections else []


def vignettes_of(rule: Rule, rulebook: ns.Rulebook) -> tuple[list[Vignette], list[Vignette]]:
    """Return the vignettes that say that *rule* holds, and that it just fails, by id."""
    vignettes = sorted(rulebook.vignettes.values(), key=lambda vignette: vignette.id)
    return (
        [vignette for vignette in vignettes if rule.id in vignette.holds],
        [vignette for vignette in vignettes if rule.id in vignette.fails],
    )


def _said_beside(rule: Rule, rulebook: ns.Rulebook) -> Iterator[str]:
    if rule.kind == "recommend":
        yield f"Strength: {rule.strength}."
    if rule.urgency is not None:
        yield f"Urgency: {rule.urgency.replace('_', ' ')}."
    if rule.ground is not None:
        yield f"Ground: `{rule.ground}`."
    if rule.until is not None:
        yield f"Until {one_line(rule.until)}."
    if rule.kind in ("not_yet", "exclude"):
        yield WHILE_UNKNOWN[rule.if_unknown]
    yield f"File: `{rulebook.places['rules', rule.id].file}`."


def _stories(title: str, vignettes: list[Vignette]) -> str:
    if not vignettes:
        return ""
    return f"{title}:\n\n" + bullets(f"{one.story} (`{one.id}`)" for one in vignettes)
