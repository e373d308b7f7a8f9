"""
A rulebook as FHIR R4: a Library with its logic in CQL and ELM, and a PlanDefinition over it.

CQL says what holds and which steps are given; it does not say in which order they come, nor
which of two opposites stays. Only `nextsteps.recommend` says that, and both resources tell.
"""

import json
from base64 import b64encode
from collections.abc import Iterator

from nextsteps.fhir.codes import RECOMMENDATION, URGENCY
from nextsteps.fhir.logic import (
    Logics,
    check_name,
    check_of_needs_name,
    checked_rules,
    cql_of,
    elm_of,
    help_name,
    logics_of,
    now_at_name,
    now_name,
    rule_name,
    urgencies_of,
)
from nextsteps.fhir.logic.names import ELSEWHERE
from nextsteps.fhir.published import BASE, Published, Resource, concept
from nextsteps.fhir.requests import PRIORITIES, documentation
from nextsteps.known import known_of
from nextsteps.render import Document, as_markdown
from nextsteps.render.contacts import lines_of
from nextsteps.render.words import WORDS
from nextsteps.rulebook import Reader, Recommendation, Rulebook
from nextsteps.rulebook.entries import STAGES, URGENCIES, Urgency
from nextsteps.situation import Situation
from nextsteps.weighing import NEEDS_CHECK

_TERMS = "http://terminology.hl7.org/CodeSystem"
_LIMITS = (
    "Which steps are given is said exactly, but not their order, and not which of two opposites "
    "stays where both are given; ask `nextsteps` for a plan. Parameters are what is known after "
    "inference, as `nextsteps fhir parameters` writes them; one that is left out is unknown, "
    "which is never no. Rules written by people; not a medical device."
)


def library(rulebook: Rulebook, *, base: str = BASE) -> Resource:
    """
    Return the logic of *rulebook* as a Library of FHIR R4, in CQL and in ELM.

    Args:
        rulebook: The rules.
        base: Where the canonical address begins.

    >>> import nextsteps as ns
    >>> made = library(ns.Rulebook.default())
    >>> [content["contentType"] for content in made["content"]]
    ['text/cql', 'application/elm+json']
    """
    logics = logics_of(rulebook)
    published = Published(rulebook, base)
    return {
        **published.heading("Library", rulebook.id, rulebook.identity.title),
        "name": logics.name,
        "type": concept(f"{_TERMS}/library-type", "logic-library"),
        "description": f"The conditions of the rules, and which steps they give. {_LIMITS}",
        "parameter": list(_parameters(logics)),
        "content": [
            _content("text/cql", cql_of(logics)),
            _content("application/elm+json", json.dumps(elm_of(logics), separators=(",", ":"))),
        ],
    }


def _parameters(logics: Logics) -> Iterator[Resource]:
    for name, kind in logics.parameters.items():
        yield {"name": name, "use": "in", "min": 0, "max": "1", "type": kind.lower()}
    for one in logics.definitions:
        if one.name.startswith(("now ", "finding ")):
            yield {"name": one.name, "use": "out", "min": 0, "max": "1", "type": "boolean"}


def _content(kind: str, text: str) -> Resource:
    return {"contentType": kind, "data": b64encode(text.encode()).decode()}


def cql(rulebook: Rulebook) -> str:
    """
    Return the logic of *rulebook* as the text of CQL.

    >>> import nextsteps as ns
    >>> cql(ns.Rulebook.default()).split()[:2]
    ['library', '"Nextsteps"']
    """
    return cql_of(logics_of(rulebook))


def elm(rulebook: Rulebook) -> Resource:
    """Return the logic of *rulebook* as ELM, for engines that run CQL."""
    return elm_of(logics_of(rulebook))


def parameters(situation: Situation, rulebook: Rulebook) -> Resource:
    """
    Return what is known of *situation* as the Parameters that the Library takes.

    What follows from what was said and what scores show are among them.

    Raises:
        MeasureError: The situation's questionnaires hold what they can't.

    >>> import nextsteps as ns
    >>> made = parameters(ns.Situation(age=31), ns.Rulebook.default())
    >>> [one for one in made["parameter"] if one["name"] == "age"]
    [{'name': 'age', 'valueInteger': 31}]
    """
    known, logics = known_of(situation, rulebook), logics_of(rulebook)
    tried = {f"tried {name}": outcome for name, outcome in known.tried.items()}
    values = dict(known.facts) | tried
    given = [
        {"name": name, f"value{kind}": int(values[name]) if kind == "Integer" else values[name]}
        for name, kind in logics.parameters.items()
        if name in values
    ]
    return {"resourceType": "Parameters", **({"parameter": given} if given else {})}


