"""The schemas and the readers of files say the same."""

# ruff: noqa: E501  (the table of mistakes is read line by line)

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import nextsteps as ns
from nextsteps.document import Source, read_node, read_source
from nextsteps.errors import NextStepsError
from nextsteps.rulebook.read import read_files
from nextsteps.schema import plan_schema, rulebook_schema, situation_schema
from nextsteps.schema.words import WORDS
from nextsteps.situation.read import situation_of
from tests.cli.conftest import ROOT
from tests.sketches import SKETCH
from tests.stories.score import read_stories
from tests.strategies import Clinic, documents, shipped_situations

RULES = sorted(path for path in (ROOT / "rules").rglob("*.yaml") if "languages" not in path.parts)
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
MAKERS = {"situation": situation_schema, "plan": plan_schema, "rulebook": rulebook_schema}


@cache
def checker(what: str, *, with_names: bool = False) -> Draft202012Validator:
    """What checks values against one of the schemas."""
    return Draft202012Validator(MAKERS[what](ns.Rulebook.default() if with_names else None))


def written(path: Path) -> Any:
    """What stands in a file, as plain values."""
    return read_node(read_source(path)).plain()


def faults(values: Any, what: str, *, with_names: bool = False) -> list[str]:
    """What a schema finds wrong."""
    found = checker(what, with_names=with_names).iter_errors(values)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


def reader_takes_file(values: Any) -> bool:
    """Whether shapes and names of facts are right by the loader, those of vignettes too."""
    text = json.dumps(values)
    try:
        ns.Rulebook.from_text(text, name="mutated.yaml")
    except ns.RulebookError as error:
        if any(_is_of_shape(problem) for problem in error.problems):
            return False
    files = read_files([Source("mutated.yaml", text)])
    stories = [one.entry for one in files.written["vignettes"].values()]
    return all(reader_takes_situation(dict(story.facts)) for story in stories)


def _is_of_shape(problem: ns.Problem) -> bool:
    return problem.code in ("R401", "R415") or problem.message.startswith("unknown fact `")


def reader_takes_situation(values: Any) -> bool:
    """Whether `assess` would read the facts."""
    try:
        situation_of(values)
    except NextStepsError:
        return False
    return True


@pytest.mark.parametrize("what", MAKERS)
@pytest.mark.parametrize("with_names", [False, True])
def test_a_schema_is_a_schema(what: str, with_names: bool) -> None:
    """Each is valid by JSON Schema 2020-12, and every reference in it leads somewhere."""
    schema = checker(what, with_names=with_names).schema
    Draft202012Validator.check_schema(schema)

    assert references_in(schema) <= {f"#/$defs/{name}" for name in schema["$defs"]}


def references_in(schema: Any) -> set[str]:
    """Every `$ref` in *schema*."""
    if isinstance(schema, dict):
        own = {schema["$ref"]} if isinstance(schema.get("$ref"), str) else set()
        return own.union(*(references_in(part) for part in schema.values()))
    if isinstance(schema, list):
        return set().union(*(references_in(part) for part in schema))
    return set()


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
@pytest.mark.parametrize("with_names", [False, True])
def test_every_shipped_file_is_valid(path: Path, with_names: bool) -> None:
    """What the loader reads, the schema takes: with the rulebook's own ids, too."""
    assert [] == faults(written(path), "rulebook", with_names=with_names)


def test_every_key_of_a_rulebook_says_what_it_means() -> None:
    """An editor shows it where the key is written; and no key is explained that there is not."""
    schema = rulebook_schema()
    entries = {name: part for name, part in schema["$defs"].items() if name in WORDS}
    described = {
        name: [key for key, part in entry["properties"].items() if "description" in part]
        for name, entry in (*entries.items(), ("file", schema))
    }

    assert described == {
        name: list(entry["properties"]) for name, entry in (*entries.items(), ("file", schema))
    }
    assert entries.keys() == schema["$defs"].keys() - {"Situation", "Filled"} - NAMES
    stray = {
        name: WORDS[name].keys() - entry["properties"].keys() for name, entry in entries.items()
    }
    assert set().union(*stray.values()) == set()


