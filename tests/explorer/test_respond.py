"""What the explorer draws is what the library gives: the same plan, the same values."""

import json
import sys
from typing import Any

import pytest
from hypothesis import Phase, given, settings

import nextsteps as ns
from nextsteps import Interview, Rulebook, Situation
from nextsteps.document import Source
from nextsteps.explorer import form_of, respond
from nextsteps.explorer.respond import python_text
from nextsteps.situation.read import situation_from
from nextsteps.situation.stated import python_of, stated, yaml_of
from nextsteps.testing.clinic import Clinic
from tests.cli.conftest import SKETCH
from tests.strategies import shipped_situations

FEW = settings(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])
STUCK: dict[str, Any] = {"in_therapy": True, "no_progress": True, "weeks_in_therapy": 14}


def view_of(values: dict[str, Any], rulebook: Rulebook | None = None) -> dict[str, Any]:
    """The view of *values*, as JSON brings it to the page."""
    asked = {"ask": "view", "values": values}
    view: dict[str, Any] = respond(rulebook or Rulebook.default(), asked)
    assert json.loads(json.dumps(view)) == view
    return view


@FEW
@given(shipped_situations())
def test_the_view_tells_the_plan_in_its_order_and_leaves_nothing_out(situation: Situation) -> None:
    """Every step that the plan gives, holds back or leaves out is drawn once."""
    plan = ns.recommend(situation)
    view = view_of(stated(situation))
    withheld = [step["id"] for group in view["withheld"] for step in group["steps"]]
    expected = [*plan.later, *plan.not_yet, *plan.excluded, *plan.set_aside]

    assert [step["id"] for step in view["steps"]] == [step.id for step in plan.actions]
    assert [step["because"] for step in view["steps"]] == [step.because for step in plan.actions]
    assert withheld == [step.id for step in expected]
    assert len(view["warnings"]) == len(plan.warnings)
    assert (view["safety"]["kind"] == "alarm") == (plan.safety.at_least == "emergency")


@FEW
@given(shipped_situations())
def test_values_there_and_back_are_the_same_situation(situation: Situation) -> None:
    """So whatever was undone to, is what was said before."""
    assert Situation.model_validate(view_of(stated(situation))["values"]) == situation


@FEW
@given(shipped_situations())
def test_the_copied_program_makes_the_same_plan(situation: Situation) -> None:
    """Run as it is; and its situation is the one that was shown."""
    code = respond(Rulebook.default(), {"ask": "python", "values": stated(situation)})["text"]
    names: dict[str, Any] = {"print": lambda *_: None}
    exec(code, names)  # noqa: S102  (what the library wrote)

    assert names["situation"] == situation
    assert names["plan"] == ns.recommend(situation)


@FEW
@given(shipped_situations())
def test_the_copied_yaml_is_the_same_situation(situation: Situation) -> None:
    """Read by the library's own reader."""
    text = respond(Rulebook.default(), {"ask": "yaml", "values": stated(situation)})["text"]

    assert situation_from(Source("copied", text)) == situation


@pytest.mark.parametrize(
    "word", ["yes", "No", "null", "true", "~", "1e3", "a: b", "# no", "é", "'"]
)
def test_a_word_that_yaml_could_misread_stays_text(word: str) -> None:
    """As the name of a measure, or of a step that another rulebook has."""
    situation = Situation(tried={word: "helped"})

    assert situation_from(Source("copied", yaml_of(situation))) == situation


