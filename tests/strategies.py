"""
Generated situations, conditions and whole rulebooks.

    situations(model, names=..., rulebook=...)   what is known of one person
    conditions(names)                            canonical trees: parse(unparse(c)) == c
    documents()                                  a rulebook as plain data, which `load` reads
    rulebooks()                                  the same, loaded
    clinic_situations()                          situations for these
    shipped_situations()                         situations for the shipped rulebook

Situations lean towards what decides something: thresholds that rules mention, danger
facts, and outcomes of steps that the rulebook knows.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from random import Random
from typing import Any, Literal

from hypothesis import strategies as st

from nextsteps import Fact, Rulebook, Situation, fact
from nextsteps.language import (
    Always,
    Among,
    And,
    Compare,
    Condition,
    Failed,
    Found,
    IsTrue,
    Names,
    Not,
    Or,
    Tried,
    atoms,
    unparse,
)
from nextsteps.language.nodes import OPERATORS
from nextsteps.measures import Measure
from nextsteps.rulebook.entries import SAFETY_STAGES, STAGES, URGENCIES
from tests.witness import satisfying

Document = dict[str, Any]

OUTCOMES = (
    "never",
    "done",
    "ongoing",
    "helped",
    "no_change",
    "worse",
    "dismissed",
    "declined",
)


class Clinic(Situation):
    """The vocabulary of generated rulebooks: the library's, and facts of its own."""

    SECTION = "clinic"

    seen_by_registrar: bool | None = fact("Seen by the registrar?", topic="clinic")
    days_of_food_left: int | None = fact(
        "For how many days is there food?", topic="clinic", low=0, high=60, danger="down"
    )
    ward: Literal["day", "open", "closed"] | None = fact("Which ward?", topic="clinic")
    alarm: Literal["none", "yellow", "red"] | None = fact(
        "Which alarm was given?", topic="clinic", danger="up"
    )


DENSE_FACTS: tuple[str, ...] = (
    "asker", "weeks_in_therapy", "sessions_attended", "progress", "no_progress", "not_heard",
    "raised_with_therapist", "raised_result", "concern_depression", "sleep_hours",
    "seen_by_registrar", "ward", "alarm", "days_of_food_left", "suicidal_thoughts",
    "suicidal_thoughts_type", "self_harm_item", "partner_violence",
)  # fmt: skip
"""Few facts, so that generated rules and situations often meet."""

STEPS = (
    "core-0",
    "core-1",
    "guard-0",
    "guard-1",
    "talk-to-therapist",
    "step-1",
    "step-2",
    "step-3",
)
"""Recommendations of generated rulebooks; some have fewer."""


def names_of(
    facts: Iterable[str] = DENSE_FACTS,
    *,
    model: type[Situation] = Clinic,
    findings: Iterable[str] = (),
    recommendations: Iterable[str] = (),
) -> Names:
    """Return the names that generated conditions may use."""
    vocabulary = model.vocabulary().facts
    return Names(
        {name: vocabulary[name] for name in facts}, frozenset(findings), frozenset(recommendations)
    )


# -- values and situations


def _thresholds(conditions: Iterable[Condition]) -> dict[str, set[float]]:
    found: dict[str, set[float]] = {}
    for condition in conditions:
        for atom in atoms(condition):
            if isinstance(atom, Compare) and not isinstance(atom.value, str):
                found.setdefault(atom.fact, set()).add(atom.value)
    return found


def _numbers(one: Fact, thresholds: Iterable[float]) -> list[float]:
    """Each threshold, a little to both sides of it, and the ends of the range."""
    low, high = one.low or 0.0, 1e4 if one.high is None else one.high
    steps = (1.0,) if one.kind == "whole" else (1.0, 0.5)
    near = {value + sign * step for value in thresholds for step in steps for sign in (-1, 0, 1)}
    candidates = sorted(near | {low, high, min(high, low + 1), min(high, 14.0)})
    return [value for value in candidates if low <= value <= high]


def values(one: Fact, thresholds: Iterable[float] = ()) -> st.SearchStrategy[Any]:
    """Values of one fact, those that decide something more often than others."""
    match one.kind:
        case "yes_no":
            return st.booleans()
        case "choice":
            return st.sampled_from(one.choices)
        case "text":
            return st.sampled_from(("US", "GB", "DE", "ZZ"))
        case "whole":
            near = [int(value) for value in _numbers(one, thresholds) if value == int(value)]
            return st.sampled_from(near) | st.integers(int(one.low or 0), int(one.high or 10_000))
        case "decimal":
            low, high = one.low or 0.0, one.high or 1e4
            return st.sampled_from(_numbers(one, thresholds)) | st.floats(low, high)


