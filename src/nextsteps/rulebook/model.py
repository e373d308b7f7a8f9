"""The rulebook: all the knowledge, checked, indexed by id, and ready to be run."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nextsteps.errors import Location
from nextsteps.language import Condition, unparse
from nextsteps.measures import Measure
from nextsteps.rulebook.entries import (
    Contact,
    Contradiction,
    Finding,
    Identity,
    Recommendation,
    Rule,
    RuleKind,
    Source,
    Vignette,
)
from nextsteps.rulebook.promises import Law, Meant
from nextsteps.rulebook.stated import Hazard, Stated
from nextsteps.situation import Situation

if TYPE_CHECKING:
    from nextsteps.plan import Plan
    from nextsteps.rank import Ranking


@dataclass(frozen=True)
class Conditions:
    """
    Every condition of a rulebook, checked.

    `findings` are in an order in which each rests only on earlier ones. `laws` are those of
    the rulebook's laws, by the law's id and where in it they stand; no plan rests on them.
    """

    rules: Mapping[str, Condition]
    needs: Mapping[str, Condition]
    contradictions: Mapping[str, Condition]
    findings: Mapping[str, tuple[str, ...]]
    laws: Mapping[tuple[str, str], Condition] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, repr=False)
class Rulebook:
    """
    Rules, recommendations, sources, vignettes, laws and all other entries, each by id.

    `places` says where an entry was written, by kind and id: `("rules", "some-rule")`.
    `stated` is what the authors state for the card; None where they state nothing.

    >>> import nextsteps as ns
    >>> rulebook = ns.Rulebook.default()
    >>> rulebook.recommendations["crisis-help-now"].stage
    'safety'
    """

    identity: Identity
    situation: type[Situation]
    sources: Mapping[str, Source]
    findings: Mapping[str, Finding]
    recommendations: Mapping[str, Recommendation]
    rules: Mapping[str, Rule]
    contradictions: Mapping[str, Contradiction]
    vignettes: Mapping[str, Vignette]
    contacts: Mapping[str, Contact]
    measures: Mapping[str, Measure]
    laws: Mapping[str, Law]
    meant: Mapping[str, Meant]
    hazards: Mapping[str, Hazard]
    stated: Stated | None
    conditions: Conditions
    places: Mapping[tuple[str, str], Location]

    def __repr__(self) -> str:
        """Which rulebook, and how large: its content would fill a book."""
        sizes = f"{len(self.rules)} rules, {len(self.recommendations)} recommendations"
        return f"<Rulebook {self.id} {self.version}: {sizes}>"

    @property
    def id(self) -> str:
        """The rulebook's name, the same in all its versions."""
        return self.identity.id

    @property
    def version(self) -> str:
        """The rulebook's version, counted apart from the library's."""
        return self.identity.version

    @property
    def dangers(self) -> Mapping[str, Finding]:
        """The findings that are dangers, by id."""
        return self._dangers

    @cached_property
    def _dangers(self) -> Mapping[str, Finding]:
        return {name: found for name, found in self.findings.items() if found.danger is not None}

    @cached_property
    def content_hash(self) -> str:
        """
        A SHA-256 over all that can change a plan: the same for the same content in any order.

        Vignettes, laws, hazards and what the card states do not count, and neither does how a
        condition is spaced.
        """
        canonical = json.dumps(self._content(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def _content(self) -> dict[str, Any]:
        named: dict[str, Mapping[str, Any]] = {
            "sources": self.sources,
            "findings": self.findings,
            "recommendations": self.recommendations,
            "rules": self.rules,
            "contradictions": self.contradictions,
            "contacts": self.contacts,
            "measures": self.measures,
        }
        content: dict[str, Any] = {"rulebook": self.identity.model_dump(mode="json")}
        for name, entries in named.items():
            content[name] = {key: entry.model_dump(mode="json") for key, entry in entries.items()}
        for key, condition in self.conditions.rules.items():
            content["rules"][key]["when"] = unparse(condition)
        for key, condition in self.conditions.needs.items():
            content["recommendations"][key]["needs"] = unparse(condition)
        for key, condition in self.conditions.contradictions.items():
            content["contradictions"][key]["when"] = unparse(condition)
        return content

    def rules_about(self, recommendation: str, kind: RuleKind) -> tuple[Rule, ...]:
        """Return the rules of *kind* that argue about *recommendation*, by id."""
        return self._rules_by_target.get((kind, recommendation), ())

    @cached_property
    def _rules_by_target(self) -> Mapping[tuple[str, str], tuple[Rule, ...]]:
        found: dict[tuple[str, str], tuple[Rule, ...]] = {}
        for rule in self.rules.values():
            key = (rule.kind, rule.target)
            found[key] = (*found.get(key, ()), rule)
        return found

    @cached_property
    def opposites(self) -> Mapping[str, frozenset[str]]:
        """For each recommendation those that are never given beside it, both ways."""
        found: dict[str, set[str]] = {name: set() for name in self.recommendations}
        for name, recommendation in self.recommendations.items():
            for other in recommendation.opposites:
                found[name].add(other)
                found[other].add(name)
        return {name: frozenset(others) for name, others in found.items()}

    @cached_property
    def engines(self) -> dict[str, Any]:
        """Engines already made for this rulebook, by name; `nextsteps.engine` fills it."""
        return {}

    @classmethod
    def load(cls, folder: str | Path, *, situation: type[Situation] = Situation) -> "Rulebook":
        """
        Read the rulebook in *folder*.

        Args:
            folder: A folder of YAML files, read with all folders below it.
            situation: The vocabulary; a subclass of `Situation` adds facts.

        Raises:
            RulebookError: Listing every problem of every file.
        """
        from nextsteps.rulebook.load import load_folder

        return load_folder(Path(folder), situation)

    @classmethod
    def from_text(
        cls, text: str, *, name: str = "rulebook", situation: type[Situation] = Situation
    ) -> "Rulebook":
        """
        Read a rulebook from one YAML text, for sketches and tests.

        Raises:
            RulebookError: Listing every problem.
        """
        from nextsteps.rulebook.load import load_text

        return load_text(text, name, situation)

    @classmethod
    def from_compiled(cls, raw: bytes, *, situation: type[Situation] = Situation) -> "Rulebook":
        """
        Read a rulebook that `compiled` wrote; no YAML reader is needed.

        Raises:
            RulebookError: The bytes are damaged, or made by another version of the library or
                for another vocabulary (R420).
        """
        from nextsteps.rulebook.compiled import read_compiled

        return read_compiled(raw, situation=situation)

    def compiled(self) -> bytes:
        """Return the rulebook as JSON lines that `from_compiled` reads many times faster."""
        from nextsteps.rulebook.compiled import compile_rulebook

        return compile_rulebook(self)

    @classmethod
    def default(cls) -> "Rulebook":
        """Return the shipped rulebook; it is read once per process."""
        from nextsteps.rulebook.load import load_default

        return load_default()

    def recommend(
        self, situation: Situation | Mapping[str, Any], *, engine: str = "compiled"
    ) -> "Plan":
        """Return the plan for *situation*; see `nextsteps.recommend`."""
        from nextsteps.recommend import recommend

        return recommend(situation, rulebook=self, engine=engine)

    def rank(self, situation: Situation | Mapping[str, Any]) -> "Ranking":
        """
        Return the bare ranking: ids in order with the rules that speak for each. For hot paths.

        The order and the rules are those of `recommend`; texts, checks and questions are not
        worked out.

        >>> import nextsteps as ns
        >>> ns.Rulebook.default().rank({"in_danger_now": True}).recommendations[0][0]
        'crisis-help-now'
        """
        if type(situation) is not self.situation and not isinstance(situation, Situation):
            situation = self.situation.model_validate(situation)
        return self._ranker(situation)

    @cached_property
    def _ranker(self) -> "Callable[[Situation], Ranking]":
        from nextsteps.rank import ranker

        return ranker(self)

    def recommend_many(
        self, situations: Iterable[Situation | Mapping[str, Any]], *, engine: str = "compiled"
    ) -> "list[Plan]":
        """Return one plan per situation, in order."""
        return [self.recommend(situation, engine=engine) for situation in situations]
