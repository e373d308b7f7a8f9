"""
A plan as FHIR: a GuidanceResponse, the steps as a RequestGroup, and a proposed Task for each.

R5 calls a RequestGroup a RequestOrchestration. What waits until a danger has passed is a
request of its own that is on hold; what is excluded or too early is told in the note alone, so
nobody can take it for a proposal.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from nextsteps.errors import PlanError, Problem
from nextsteps.fhir.codes import FACT, FINDING
from nextsteps.fhir.published import BASE, Published, Resource, coding, concept
from nextsteps.fhir.requests import Release, Steps
from nextsteps.plan import Plan, Recommended
from nextsteps.render import Document, as_markdown, plan_to_markdown
from nextsteps.render.blocks import paragraph
from nextsteps.render.contacts import contact_lines
from nextsteps.render.words import WORDS

_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2}))?"
)
_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")


def guidance(
    plan: Plan,
    *,
    release: Release = "R4",
    at: date | str | None = None,
    patient: str | None = None,
    base: str = BASE,
) -> Resource:
    """
    Return *plan* as a Bundle: the requests first, then the GuidanceResponse, then the Tasks.

    The words are those of the plan's reader. The same plan gives the same bytes.

    Args:
        plan: The plan, with its rulebook at hand.
        release: Of FHIR, which names and places some elements otherwise.
        at: When the plan was given: a day, or a time with its offset. No clock is read.
        patient: The patient's id in the record, without `Patient/`.
        base: Where canonical addresses begin.

    Raises:
        PlanError: `at` is no time (P507), `patient` no id (P508), or the rulebook is not at
            hand (P502).

    >>> import nextsteps as ns
    >>> made = guidance(ns.recommend({"no_progress": True}), patient="p1", at="2026-11-20")
    >>> [entry["resource"]["resourceType"] for entry in made["entry"]][:3]
    ['RequestGroup', 'GuidanceResponse', 'Task']
    """
    time = at.isoformat() if isinstance(at, date) else at
    if problems := list(_problems(time, patient)):
        raise PlanError(problems)
    published = Published(plan.require_rulebook(), base)
    return _Guidance(plan, release, time, patient, published).bundle()


def _problems(time: str | None, patient: str | None) -> Iterator[Problem]:
    if time is not None and (not _TIME.fullmatch(time) or not _is_real(time)):
        help_text = "as in `2026-11-23` or `2026-11-23T10:30:00+01:00`"
        yield Problem("P507", f"`{time[:40]}` is not a time that FHIR knows", help=help_text)
    if patient is not None and not _ID.fullmatch(patient):
        help_text = "up to 64 letters, digits, `-` and `.`"
        yield Problem("P508", f"`{patient[:80]}` is not a patient's id", help=help_text)


def _is_real(time: str) -> bool:
    try:
        date.fromisoformat(time[:10])
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class _Guidance:
    plan: Plan
    release: Release
    time: str | None
    patient: str | None
    published: Published

    def bundle(self) -> Resource:
        now, later = self._steps("now"), self._steps("later")
        requests = [self._request(now, "draft")]
        requests += [self._request(later, "on-hold")] if later.given else []
        tasks = [
            (address, task)
            for steps, status in ((now, "draft"), (later, "on-hold"))
            for address, task in steps.tasks(status)
        ]
        made = [*requests, (self._address("guidance"), self._response(requests)), *tasks]
        entries = [{"fullUrl": address, "resource": resource} for address, resource in made]
        return {"resourceType": "Bundle", "type": "collection", "entry": entries}

    def _steps(self, name: str) -> Steps:
        given: Sequence[Recommended] = self.plan.recommendations
        if name == "later":
            given = self.plan.later
        return Steps(self.plan, given, self.release, self._subject("for"), self._address)

    @cached_property
    def _seed(self) -> UUID:
        said = (self.plan.to_json(questions=False), self.time, self.patient, self.published.base)
        return uuid5(NAMESPACE_URL, repr(said))

    def _address(self, name: str) -> str:
        """An address within the bundle, the same each time for the same plan."""
        return f"urn:uuid:{uuid5(self._seed, name)}"

    def _subject(self, name: str) -> Resource:
        return {} if self.patient is None else {name: {"reference": f"Patient/{self.patient}"}}

    def _when(self, name: str) -> Resource:
        return {} if self.time is None else {name: self.time}

    @property
    def _module(self) -> str:
        return self.published.versioned("PlanDefinition", self.published.rulebook.id)

    def _request(self, steps: Steps, status: str) -> tuple[str, Resource]:
        kind = "RequestGroup" if self.release == "R4" else "RequestOrchestration"
        actions = steps.actions()
        made = {
            "resourceType": kind,
            "instantiatesCanonical": [self._module],
            "status": status,
            "intent": "proposal",
            **({"priority": steps.priority} if steps.given else {}),
            **self._subject("subject"),
            **self._when("authoredOn"),
            **self._reasons(),
            "note": [{"text": self._help()}],
            **({"action": actions} if actions else {}),
        }
        return self._address(status), made

    def _help(self) -> str:
        """Whom to call, wherever the steps go."""
        words = WORDS[self.plan.reader]
        return as_markdown(Document((paragraph(words.contacts), contact_lines(self.plan)))).strip()

    def _reasons(self) -> Resource:
        """The dangers that hold."""
        dangers = self.plan.safety.dangers
        found = [concept(FINDING, danger.id, danger.title) for danger in dangers]
        if not found:
            return {}
        if self.release == "R4":
            return {"reasonCode": found}
        return {"reason": [{"concept": one} for one in found]}

    def _response(self, requests: list[tuple[str, Resource]]) -> Resource:
        """More answers could always change more, so what is worth asking is requested."""
        missing = [self._missing(one.fact, one.question) for one in self.plan.questions]
        results = [{"reference": address} for address, _ in requests]
        return {
            "resourceType": "GuidanceResponse",
            "moduleCanonical": self._module,
            "status": "data-requested" if missing else "success",
            **self._subject("subject"),
            **self._when("occurrenceDateTime"),
            **self._reasons(),
            "note": [{"text": plan_to_markdown(self.plan, full=True)}],
            "result": results[0] if self.release == "R4" else results,
            **({"dataRequirement": missing} if missing else {}),
        }

    @staticmethod
    def _missing(fact: str, question: str) -> dict[str, Any]:
        wanted = {"path": "code", "code": [coding(FACT, fact, question)]}
        return {"type": "Observation", "codeFilter": [wanted]}
