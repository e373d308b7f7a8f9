"""Measures as forms: what stands in them, and that what is filled in comes back."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import MeasureError, Rulebook
from nextsteps.document import Source
from nextsteps.fhir import Wording, questionnaire, read_wording
from nextsteps.measures import score
from nextsteps.service.chart import chart_of
from tests.fhir.responses import points_of, response
from tests.golden import assert_golden

RULEBOOK = Rulebook.default()
MEASURES = RULEBOOK.measures
FORMS = {name: questionnaire(one, RULEBOOK) for name, one in MEASURES.items()}


@st.composite
def filled_in(draw):
    """A measure with answers to all its items."""
    measure = MEASURES[draw(st.sampled_from(sorted(MEASURES)))]
    numbers = range(1, measure.items.count + 1)
    return measure, [draw(st.sampled_from(measure.items.allowed(one))) for one in numbers]


def read_back(form_response):
    """The questionnaires of the situation that a record with this response becomes."""
    chart = chart_of({"responses": form_response}, RULEBOOK, date(2026, 11, 20))
    return chart.situation.measures, chart.left_out


@settings(max_examples=60)
@given(filled_in())
def test_what_is_filled_in_is_read_by_the_service(case):
    """Every answer of every measure, and nothing is left out."""
    measure, answers = case

    [filled], left_out = read_back(response(FORMS[measure.id], answers))

    assert (measure.id, tuple(answers), ()) == (filled.measure, filled.answers, left_out)
    assert score(measure, answers=filled.answers).total == score(measure, answers=answers).total


def test_a_form_with_words_is_read_alike():
    """Its answers carry points of our own, so no words need to be known."""
    measure = MEASURES["wsas"]
    words = Wording(questions=["?"] * 5, answers={points: f"({points})" for points in range(9)})
    form = questionnaire(measure, RULEBOOK, wording=words)

    [filled], _ = read_back(response(form, [0, 8, 3, 1, 2]))

    assert (0, 8, 3, 1, 2) == filled.answers
    assert "(8)" == form["item"][0]["answerOption"][8]["valueCoding"]["display"]


def test_a_missing_answer_is_missing():
    """What was answered is kept by item, and there is no total."""
    [filled], _ = read_back(response(FORMS["phq-9"], [1, None, 2, 0, 0, 0, 0, 0, 3]))

    assert filled.total is None
    assert {1: 1, 3: 2, 9: 3} == {item: points for item, points in filled.item.items() if points}


def test_answers_are_exactly_those_of_the_measure():
    """Two of the AUDIT's items have no answers of 1 and 3 points."""
    for name, form in FORMS.items():
        *items, total = form["item"]
        allowed = [list(MEASURES[name].items.allowed(n)) for n in range(1, len(items) + 1)]
        assert allowed == [[points_of(one) for one in item["answerOption"]] for item in items]
        assert total["readOnly"] is True


def test_no_wording_is_shipped():
    """A form says which question it is, by number and code, and what an answer counts."""
    for name, form in FORMS.items():
        title = MEASURES[name].title
        for number, item in enumerate(form["item"][:-1], start=1):
            assert f"{title}, question {number}" == item["text"]
            shown = [one["valueCoding"]["display"] for one in item["answerOption"]]
            assert shown == [str(points_of(one)) for one in item["answerOption"]]


def test_the_form_of_the_phq_9():
    """As it is written."""
    text = json.dumps(FORMS["phq-9"], ensure_ascii=False, indent=1)

    assert_golden("fhir/questionnaire-phq-9.json", text)


def test_an_address_of_ones_own():
    """A publisher's base ends in a slash, whether or not it was given."""
    for base in ("https://example.org/fhir", "https://example.org/fhir/"):
        form = questionnaire(MEASURES["gad-7"], RULEBOOK, base=base)
        assert "https://example.org/fhir/Questionnaire/gad-7" == form["url"]


def test_words_that_do_not_fit_are_all_told():
    """The number of questions, and each answer that is too many or missing."""
    words = Wording(questions=["?"], answers={0: "no", 7: "yes"})

    with pytest.raises(MeasureError) as error:
        questionnaire(MEASURES["gad-7"], RULEBOOK, wording=words)

    assert_golden("fhir/wording-that-does-not-fit.txt", str(error.value))


def test_words_are_read_from_a_file():
    """Faults with their places, all at once."""
    good = read_wording(Source("words.yaml", "questions: [one, two]\nanswers: {0: no, 1: yes}\n"))
    with pytest.raises(MeasureError) as error:
        read_wording(Source("words.yaml", "question: [one]\nanswers: {none: no, 1: [yes]}\n"))

    assert (("one", "two"), {0: "no", 1: "yes"}) == (good.questions, good.answers)
    assert_golden("fhir/wording-that-is-none.txt", str(error.value))