def dangerous(one: Fact) -> Any:
    """The most dangerous value of a danger fact."""
    up = one.danger == "up"
    match one.kind:
        case "yes_no":
            return up
        case "choice":
            return one.choices[-1 if up else 0]
        case "whole":
            return int((one.high if up else one.low) or 0)
        case _:
            return float((one.high if up else one.low) or 0.0)


def safe(one: Fact) -> Any:
    """The safest value of a danger fact."""
    down = one.danger == "down"
    match one.kind:
        case "yes_no":
            return down
        case "choice":
            return one.choices[-1 if down else 0]
        case "whole":
            return int((one.high if down else one.low) or 0)
        case _:
            return float((one.high if down else one.low) or 0.0)


def _all_conditions(rulebook: Rulebook) -> tuple[Condition, ...]:
    conditions = rulebook.conditions
    return (
        *conditions.rules.values(),
        *conditions.needs.values(),
        *conditions.contradictions.values(),
    )


@lru_cache(maxsize=32)
def facts_read(rulebook: Rulebook) -> tuple[str, ...]:
    """The facts that a rulebook's conditions read, and who asks, in the order of the form."""
    read = {
        atom.fact
        for condition in _all_conditions(rulebook)
        for atom in atoms(condition)
        if isinstance(atom, (IsTrue, Compare, Among))
    }
    return tuple(name for name in rulebook.situation.vocabulary().facts if name in read | {"asker"})


def situations(
    model: type[Situation] = Situation,
    *,
    rulebook: Rulebook | None = None,
    names: Sequence[str] | None = None,
    steps: Sequence[str] = (),
    dense: bool | None = None,
) -> st.SearchStrategy[Situation]:
    """
    Situations of *model*: sparse, dense, or by default both.

    Args:
        model: The vocabulary; that of *rulebook* where one is given.
        rulebook: Lean towards its facts, its thresholds and its recommendations.
        names: Use only these facts.
        steps: Recommendations that may have been tried; those of *rulebook* by default.
        dense: True for most facts known, False for a few.
    """
    if dense is None:
        few = situations(model, rulebook=rulebook, names=names, steps=steps, dense=False)
        return few | situations(model, rulebook=rulebook, names=names, steps=steps, dense=True)
    owner = model if rulebook is None else rulebook.situation
    if names is None:
        names = tuple(owner.vocabulary().facts) if rulebook is None else facts_read(rulebook)
    if rulebook is not None and not steps:
        steps = tuple(rulebook.recommendations)
    return _situations(owner, rulebook, tuple(names), tuple(steps), dense)


@lru_cache(maxsize=64)
def _situations(
    model: type[Situation],
    rulebook: Rulebook | None,
    names: tuple[str, ...],
    steps: tuple[str, ...],
    dense: bool,
) -> st.SearchStrategy[Situation]:
    vocabulary = model.vocabulary().facts
    conditions = () if rulebook is None else _all_conditions(rulebook)
    near = _thresholds(conditions)
    of_fact = {name: values(vocabulary[name], near.get(name, ())) for name in names}
    dangers = [vocabulary[name] for name in names if vocabulary[name].danger is not None]
    facts: st.SearchStrategy[dict[str, Any]]
    if dense:
        most = {name: one | one | one | st.none() for name, one in of_fact.items()}
        facts = st.fixed_dictionaries(most) if len(names) < 40 else _optional(of_fact)
    else:
        pairs = [st.tuples(st.just(name), one) for name, one in of_fact.items()]
        facts = st.lists(st.one_of(pairs), max_size=8).map(dict)
    return st.builds(
        _situation,
        st.just(model),
        facts,
        _danger_values(dangers),
        st.dictionaries(st.sampled_from(steps), st.sampled_from(OUTCOMES), max_size=3)
        if steps
        else st.just({}),
        st.lists(st.sampled_from(names), max_size=2),
        st.lists(st.sampled_from(names), max_size=2),
    )


def _optional(of_fact: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=dict(of_fact))


