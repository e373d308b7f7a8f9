"""
What no rulebook may say: checked when it loads, before anything runs.

These checks make laws 3, 4 and 6 hold by construction: urgency above `days` comes only
from dangers, every danger keeps a core step, danger conditions rise with danger, and no
recommendation makes anyone do something forbidden.
"""

import re
from collections.abc import Iterator, Mapping

from nextsteps.errors import Problem
from nextsteps.language import (
    Among,
    And,
    Compare,
    Condition,
    Found,
    IsTrue,
    Not,
    Or,
)
from nextsteps.rulebook.entries import FORBIDDEN_ACTS, URGENCIES, Recommendation, Text
from nextsteps.rulebook.model import Conditions
from nextsteps.rulebook.read import Files
from nextsteps.situation import Fact, Situation


def check_safety(files: Files, conditions: Conditions, situation: type[Situation]) -> list[Problem]:
    """Return what is unsafe in the rulebook (R405 to R408, R413, R416)."""
    return [
        *_forbidden_acts(files),
        *_forbidden_texts(files),
        *_unjustified_urgencies(files, conditions),
        *_dangers_without_open_core(files),
        *_falling_dangers(files, conditions, situation.vocabulary().facts),
        *_safety_that_waits(files),
    ]


def _forbidden_acts(files: Files) -> Iterator[Problem]:
    for name, written in files.written["recommendations"].items():
        for index, act in enumerate(written.entry.acts):
            if act in FORBIDDEN_ACTS:
                message = f"`{name}` makes somebody `{act}`, which is never advised"
                yield Problem("R405", message, written.place("acts", index))


_MEDICINE = (
    r"(medicines?|medications?|tablets?|pills?|antidepressants?|lithium|dose|methadone"
    r"|buprenorphine)"
)
_WHOSE = r"(your |the |their |his |her |all |any |a |an |some )*"
_FORBIDDEN_PHRASES = (
    rf"\b(stop|quit|skip|drop) (taking |using )?{_WHOSE}{_MEDICINE}\b",
    rf"\b(start|begin) (taking|using) {_WHOSE}{_MEDICINE}\b",
    rf"\b(double|halve|lower|raise|increase|reduce|cut|change) {_WHOSE}{_MEDICINE}\b",
    rf"\b(come off|cut down( on)?|cut back on|wean off) {_WHOSE}{_MEDICINE}\b",
    r"\bstop drinking (at once|today|now|completely|altogether|right away|cold turkey)\b",
    r"\bgo cold turkey\b",
    rf"\b(stop|quit|give up|leave|drop) {_WHOSE}(therapy|treatment|care)\b",
    rf"\b(instead|in place) of {_WHOSE}(therapy|treatment|care|medicine|medication)\b",
)
_FORBIDDEN_TEXT = re.compile("|".join(_FORBIDDEN_PHRASES), re.IGNORECASE)
# What comes before may show that the phrase is warned of or talked about, not advised: a
# "not" with no comma between but after verbs of the same list ("don't stop, skip or ..."),
# or, with no comma, "and" or "then" between, somebody who wishes, asks, is told or may decide.
_NEAR = r"(?:(?!(?:and|then)\b)[\w'’-]+ ){0,4}$"
_NEGATED = re.compile(
    r"(\b(not|never|nobody|no one|without|avoid|rather than)\b|n['’]t\b)"
    r" ?(?:(?:stop|start|skip|quit|drop|change|raise|lower|double|halve|reduce), |[\w'’-]+ )*$"
    r"|\b(before|if|whether|wish(es)?|want(s|ed)?|plan(s|ned)?|planning|urge|ask(s|ed)?|told|tells?"
    rf"|about|when|who|prescriber|doctor|clinician|team) {_NEAR}",
    re.IGNORECASE,
)


def forbidden_phrase(text: str) -> str | None:
    """
    Return the words of *text* that tell somebody to do what is never advised, or None.

    A warning against it is fine:

    >>> forbidden_phrase("Stop taking your tablets today.")
    'Stop taking your tablets'
    >>> forbidden_phrase("Don't stop taking your tablets on your own.") is None
    True
    """
    for found in _FORBIDDEN_TEXT.finditer(text):
        if not _NEGATED.search(text[: found.start()]):
            return found.group()
    return None