NAMES = {"FactName", "DangerFactName"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_and_its_plan_are_valid(path: Path) -> None:
    """A situation goes in, a plan comes out, both as their schemas say."""
    situation = written(path)

    assert [] == faults(situation, "situation", with_names=True)
    for questions in (False, True) if path.stem == "not_heard" else (False,):
        assert [] == faults(ns.assess(situation, questions=questions), "plan", with_names=True)


@pytest.mark.skipif(not read_stories(), reason="the stories are not at hand")
def test_every_story_is_valid() -> None:
    """Whole situations that somebody else wrote: those that the reader takes, and no others."""
    for story in read_stories():
        facts = story.get("facts", {})
        assert reader_takes_situation(facts) == (faults(facts, "situation") == []), story["id"]


@given(shipped_situations())
@settings(max_examples=25, phases=[Phase.generate])
def test_every_plan_is_valid(situation: ns.Situation) -> None:
    """So are the facts in it, which are a situation again."""
    plan = ns.recommend(situation).to_dict(questions=False)

    assert [] == faults(plan, "plan", with_names=True)
    assert [] == faults(plan["situation"], "situation", with_names=True)


@given(documents(most_rules=8))
@settings(max_examples=25, phases=[Phase.generate])
def test_every_generated_rulebook_is_valid(document: Any) -> None:
    """Generated rulebooks have facts of their own; their shapes are right all the same."""
    schema = Draft202012Validator(rulebook_schema(situation=Clinic))

    assert [] == [error.message[:200] for error in schema.iter_errors(document)]


MISTAKES = {
    "an unknown key": "rulez: []",
    "not a list": "rules: {id: a}",
    "nothing in it": "rules:",
    "not a mapping": "[rules]",
    "a rule without an id": "rules: [{recommend: a, when: b, because: c, sources: [{source: a, locator: b}]}]",
    "an id with a capital": "findings: [{id: Stalled, title: it is}]",
    "a rule of no kind": "rules: [{id: a, when: b, because: c, sources: [{source: a, locator: b}]}]",
    "a rule of two kinds": "rules: [{id: a, recommend: b, caution: c, when: b, because: c, sources: [{source: a, locator: b}]}]",
    "strength without recommend": "rules: [{id: a, caution: b, strength: weak, when: b, because: c, sources: [{source: a, locator: b}]}]",
    "not_yet without until": "rules: [{id: a, not_yet: b, when: b, because: c, sources: [{source: a, locator: b}]}]",
    "until null": "rules: [{id: a, not_yet: b, until: null, when: b, because: c, sources: [{source: a, locator: b}]}]",
    "kind written out": "rules: [{id: a, recommend: b, kind: recommend, when: b, because: c, sources: [{source: a, locator: b}]}]",
    "a condition that is a number": "rules: [{id: a, recommend: b, when: 3, because: c, sources: [{source: a, locator: b}]}]",
    "a condition that is false": "rules: [{id: a, recommend: b, when: false, because: c, sources: [{source: a, locator: b}]}]",
    "no sources": "rules: [{id: a, recommend: b, when: b, because: c, sources: []}]",
    "because left empty": "rules: [{id: a, recommend: b, when: b, because: '', sources: [{source: a, locator: b}]}]",
    "a stage that is none": "recommendations: [{id: a, title: b, stage: later, sources: [{source: a, locator: b}], client: {what: x}}]",
    "for nobody": "recommendations: [{id: a, title: b, stage: life, sources: [{source: a, locator: b}]}]",
    "urgent without danger": "recommendations: [{id: a, title: b, stage: life, urgency: same_day, sources: [{source: a, locator: b}], client: {what: x}}]",
    "an act that is none": "recommendations: [{id: a, title: b, stage: life, acts: [sing], sources: [{source: a, locator: b}], client: {what: x}}]",
    "a danger without a core": "findings: [{id: a, title: b, danger: {level: days, core: []}}]",
    "a source of nobody": "sources: [{id: a, title: b, year: 2020, note: c, grade: A, checked: 2026-11-23}]",
    "a source nowhere": "sources: [{id: a, title: b, year: 2020, authors: c, grade: A, checked: 2026-11-23}]",
    "a year long ago": "sources: [{id: a, title: b, year: 1066, authors: c, note: d, grade: A, checked: 2026-11-23}]",
    "a date that is none": "sources: [{id: a, title: b, year: 2020, authors: c, note: d, grade: A, checked: soon}]",
    "a law that says nothing": "laws: [{id: a, because: b}]",
    "a law that says two things": "laws: [{id: a, because: b, never: c, monotone: {of: level}}]",
    "then without anything": "laws: [{id: a, because: b, always: {when: c, then: {}}}]",
    "urgency of nothing": "laws: [{id: a, because: b, always: {when: c, then: {urgency: days}}}]",
    "a check that is none": "meant: [{check: V9, about: a, because: b}]",
    "a card that is a list": "card: [draft]",
    "a status that is none": "card: {status: perfect}",
    "an attribute that is none": "card: {attributes: {age: [height]}}",
    "an attribute of no fact": "card: {attributes: {agee: []}}",
    "a severity that is none": "hazards: [{id: a, hazard: b, cause: c, effect: d, severity: bad, control: e}]",
    "evidence of nothing": "hazards: [{id: a, hazard: b, cause: c, effect: d, severity: minor, control: e, evidence: [{}]}]",
    "evidence of two kinds": "hazards: [{id: a, hazard: b, cause: c, effect: d, severity: minor, control: e, evidence: [{law: f, test: g}]}]",
    "a country in small letters": "contacts: [{country: us, emergency: '911', checked: 2026-11-23, confidence: seen}]",
    "a version that is a number": "rulebook: {id: a, version: 1.0, title: b}",
    "a story with an unknown fact": "vignettes: [{id: a, story: b, facts: {no_progres: true}}]",
    "a story with a wrong choice": "vignettes: [{id: a, story: b, facts: {severity: awful}}]",
    "a measure without norms": "measures: [{id: a, title: b, name: c, kind: use, items: {count: 1, low: 0, high: 3}, higher_is: worse, norms: [], licence: d, sources: [{source: a, locator: b}]}]",
}


@pytest.mark.parametrize("text", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_rulebook_is_refused_by_both(text: str) -> None:
    """Each mistake of shape is one for the schema and for the reader."""
    values = read_node(Source("mistake.yaml", text)).plain()

    assert faults(values, "rulebook") != []
    assert not reader_takes_file(values)


SITUATION_MISTAKES = {
    "an unknown fact": "no_progres: true",
    "text for yes or no": 'no_progress: "true"',
    "a number for yes or no": "no_progress: 1",
    "too old": "age: 300",
    "half a year": "age: 30.5",
    "no such choice": "severity: awful",
    "a country in small letters": "country: us",
    "a list that is none": "concerns: depression",
    "no such member": "concerns: [sadness]",
    "no such outcome": "tried: {talk-to-therapist: maybe}",
    "an unknown fact that cannot be said": "cannot_say: [no_progres]",
    "a day that is none": "as_of: today",
    "a day as a number": "as_of: 86400",
    "a day as digits": "as_of: '86400'",
    "a time in place of a day": "as_of: '2026-11-20T00:00:00'",
    "a questionnaire of a number": "measures: [{measure: phq-9, date: '0', total: 4}]",
    "a questionnaire without a time": "measures: [{measure: phq-9, total: 4}]",
    "with two times": "measures: [{measure: phq-9, week: 1, date: 2026-11-01, total: 4}]",
    "without a score": "measures: [{measure: phq-9, week: 1}]",
    "with answers and items": "measures: [{measure: phq-9, week: 1, answers: [1], item: {9: 1}}]",
    "with no item": "measures: [{measure: phq-9, week: 1, item: {}}]",
    "with an item that is no number": "measures: [{measure: phq-9, week: 1, item: {ninth: 1}}]",
    "with half a point": "measures: [{measure: phq-9, week: 1, total: 4.5}]",
    "not a mapping": "[age]",
}


@pytest.mark.parametrize("text", SITUATION_MISTAKES.values(), ids=SITUATION_MISTAKES)
def test_a_mistake_in_a_situation_is_refused_by_both(text: str) -> None:
    """Each mistake of shape is one for the schema and for the reader."""
    values = read_node(Source("mistake.yaml", text)).plain()

    assert faults(values, "situation") != []
    assert not reader_takes_situation(values)


def test_with_a_rulebook_a_misspelt_id_is_refused() -> None:
    """Without it any id will do, for nobody knows which there are."""
    values = read_node(Source("sketch.yaml", SKETCH)).plain()

    assert [] == faults(values, "rulebook")
    assert any("'a-book'" in fault for fault in faults(values, "rulebook", with_names=True))
    assert [] != faults({"tried": {"talk-to-therapst": "done"}}, "situation", with_names=True)


# What the reader of entries forgives and a schema does not: "3" or 3.0 for 3, "no" for false.
WRONG = st.sampled_from([None, {}, [], [[]], {"odd": []}, "odd words", "", -7, 0.5])
Path_ = tuple[str | int, ...]


def places_in(values: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Every place in *values*, those within first."""
    if isinstance(values, dict | list):
        inner = values.items() if isinstance(values, dict) else enumerate(values)
        for key, part in inner:
            yield from places_in(part, (*path, key))
            yield (*path, key)


@cache
def whole() -> tuple[Any, list[Path_]]:
    """A valid file with an entry of each kind, and the places in it."""
    values = read_node(Source("sketch.yaml", SKETCH)).plain()
    assert isinstance(values, dict)
    values["contacts"] = written(ROOT / "rules" / "contacts.yaml")["contacts"][:1]
    values["laws"] = written(ROOT / "rules" / "laws.yaml")["laws"][:3]
    values["laws"].append({"id": "m", "because": "b", "monotone": {"of": "level"}})
    values["measures"] = written(sorted((ROOT / "rules" / "measures").glob("*"))[0])["measures"][:1]
    values["card"] = written(ROOT / "rules" / "card.yaml")["card"]
    values["card"]["attributes"] = {"age": ["date_of_birth"], "no_progress": []}
    values["hazards"] = written(ROOT / "rules" / "hazards.yaml")["hazards"][:2]
    values["meant"] = [{"check": "V111", "about": "a", "because": "b"}]
    values["vignettes"] = [
        {"id": f"v-{number}", "story": "s", "facts": written(path), "level": "clear"}
        for number, path in enumerate(EXAMPLES[:4])
    ]
    return values, list(places_in(values))


def planted(values: Any, path: Path_, wrong: Any, how: str) -> Any:
    """A copy of *values* in which the place at *path* is changed, gone, or has a neighbour."""
    changed = copy.deepcopy(values)
    parent = changed
    for step in path[:-1]:
        parent = parent[step]
    match how:
        case "gone":
            del parent[path[-1]]
        case "beside" if isinstance(parent, dict):
            parent["odd_key"] = wrong
        case _:
            parent[path[-1]] = wrong
    return changed


@given(st.data(), WRONG, st.sampled_from(["gone", "beside", "changed"]))
@settings(max_examples=250, suppress_health_check=list(HealthCheck))
def test_a_changed_file_is_right_for_both_or_for_neither(
    drawn: st.DataObject, wrong: Any, how: str
) -> None:
    """One place of a valid file is taken out, changed, or given a neighbour."""
    values, places = whole()
    changed = planted(values, drawn.draw(st.sampled_from(places)), wrong, how)
    found = faults(changed, "rulebook")

    if _is_beyond_a_schema(changed):
        assert not found or not reader_takes_file(changed)
    else:
        assert reader_takes_file(changed) == (found == []), found


def _is_beyond_a_schema(values: Any) -> bool:
    """Whether numbers of a measure, which have to fit each other, are no longer as they were."""
    return values.get("measures") != whole()[0]["measures"]


def test_what_a_schema_refuses_of_a_measure_the_reader_refuses() -> None:
    """The other way round does not hold: that bands have no gaps is nothing a schema can say."""
    values, places = whole()
    for path in places:
        if path[0] == "measures":
            changed = planted(values, path, "odd words", "changed")
            assert faults(changed, "rulebook") == [] or not reader_takes_file(changed), path


@given(shipped_situations(), st.data(), WRONG, st.sampled_from(["gone", "beside", "changed"]))
@settings(max_examples=150, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_a_changed_situation_is_right_for_both_or_for_neither(
    situation: ns.Situation, drawn: st.DataObject, wrong: Any, how: str
) -> None:
    """So it is with the facts of one person."""
    values = ns.recommend(situation).to_dict(questions=False)["situation"]
    values = values or {"age": 31}
    path = drawn.draw(st.sampled_from(list(places_in(values))))
    changed = planted(values, path, wrong, how)
    found = faults(changed, "situation")

    assert reader_takes_situation(changed) == (found == []), found