def _danger_values(dangers: Sequence[Fact]) -> st.SearchStrategy[dict[str, Any]]:
    """Mostly nothing; else all safe, so that something else can be seen; else some danger."""
    if not dangers:
        return st.just({})
    some = st.lists(st.sampled_from(dangers), min_size=1, max_size=3)
    return st.one_of(
        st.just({}),
        st.just({one.name: safe(one) for one in dangers}),
        some.map(lambda found: {one.name: dangerous(one) for one in found}),
    )


def _situation(
    model: type[Situation],
    facts: Mapping[str, Any],
    danger: Mapping[str, Any],
    tried: Mapping[str, str],
    cannot_say: Iterable[str],
    declined: Iterable[str],
) -> Situation:
    known = {**facts, **danger}
    return model(
        **known,
        tried=dict(tried),
        cannot_say=[name for name in cannot_say if name not in known],
        declined=[name for name in declined if name not in known],
    )


@cache
def _shipped_strategy() -> st.SearchStrategy[Situation]:
    rulebook = Rulebook.default()
    stories = tuple(
        rulebook.situation.model_validate(dict(vignette.facts))
        for vignette in rulebook.vignettes.values()
    )
    changed = st.builds(
        lambda story, few: story.with_facts(**few.facts()),
        st.sampled_from(stories),
        situations(rulebook=rulebook, dense=False),
    )
    apt = st.builds(
        lambda rule, seed, asker: satisfying(rulebook, rule, seed, asker) or rulebook.situation(),
        st.sampled_from(sorted(rulebook.rules)),
        st.integers(0, 60),
        st.sampled_from(("client", "parent", "clinician")),
    )
    any_of_them = situations(rulebook=rulebook) | changed | apt | apt
    scored = st.builds(
        lambda situation, filled: situation.with_facts(measures=[*situation.measures, *filled]),
        any_of_them.filter(lambda situation: not situation.measures),
        courses(rulebook),
    )
    return any_of_them | any_of_them | scored


def courses(rulebook: Rulebook) -> st.SearchStrategy[list[dict[str, Any]]]:
    """One to four scores of one measure by week, with a PHQ-9's last item now and then."""

    def course(measure: Measure) -> st.SearchStrategy[list[dict[str, Any]]]:
        totals = st.integers(measure.low, measure.high).map(
            lambda total: total - total % measure.factor
        )
        weeks = st.lists(st.integers(0, 30), min_size=1, max_size=4, unique=True)
        items = st.none() | st.integers(0, 3) if measure.id == "phq-9" else st.none()
        return st.builds(_filled, st.just(measure.id), weeks, st.lists(totals, min_size=4), items)

    return st.sampled_from(sorted(rulebook.measures.values(), key=lambda one: one.id)).flatmap(
        course
    )


def _filled(
    measure: str, weeks: list[int], totals: list[int], item: int | None
) -> list[dict[str, Any]]:
    filled: list[dict[str, Any]] = [
        {"measure": measure, "week": week, "total": total}
        for week, total in zip(sorted(weeks), totals, strict=False)
    ]
    if item is not None and item <= filled[-1]["total"] <= 24 + item:
        filled[-1]["item"] = {9: item}
    return filled


@st.composite
def shipped_situations(draw: st.DrawFn) -> Situation:
    """
    Situations for the shipped rulebook.

    Any; its vignettes, changed a little; and the fewest facts that make some rule hold.
    """
    return draw(_shipped_strategy())


# -- conditions


def _compared(one: Fact) -> st.SearchStrategy[Condition]:
    if one.kind == "choice":
        among = st.sets(st.sampled_from(one.choices), min_size=1)
        return st.builds(
            Compare, st.just(one.name), st.sampled_from(("==", "!=")), st.sampled_from(one.choices)
        ) | among.map(lambda chosen: Among(one.name, tuple(sorted(chosen))))
    low, high = one.low or 0, one.high or 1000
    close = min(high, 30)
    numbers: st.SearchStrategy[Any] = st.integers(int(low), int(close))
    numbers |= st.integers(int(low), int(high))
    if one.kind == "decimal":
        numbers |= st.floats(low, close) | st.sampled_from((low + 0.5, low + 1e-5))
    return st.builds(Compare, st.just(one.name), st.sampled_from(OPERATORS), numbers)