def _forbidden_texts(files: Files) -> Iterator[Problem]:
    for name, written in files.written["recommendations"].items():
        for path, text in _texts(written.entry):
            phrase = forbidden_phrase(text)
            if phrase is not None:
                message = f"`{name}` says `{phrase}`, which is never advised"
                help_text = "say what to ask of whom, or warn against it (`don't ...`)"
                yield Problem("R406", message, written.place(*path), help_text)


def _texts(recommendation: Recommendation) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("title",), recommendation.title
    if recommendation.look_again is not None:
        yield ("look_again",), recommendation.look_again
    for reader in ("client", "relative", "clinician"):
        text: Text | None = getattr(recommendation, reader)
        if text is None:
            continue
        if text.title is not None:
            yield (reader, "title"), text.title
        yield (reader, "what"), text.what
        for index, step in enumerate(text.how):
            yield (reader, "how", index), step


def _unjustified_urgencies(files: Files, conditions: Conditions) -> Iterator[Problem]:
    """INVARIANT: whatever is more urgent than `days` serves a danger at least as grave."""
    levels = {
        name: URGENCIES.index(written.entry.danger.level)
        for name, written in files.written["findings"].items()
        if written.entry.danger is not None
    }
    days = URGENCIES.index("days")
    for name, written in files.written["rules"].items():
        rule = written.entry
        if rule.kind != "recommend" or rule.urgency is None or name not in conditions.rules:
            continue
        urgency = URGENCIES.index(rule.urgency)
        if urgency >= days:
            continue
        target = files.written["recommendations"].get(rule.target)
        if target is not None and not target.entry.is_safety_step:
            message = f"`{rule.target}` is no safety step, so never more urgent than `days`"
            yield Problem("R407", message, written.place("urgency"))
        elif _implied_level(conditions.rules[name], levels) > urgency:
            message = f"`{rule.urgency}` needs a condition that implies a danger of that level"
            help_text = "begin `when` with the danger's finding: `some_danger and ...`"
            yield Problem("R407", message, written.place("urgency"), help_text)
    for name, written in files.written["recommendations"].items():
        if URGENCIES.index(written.entry.urgency) < days:
            message = f"`{name}` is more urgent than `days` in every situation"
            help_text = "let its rules or its danger raise the urgency"
            yield Problem("R407", message, written.place("urgency"), help_text)


def _implied_level(condition: Condition, levels: dict[str, int]) -> int:
    """The gravest level (0 is emergency) of a danger that must be TRUE when *condition* is."""
    routine = len(URGENCIES) - 1
    match condition:
        case Found(finding):
            return levels.get(finding, routine)
        case And(parts):
            return min(_implied_level(part, levels) for part in parts)
        case Or(parts):
            return max(_implied_level(part, levels) for part in parts)
        case _:
            return routine


def _dangers_without_open_core(files: Files) -> Iterator[Problem]:
    """INVARIANT: whoever asks, every danger has a core step that nothing can take away."""
    recommendations = files.written["recommendations"]
    dangers = [one for one in files.written["findings"].values() if one.entry.danger is not None]
    all_core = {step for written in dangers for step in written.entry.danger.core}
    for written in dangers:
        name = written.entry.id
        core = [
            recommendations[step].entry
            for step in written.entry.danger.core
            if step in recommendations
        ]
        for step in core:
            if not step.is_safety_step:
                message = f"core step `{step.id}` of `{name}` is not of a safety stage"
                yield Problem("R408", message, written.place("danger", "core"))
            if all_core & set(step.opposites):
                message = f"core step `{step.id}` of `{name}` is opposed to a core step"
                yield Problem("R408", message, written.place("danger", "core"))
        if not any(_always_open(step) for step in core):
            message = f"danger `{name}` has no core step without `needs` and for every reader"
            yield Problem("R408", message, written.place("danger", "core"))