def test_a_view_works_out_no_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions take many times as long as the plan; they are asked for apart."""

    def never(*_: Any) -> Any:
        raise AssertionError("a question was worked out")

    monkeypatch.setattr(sys.modules[ns.recommend.__module__], "questions", never)
    monkeypatch.setattr("nextsteps.interview.model.Candidates.of_plan", never)

    assert view_of(STUCK)["steps"]


@pytest.mark.parametrize(
    "values",
    [
        {},
        STUCK,
        STUCK | {"cannot_say": ["suicidal_thoughts"]},
        {"suicide_plan": True, "country": "GB"},
    ],
    ids=["nothing", "stuck", "left open", "emergency"],
)
def test_the_question_is_that_of_an_interview(values: dict[str, Any]) -> None:
    """With its facts, its words, and whether the first step is settled."""
    interview = Interview.of(values)
    answer = respond(Rulebook.default(), {"ask": "question", "values": values})
    question = interview.question
    assert question is not None

    assert answer["question"]["facts"] == [fact.name for fact in question.facts]
    assert answer["question"]["text"] == question.text
    assert answer["question"]["why"] == question.why
    assert answer["is_first_step_settled"] == interview.is_first_step_settled


def test_when_nothing_is_left_to_ask_it_says_so() -> None:
    """A rulebook in which the one question is answered."""
    rulebook = Rulebook.load(SKETCH)
    interview = Interview.of({}, rulebook=rulebook)
    while interview.question is not None:
        interview = interview.skip()
    answer = respond(rulebook, {"ask": "question", "values": stated(interview.situation)})

    assert answer == {"question": None, "is_first_step_settled": True}


def test_the_form_asks_every_fact_once_with_what_its_kind_needs() -> None:
    """Only what scores show is left out."""
    vocabulary = Situation.vocabulary().facts
    asked = [
        fact for section in form_of(Rulebook.default())["sections"] for fact in section["facts"]
    ]

    assert sorted(fact["name"] for fact in asked) == sorted(
        name for name, fact in vocabulary.items() if not fact.measured
    )
    for fact in asked:
        own = vocabulary[fact["name"]]
        assert [value for value, _ in fact.get("choices", [])] == list(own.choices)
        assert (fact.get("low"), fact.get("high"), fact.get("unit")) == (
            own.low,
            own.high,
            own.unit,
        )
        assert fact.get("follows") is None or fact["follows"] in vocabulary


def test_what_no_situation_can_hold_is_told_by_fact() -> None:
    """All at once, in the words of the form; under no name what belongs to no field."""
    answer = view_of({"age": 131, "country": "xyz", "no_progress": "yes", "qqq": 1})

    assert answer["problems"] == {
        "age": "a whole number from 0 to 120 (years)",
        "country": "two letters, such as US or GB",
        "no_progress": "true or false",
        "": "unknown fact `qqq`; `nextsteps facts` lists all facts",
    }


@pytest.mark.parametrize(
    "asked",
    [
        {"ask": "why", "recommendation": "no-such-step"},
        {"ask": "why", "recommendation": "switch-therapist"},
        {"ask": "anything"},
        {},
        {"ask": "view", "values": {"measures": [{"measure": "phq-9", "week": 1, "total": 99}]}},
    ],
    ids=["unknown step", "step not given", "unknown request", "no request", "impossible score"],
)
def test_a_request_that_cannot_be_answered_is_told(
    asked: dict[str, Any],
) -> None:
    """The page shows it; nothing falls."""
    answer = respond(Rulebook.default(), asked)

    assert list(answer) == ["problems"]
    assert answer["problems"][""]


def test_each_step_can_be_asked_about(shipped: Rulebook) -> None:
    """Given ones: why, why not first, what takes them away; others: why not, what brings them."""
    view = view_of(STUCK)
    given, aside = view["steps"][1]["id"], view["withheld"][0]["steps"][0]["id"]
    of_any = ("why_not", "what_would_change")
    asks = [("why", given)]
    asks += [(ask, one) for one in (given, aside, "switch-therapist") for ask in of_any]
    told = [
        respond(shipped, {"ask": ask, "values": STUCK, "recommendation": one})["html"]
        for ask, one in asks
    ]

    assert all(one.startswith("<") for one in told)
    assert len(set(told)) == len(told)


def test_an_emergency_is_an_alarm_with_whom_to_call() -> None:
    """And nothing is to be done but what makes safe."""
    view = view_of(STUCK | {"suicide_plan": True, "country": "GB"})

    assert view["safety"]["kind"] == "alarm"
    assert "999" in view["safety"]["html"]
    assert "999" in view["contacts"]
    assert view["spoken"].startswith("Get help now. First step:")
    assert view["withheld"][0]["id"] == "later"


def test_code_for_a_rulebook_and_a_vocabulary_of_ones_own_names_both() -> None:
    """The class is imported from its module, the rulebook loaded from its folder."""
    code = python_text(Clinic(no_progress=True), "my-rules")

    assert "from nextsteps.testing.clinic import Clinic\n" in code
    assert "rulebook = ns.Rulebook.load('my-rules', situation=Clinic)\n" in code
    assert python_of(Clinic()) == "Clinic()"


def test_code_for_another_rulebook_makes_its_plan() -> None:
    """Of the sketch, from its folder."""
    rulebook = Rulebook.load(SKETCH)
    asked = {"ask": "python", "values": STUCK}
    names: dict[str, Any] = {"print": lambda *_: None}
    exec(respond(rulebook, asked, folder=SKETCH)["text"], names)  # noqa: S102

    assert names["plan"] == rulebook.recommend(STUCK)