def _atoms(names: Names) -> st.SearchStrategy[Condition]:
    flags = [one.name for one in names.facts.values() if one.kind == "yes_no"]
    compared = [
        _compared(one) for one in names.facts.values() if one.kind not in ("yes_no", "text")
    ]
    kinds: list[st.SearchStrategy[Condition]] = []
    if flags:
        kinds += [st.sampled_from(flags).map(IsTrue)] * 3
    if compared:
        kinds += [st.one_of(compared)] * 3
    if names.findings:
        kinds += [st.sampled_from(sorted(names.findings)).map(Found)] * 2
    if names.recommendations:
        steps = st.sampled_from(sorted(names.recommendations))
        kinds += [steps.map(Tried), steps.map(Failed)]
    return st.one_of(*kinds, st.builds(Always)) if kinds else st.builds(Always)


def joined(kind: type[And] | type[Or], parts: Iterable[Condition]) -> Condition:
    """Join *parts* in the canonical form: an And never stands directly in an And."""
    flat: list[Condition] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def _grown(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=2, max_size=4)
    return st.one_of(
        several.map(lambda found: joined(And, found)),
        several.map(lambda found: joined(Or, found)),
        parts.map(Not),
    )


def conditions(names: Names, *, max_leaves: int = 12) -> st.SearchStrategy[Condition]:
    """Conditions over *names* in canonical form."""
    return st.recursive(_atoms(names), _grown, max_leaves=max_leaves)


# -- rulebooks
#
# A rulebook is drawn as a seed and a number of rules: it takes hundreds of choices, and
# Hypothesis would make most of them the simplest. Fewer rules of one seed are the first
# ones of many, so a failing rulebook still shrinks.

_SOURCE = {
    "id": "a-book",
    "authors": "A. Author",
    "title": "A book",
    "year": 2020,
    "note": "made up for tests",
    "grade": "C",
    "checked": "2026-11-23",
}
_CITED = [{"source": "a-book", "locator": "page 1"}]
_READERS = ("client", "relative", "clinician")


def text_of(step: str) -> dict[str, Any]:
    """Return harmless words for one reader of a generated recommendation."""
    return {"what": f"Do {step}.", "how": [f"Begin with {step}."]}


def load(document: Document, *, name: str = "rulebook") -> Rulebook:
    """Read a rulebook from plain data, through its text."""
    return Rulebook.from_text(json.dumps(document), name=name, situation=Clinic)


def _is_safety(step: str) -> bool:
    return step.startswith(("core", "guard"))