def plan_definition(
    rulebook: Rulebook, *, reader: Reader = "clinician", base: str = BASE
) -> Resource:
    """
    Return *rulebook* as a PlanDefinition of FHIR R4: an action for each step.

    A step that can be more or less urgent is an action for each urgency, of which one applies.

    Args:
        rulebook: The rules.
        reader: Whose words the actions are in; steps that are not for this reader are left out.
        base: Where canonical addresses begin.

    >>> import nextsteps as ns
    >>> made = plan_definition(ns.Rulebook.default())
    >>> made["action"][0]["condition"][0]["expression"]["expression"]
    'now abuse-support-services, emergency'
    """
    published = Published(rulebook, base)
    actions = [
        _action(entry, urgency, reader, rulebook)
        for entry, urgency in _in_order(rulebook)
        if entry.text(reader) is not None
    ]
    return {
        **published.heading("PlanDefinition", rulebook.id, rulebook.identity.title),
        "type": concept(f"{_TERMS}/plan-definition-type", "eca-rule"),
        "description": f"Next steps when therapy isn't working, in words for the {reader}.",
        "usage": f"Give the parameter `asker` as `{reader}`. {_LIMITS}",
        "library": [published.versioned("Library", rulebook.id)],
        **({"action": actions} if actions else {}),
    }


def _in_order(rulebook: Rulebook) -> list[tuple[Recommendation, Urgency]]:
    """Each step with how urgent it can be; the more urgent first, then by stage."""
    found = [
        (entry, urgency)
        for entry in rulebook.recommendations.values()
        for urgency in urgencies_of(entry, rulebook)
    ]
    return sorted(
        found,
        key=lambda one: (URGENCIES.index(one[1]), STAGES.index(one[0].stage), one[0].id),
    )


def _action(
    entry: Recommendation, urgency: Urgency, reader: Reader, rulebook: Rulebook
) -> Resource:
    text = entry.text(reader)
    assert text is not None
    several = len(urgencies_of(entry, rulebook)) > 1
    name = now_at_name(entry.id, urgency) if several else now_name(entry.id)
    title = entry.title_for(reader)
    lines = [text.what, *(f"- {how}" for how in text.how)]
    lines += [] if entry.look_again is None else [entry.look_again]
    minded = list(_minded(entry, reader, rulebook))
    cited = documentation([rulebook.sources[one.source] for one in entry.sources])
    return {
        "title": title,
        "description": "\n".join(lines),
        "priority": PRIORITIES[urgency],
        "code": [concept(RECOMMENDATION, entry.id, title), concept(URGENCY, urgency)],
        "documentation": cited,
        "trigger": [{"type": "named-event", "name": "patient-view"}],
        "condition": [_applies(name)],
        **({"action": minded} if minded else {}),
    }


def _minded(entry: Recommendation, reader: Reader, rulebook: Rulebook) -> Iterator[Resource]:
    """Whom to call, what to make sure of first, what speaks against it, its given opposites."""
    words = WORDS[reader]
    if "call_for_help" in entry.acts:
        for country in dict.fromkeys((*rulebook.contacts, ELSEWHERE)):
            lines = as_markdown(Document((lines_of(rulebook.contacts.get(country)),)))
            yield _told(words.contacts, lines.strip(), help_name(country))
    if entry.needs is not None:
        yield _told(words.check, NEEDS_CHECK, check_of_needs_name(entry.id))
    for rule in checked_rules(entry.id, rulebook):
        yield _told(words.check, rule.because, check_name(rule.id))
    for rule in rulebook.rules_about(entry.id, "caution"):
        yield _told(words.caution, rule.because, rule_name(rule.id))
    for name in sorted(rulebook.opposites[entry.id]):
        other = rulebook.recommendations[name].title_for(reader)
        yield _told("Not together with", other, now_name(name))


def _told(title: str, text: str, name: str) -> Resource:
    return {
        "title": title.strip().removesuffix(":"),
        "description": text,
        "condition": [_applies(name)],
    }


def _applies(name: str) -> Resource:
    expression = {"language": "text/cql-identifier", "expression": name}
    return {"kind": "applicability", "expression": expression}
