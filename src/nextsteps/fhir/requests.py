"""Steps of a plan as actions of a request, each with the Task that it proposes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from nextsteps.fhir.codes import RECOMMENDATION, URGENCY
from nextsteps.fhir.published import Resource, concept
from nextsteps.plan import Plan, Recommended
from nextsteps.render import Document, as_markdown
from nextsteps.render.step import Telling, full_step
from nextsteps.render.words import WORDS
from nextsteps.rulebook import Source
from nextsteps.rulebook.entries import URGENCIES, Urgency

Release: TypeAlias = Literal["R4", "R5"]

PRIORITIES: Mapping[Urgency, str] = {
    "emergency": "stat",
    "same_day": "stat",
    "days": "urgent",
    "routine": "routine",
}
"""As engines turn them into the indicators of cards; they do not know `asap`."""


@dataclass(frozen=True)
class Steps:
    """
    Steps in their order.

    `subject` is the element of a Task that says whom it is for; `address` gives each Task its
    place in the bundle.
    """

    plan: Plan
    given: Sequence[Recommended]
    release: Release
    subject: Resource
    address: Callable[[str], str]

    @property
    def priority(self) -> str:
        """That of the most urgent step."""
        return PRIORITIES[min((step.urgency for step in self.given), key=URGENCIES.index)]

    def actions(self) -> list[Resource]:
        """Return each step as an action, its rank as the prefix."""
        return [self._action(step, place) for place, step in enumerate(self.given, start=1)]

    def tasks(self, status: str) -> list[tuple[str, Resource]]:
        """Return each step as a proposed Task, with its address."""
        return [(self.address(step.id), self._task(step, status)) for step in self.given]

    def _action(self, step: Recommended, place: int) -> Resource:
        cited = documentation(self.sources(step), self.release)
        codes = [concept(RECOMMENDATION, step.id, step.title), concept(URGENCY, step.urgency)]
        return {
            "prefix": str(place),
            "title": step.title,
            "description": self._told(step),
            "priority": PRIORITIES[step.urgency],
            "code": codes,
            **({"documentation": cited} if cited else {}),
            "resource": {"reference": self.address(step.id)},
        }

    def _task(self, step: Recommended, status: str) -> Resource:
        return {
            "resourceType": "Task",
            "status": status,
            "intent": "proposal",
            "priority": PRIORITIES[step.urgency],
            "code": concept(RECOMMENDATION, step.id, step.title),
            "description": self._told(step),
            **self.subject,
        }

    @cached_property
    def _tell(self) -> Telling:
        return Telling.of(self.plan, WORDS[self.plan.reader], full=True, fact_names=False)

    def _told(self, step: Recommended) -> str:
        """What to do and how, why, and what to mind first."""
        return as_markdown(Document(full_step(step, self._tell))).strip()

    def sources(self, step: Recommended) -> list[Source]:
        """Return what speaks for *step*, each source once."""
        sources = self.plan.require_rulebook().sources
        named = [one.source for argument in step.arguments_for for one in argument.references]
        return [sources[name] for name in dict.fromkeys(named)]


def documentation(sources: Sequence[Source], release: Release = "R4") -> list[Resource]:
    """Return sources as related artifacts, each with its address where it has one."""
    return [_artifact(source, release) for source in sources]


def _artifact(source: Source, release: Release) -> Resource:
    by = source.authors or source.organisation
    address = f"https://doi.org/{source.doi}" if source.doi else source.address
    made = {
        "type": "citation",
        "display": source.title,
        "citation": f"{by} ({source.year}). {source.title}.",
    }
    if address is None:
        return made
    return made | ({"url": address} if release == "R4" else {"document": {"url": address}})