class _Writer:
    """Writes one rulebook: findings and steps first, then rules about them."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311
        self.facts = [Clinic.vocabulary().facts[name] for name in DENSE_FACTS]
        self.steps: dict[str, dict[str, Any]] = {}
        self.findings: dict[str, dict[str, Any]] = {}
        self.rising: tuple[str, ...] = ()
        self.rules: list[dict[str, Any]] = []

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def one_of(self, options: Sequence[Any]) -> Any:
        return self.random.choice(options)

    # -- conditions

    def when(self, *, rising: bool = False) -> str:
        return unparse(self._condition(rising, depth=2))

    def _condition(self, rising: bool, depth: int) -> Condition:
        shape = self.random.random()
        if depth == 0 or shape < 0.4:
            return self._rising_atom() if rising else self._atom()
        if shape < 0.5 and not rising:
            return Not(self._condition(rising, depth - 1))
        parts = [self._condition(rising, depth - 1) for _ in range(self.number(2, 3))]
        return joined(And if shape < 0.75 else Or, parts)

    def _atom(self) -> Condition:
        kind = self.number(0, 9)
        if kind < 2 and self.findings:
            return Found(self.one_of(sorted(self.findings)))
        if kind == 2 and self.steps:
            return self.one_of((Tried, Failed))(self.one_of(sorted(self.steps)))
        if kind == 3 and self.number(0, 3) == 0:
            return Always()
        one = self.one_of(self.facts)
        if one.kind == "yes_no":
            return IsTrue(one.name)
        if one.kind == "choice":
            return self._chosen(one)
        value = self.number(0, 3 if one.high == 3 else 20) + self.one_of((0, 0, 0.5))
        value = int(value) if one.kind == "whole" else value
        return Compare(one.name, self.one_of(OPERATORS), value)

    def _chosen(self, one: Fact) -> Condition:
        if self.number(0, 1):
            return Compare(one.name, self.one_of(("==", "!=")), self.one_of(one.choices))
        chosen = self.random.sample(one.choices, self.number(1, len(one.choices)))
        return Among(one.name, tuple(sorted(chosen)))

    def _rising_atom(self) -> Condition:
        if self.rising and self.number(0, 4) == 0:
            return Found(self.one_of(self.rising))
        one = self.one_of([found for found in self.facts if found.danger or self.number(0, 3) == 0])
        match one.danger, one.kind:
            case None, _:
                return self._plain_atom(one)
            case _, "yes_no":
                return IsTrue(one.name)
            case _, "choice":
                return Among(
                    one.name, tuple(sorted(one.choices[self.number(1, len(one.choices) - 1) :]))
                )
            case "up", _:
                return Compare(one.name, self.one_of((">", ">=")), self.number(1, 3))
            case _:
                return Compare(one.name, self.one_of(("<", "<=")), self.number(1, 10))

    def _plain_atom(self, one: Fact) -> Condition:
        if one.kind == "yes_no":
            return self.one_of((IsTrue(one.name), Not(IsTrue(one.name))))
        if one.kind == "choice":
            return self._chosen(one)
        return Compare(one.name, self.one_of(OPERATORS), self.number(0, 20))

    # -- recommendations

    def add_steps(self) -> None:
        for index in range(self.number(1, 2)):
            self._add_step(f"core-{index}", self.one_of(SAFETY_STAGES), readers=_READERS)
        for index in range(self.number(0, 2)):
            self._add_step(f"guard-{index}", self.one_of(SAFETY_STAGES))
        for name in STEPS[4 : 4 + self.number(2, 4)]:
            self._add_step(name, self.one_of(STAGES[3:]))

    def _add_step(self, name: str, stage: str, readers: Sequence[str] | None = None) -> None:
        if readers is None:
            readers = self.one_of(
                (_READERS, _READERS, _READERS, ("client",), ("relative", "clinician"))
            )
        step: dict[str, Any] = {
            "id": name,
            "title": f"Do {name}",
            "stage": stage,
            "urgency": self.one_of(("routine", "routine", "days")),
            "kind": self.one_of(("action", "action", "action", "warning")),
            "sources": _CITED,
        }
        step |= {reader: text_of(name) for reader in readers}
        self.steps[name] = step

    def add_needs_and_opposites(self) -> None:
        """Safety steps need nothing that falls with danger, and have no opposites."""
        plain = [name for name in self.steps if not _is_safety(name)]
        for name, step in self.steps.items():
            if name.startswith("core"):
                continue
            if self.number(0, 2) == 2:
                step["needs"] = self.when(rising=name.startswith("guard"))
            if name in plain and self.number(0, 2) == 2:
                others = [other for other in plain if other != name]
                step["opposites"] = [self.one_of(others)]
            if name in plain and self.number(0, 3) == 3:
                step["drastic"] = True

    # -- findings

    def add_findings(self) -> None:
        safety = [name for name in self.steps if _is_safety(name)]
        core = [name for name in safety if name.startswith("core")]
        for index in range(self.number(0, 1)):
            self._add_finding(f"sign_{index}", None, rising=True)
        for index in range(self.number(0, 3)):
            danger = {
                "level": self.one_of(URGENCIES[:3]),
                "core": sorted({self.one_of(core), self.one_of(safety)}),
                "kind": self.one_of(("harm", "harm", "misconduct")),
            }
            self._add_finding(f"danger_{index}", danger, rising=True)
        for index in range(self.number(0, 2)):
            self._add_finding(f"plain_{index}", None, rising=False)

    def _add_finding(self, name: str, danger: Any, *, rising: bool) -> None:
        for part in range(self.number(1, 2)):
            self._add_rule(
                f"{name}-{part}".replace("_", "-"), "finding", name, self.when(rising=rising)
            )
        self.findings[name] = {"id": name, "title": f"Finding {name}"}
        if danger is not None:
            self.findings[name]["danger"] = danger
        if rising:
            self.rising = (*self.rising, name)

    # -- rules

    def _add_rule(self, name: str, kind: str, target: str, when: str, **more: Any) -> None:
        rule = {"id": name, kind: target, "when": when, "because": f"Because of {name}."}
        self.rules.append(rule | {"sources": _CITED} | more)

    def add_rules(self, count: int) -> None:
        for index in range(count):
            kind = self.one_of(("recommend",) * 5 + ("caution", "not_yet", "exclude", "ask"))
            # The leading number is random, so that the order of ids is not that of the file.
            name = f"{self.number(0, 9)}-rule-{index}"
            if kind == "ask":
                self._add_rule(name, kind, self.one_of(DENSE_FACTS), self.when())
                continue
            target = self.one_of(tuple(self.steps))
            self._add_argument(name, kind, target)

    def _add_argument(self, name: str, kind: str, target: str) -> None:
        if kind == "recommend":
            self._add_recommend(name, target)
        elif kind == "caution":
            self._add_rule(name, kind, target, self.when(), **self._ground())
        elif kind == "not_yet":
            unknown = self.one_of(("hold", "check", "ignore"))
            self._add_rule(name, kind, target, self.when(), until="later", if_unknown=unknown)
        else:
            unknown = self.one_of(("hold", "check", "ignore"))
            self._add_rule(name, kind, target, self.when(), if_unknown=unknown)

    def _ground(self) -> dict[str, str]:
        ground = self.one_of((None, None, "shared", "other"))
        return {} if ground is None else {"ground": ground}

    def _add_recommend(self, name: str, target: str) -> None:
        is_safety = _is_safety(target)
        when = self.when(rising=is_safety)
        if self.number(0, 5) == 0:
            when = f'{self.one_of(("tried", "failed"))}("{target}")'
        more: dict[str, Any] = {"strength": self.one_of(("strong", "moderate", "weak"))}
        more |= self._ground()
        urgency = self.one_of((None, None, "days", "emergency", "same_day"))
        dangers = [
            found["id"]
            for found in self.findings.values()
            if "danger" in found
            and urgency is not None
            and URGENCIES.index(found["danger"]["level"]) <= URGENCIES.index(urgency)
        ]
        if urgency in ("emergency", "same_day"):
            if not is_safety or not dangers:
                urgency = "days"
            else:
                when = f"{self.one_of(dangers)} and ({when})"
        if urgency is not None:
            more["urgency"] = urgency
        self._add_rule(name, "recommend", target, when, **more)

    def contradictions(self) -> list[dict[str, Any]]:
        return [
            {
                "id": f"conflict-{index}",
                "when": self.when(),
                "facts": ["weeks_in_therapy", "sessions_attended"],
                "question": "Which of the two is right?",
            }
            for index in range(self.number(0, 1))
        ]


def document_of(seed: int, rules: int) -> Document:
    """
    Return the rulebook of one seed as plain data: it loads, and has *rules* rules and findings.

    It keeps what the loader demands of a safe rulebook, and what law 3 rests on: safety
    steps are recommended by rules that rise with danger, and have no opposites.
    """
    writer = _Writer(seed)
    writer.add_steps()
    writer.add_findings()
    writer.add_needs_and_opposites()
    conflicts = writer.contradictions()
    writer.add_rules(rules)
    return {
        "rulebook": {"id": "generated", "version": "1.0.0", "title": "A generated rulebook"},
        "sources": [_SOURCE],
        "findings": list(writer.findings.values()),
        "recommendations": list(writer.steps.values()),
        "rules": writer.rules,
        "contradictions": conflicts,
        "contacts": [
            {
                "country": "*",
                "emergency": "112",
                "checked": "2026-11-23",
                "confidence": "unverified",
            }
        ],
    }


def documents(*, most_rules: int = 30) -> st.SearchStrategy[Document]:
    """Rulebooks as plain data."""
    return st.builds(document_of, _SEEDS, st.integers(4, most_rules))


@lru_cache(maxsize=256)
def _rulebook_of(seed: int, rules: int) -> Rulebook:
    return load(document_of(seed, rules))


def rulebooks(*, most_rules: int = 30) -> st.SearchStrategy[Rulebook]:
    """Rulebooks of 5 to about 40 rules, loaded."""
    return st.builds(_rulebook_of, _SEEDS, st.integers(4, most_rules))


_SEEDS = st.integers(0, 2**32 - 1)


def rulebooks_with_situation(
    *, most_rules: int = 30
) -> st.SearchStrategy[tuple[Rulebook, Situation]]:
    """A rulebook and a situation over its facts and its recommendations."""
    return st.tuples(rulebooks(most_rules=most_rules), clinic_situations())


def cases(which: str) -> st.SearchStrategy[tuple[Rulebook, Situation]]:
    """A rulebook and a situation: of the "shipped" rulebook, or of "generated" ones."""
    if which == "generated":
        return rulebooks_with_situation()
    return shipped_situations().map(lambda situation: (Rulebook.default(), situation))


def clinic_situations(*, dense: bool | None = None) -> st.SearchStrategy[Situation]:
    """Situations for generated rulebooks."""
    return situations(Clinic, names=DENSE_FACTS, steps=STEPS, dense=dense)