def _safety_that_waits(files: Files) -> Iterator[Problem]:
    """INVARIANT: what is not known never takes a safety step away, nor ties it to an answer."""
    for written in files.written["rules"].values():
        rule = written.entry
        target = files.written["recommendations"].get(rule.target)
        if rule.kind not in ("exclude", "not_yet") or target is None:
            continue
        if target.entry.is_safety_step and rule.if_unknown != "ignore":
            message = f"the safety step `{rule.target}` would wait until `{rule.id}` is settled"
            help_text = "write `if_unknown: ignore`; add an `ask` rule if the answer matters"
            yield Problem("R416", message, written.place(rule.kind), help_text)


def _always_open(step: Recommendation) -> bool:
    return step.needs is None and None not in (step.client, step.relative, step.clinician)


def _falling_dangers(
    files: Files, conditions: Conditions, facts: Mapping[str, Fact]
) -> Iterator[Problem]:
    """INVARIANT: no danger, and nothing a danger rests on, falls when a danger fact rises."""
    for finding in _serving_dangers(files, conditions):
        for rule in conditions.findings.get(finding, ()):
            falling = _falls_with(conditions.rules[rule], facts, rising=True)
            if falling is not None:
                message = f"danger `{finding}` could fall when `{falling}` grows more dangerous"
                place = files.written["rules"][rule].place("when")
                yield Problem("R413", message, place, "leave out the part that lowers it")


def _serving_dangers(files: Files, conditions: Conditions) -> list[str]:
    """Return the dangers and every finding that one rests on, in order."""
    serving = {name for name, written in files.written["findings"].items() if written.entry.danger}
    for name in reversed(list(conditions.findings)):
        if name in serving:
            for rule in conditions.findings[name]:
                serving |= _findings_in(conditions.rules[rule])
    return [name for name in conditions.findings if name in serving]


def _findings_in(condition: Condition) -> set[str]:
    match condition:
        case Found(finding):
            return {finding}
        case Not(part):
            return _findings_in(part)
        case And(parts) | Or(parts):
            return set().union(*(_findings_in(part) for part in parts))
        case _:
            return set()


def _falls_with(condition: Condition, facts: Mapping[str, Fact], rising: bool) -> str | None:
    """Return a danger fact, or a finding, whose rise could make *condition* less true."""
    match condition:
        case IsTrue(fact):
            return None if _direction(facts[fact]) * _sign(rising) >= 0 else fact
        case Compare(fact, operator, value):
            slope = _slope(facts[fact], operator, value)
            return (
                fact
                if slope is None or slope * _direction(facts[fact]) * _sign(rising) < 0
                else None
            )
        case Among(fact, choices):
            slope = _slope_of_choices(facts[fact], choices)
            return (
                fact
                if slope is None or slope * _direction(facts[fact]) * _sign(rising) < 0
                else None
            )
        case Found(finding):
            return None if rising else finding
        case Not(part):
            return _falls_with(part, facts, not rising)
        case And(parts) | Or(parts):
            return next(
                (found for part in parts if (found := _falls_with(part, facts, rising))), None
            )
        case _:
            return None


def _sign(rising: bool) -> int:
    return 1 if rising else -1


def _direction(fact: Fact) -> int:
    """1 when more is more dangerous, -1 when less is, 0 when it is no danger fact."""
    return {"up": 1, "down": -1, None: 0}[fact.danger]


def _slope(fact: Fact, operator: str, value: object) -> int | None:
    """1 when the comparison can only become true as the fact rises, -1 as it falls."""
    if fact.danger is None:
        return 0
    if fact.kind == "choice":
        chosen = {str(value)} if operator == "==" else set(fact.choices) - {str(value)}
        return _slope_of_choices(fact, tuple(chosen))
    return {">": 1, ">=": 1, "<": -1, "<=": -1}.get(operator)


def _slope_of_choices(fact: Fact, chosen: tuple[str, ...]) -> int | None:
    if fact.danger is None:
        return 0
    inside = [choice in chosen for choice in fact.choices]
    if inside == sorted(inside):
        return 1
    return -1 if inside == sorted(inside, reverse=True) else None
