"""One page per recommendation, and the table of them all."""

from collections.abc import Iterator
from typing import get_args

import nextsteps as ns
from docs.pages.cited import evidence
from docs.pages.markdown import bullets, one_line, page, table
from docs.pages.rules import condition_block, finding_link, rule_sections, step_link
from nextsteps.rulebook import Reader, Recommendation
from nextsteps.rulebook.entries import STAGES, RuleKind, Urgency

ARGUED: tuple[tuple[RuleKind, str], ...] = (
    ("recommend", "Argued for by"),
    ("caution", "Cautioned by"),
    ("not_yet", "Not yet, until"),
    ("exclude", "Excluded by"),
)
READERS = {"client": "the client", "relative": "a relative", "clinician": "the clinician"}


def recommendation_page(step: Recommendation, rulebook: ns.Rulebook) -> str:
    """Return the page of one recommendation with every rule that argues about it."""
    argued = [
        part
        for kind, title in ARGUED
        for part in rule_sections(title, rulebook.rules_about(step.id, kind), rulebook)
    ]
    return page(
        step.title,
        bullets(_said_of(step, rulebook)),
        *_texts(step),
        "## Applies when\n\n" + _applies(step, rulebook),
        "## Evidence for the step\n\n" + evidence(step.sources, rulebook),
        *argued,
    )


def _said_of(step: Recommendation, rulebook: ns.Rulebook) -> Iterator[str]:
    yield f"Id: `{step.id}`"
    if step.advice is not None:
        yield f"Advice: `{step.advice}`"
    yield f"Kind: {step.kind}"
    yield f"Stage: {_plain(step.stage)}"
    yield f"Urgency: {_urgencies(step, rulebook)}"
    yield f"Effort: {step.effort}"
    if step.acts:
        yield "Acts: " + ", ".join(_plain(act) for act in step.acts)
    if others := sorted(rulebook.opposites[step.id]):
        yield "Never beside: " + ", ".join(step_link(other, rulebook) for other in others)
    if step.drastic:
        yield "Drastic: waits while facts contradict each other"
    if dangers := _dangers_of(step, rulebook):
        yield "Core step of: " + ", ".join(finding_link(one, rulebook) for one in dangers)


def _urgencies(step: Recommendation, rulebook: ns.Rulebook) -> str:
    raised = {rule.urgency for rule in rulebook.rules_about(step.id, "recommend") if rule.urgency}
    raised |= {rulebook.dangers[one].danger.level for one in _dangers_of(step, rulebook)}
    order: tuple[Urgency, ...] = get_args(Urgency)
    higher = [one for one in order[: order.index(step.urgency)] if one in raised]
    return " or ".join(_plain(one) for one in (step.urgency, *reversed(higher)))


def _dangers_of(step: Recommendation, rulebook: ns.Rulebook) -> list[str]:
    return sorted(name for name, one in rulebook.dangers.items() if step.id in one.danger.core)


def _texts(step: Recommendation) -> Iterator[str]:
    for reader in get_args(Reader):
        text = step.text(reader)
        if text is None:
            yield f"## For {READERS[reader]}\n\nNot offered to {READERS[reader]}."
            continue
        title = [f"**{one_line(text.title)}**"] if text.title else []
        how = [bullets(text.how)] if text.how else []
        yield "\n\n".join([f"## For {READERS[reader]}", *title, one_line(text.what), *how])


def _applies(step: Recommendation, rulebook: ns.Rulebook) -> str:
    needs = rulebook.conditions.needs.get(step.id)
    if needs is None:
        return "It needs nothing else to be true."
    return condition_block(needs, rulebook)


def index_page(rulebook: ns.Rulebook) -> str:
    """Return the table of all recommendations, stage by stage."""
    intro = (
        f"{rulebook.identity.title}, version {rulebook.version}: "
        f"{len(rulebook.recommendations)} recommendations, {len(rulebook.rules)} rules, "
        f"{len(rulebook.findings)} findings, {len(rulebook.sources)} sources, "
        f"{len(rulebook.vignettes)} vignettes.\n"
        "No clinician has reviewed them: "
        "[what to review first](../reference/review-list.md).\n\n"
        "Beside the recommendations: [dangers](dangers.md), [findings](findings.md), "
        "[questions and contradictions](questions.md), [sources](sources.md)."
    )
    return page("The rulebook", intro, *(_stage(stage, rulebook) for stage in STAGES))


def _stage(stage: str, rulebook: ns.Rulebook) -> str:
    steps = sorted(
        (one for one in rulebook.recommendations.values() if one.stage == stage),
        key=lambda one: one.id,
    )
    if not steps:
        return ""
    rows = [
        [
            step_link(step.id, rulebook),
            f"`{step.id}`",
            f"`{step.advice}`" if step.advice else "",
            _urgencies(step, rulebook),
            *(len(rulebook.rules_about(step.id, kind)) for kind, _ in ARGUED),
        ]
        for step in steps
    ]
    columns = ["Recommendation", "Id", "Advice", "Urgency", "For", "Caution", "Not yet", "Exclude"]
    return f"## {_plain(stage).capitalize()}\n\n{table(columns, rows)}"


def _plain(name: str) -> str:
    return name.replace("_", " ")
