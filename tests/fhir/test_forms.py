"""Our Questionnaires in LHC-Forms, in a real browser: filled in by hand, they add up."""

import json
import random
from datetime import date

import pytest

from nextsteps import Rulebook
from nextsteps.fhir import questionnaire
from nextsteps.measures import score
from nextsteps.service.chart import chart_of
from tests.fhir.responses import points_of

pytestmark = pytest.mark.fhir

RULEBOOK = Rulebook.default()
SCRIPTS = (
    "lforms/webcomponent/assets/lib/zone.min.js",
    "lforms/webcomponent/lhc-forms.js",
    "lforms/fhir/R4/lformsFHIR.min.js",
)
ADDED = """async form => {
    await LForms.Util.addFormToPage(form, 'form', {fhirVersion: 'R4'})
}"""
FILLED = "LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4')"


@pytest.fixture(scope="module")
def page(browser, unpacked, tmp_path_factory):
    """A page with LHC-Forms, that asks nobody for anything."""
    folder = unpacked("forms") / "dist"
    scripts = "".join(f'<script src="{(folder / one).as_uri()}"></script>' for one in SCRIPTS)
    file = tmp_path_factory.mktemp("forms") / "form.html"
    file.write_text(f"<!doctype html><meta charset=utf-8><div id=form></div>{scripts}")
    context = browser.new_context()
    asked = []
    context.route("http*://**", lambda route: (asked.append(route.request.url), route.abort()))
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_function("window.LForms && LForms.FHIR && !!LForms.Util.addFormToPage")
    yield page
    context.close()
    assert [] == asked


def filled_in(page, form, answers):
    """What comes back when each answer is clicked."""
    page.evaluate(ADDED, form)
    for item, points in zip(form["item"], answers, strict=False):
        [place] = [at for at, one in enumerate(item["answerOption"]) if points_of(one) == points]
        shown = page.locator(f"[id='item-{item['linkId']}/1'] label.lhc-answer")
        shown.nth(place).click()
    total = page.locator(f"[id='{form['item'][-1]['linkId']}/1']")
    page.wait_for_function("box => box.value !== ''", arg=total.element_handle())
    return json.loads(page.evaluate(f"JSON.stringify({FILLED})"))


@pytest.mark.parametrize("name", ["phq-9", "gad-7"])
def test_a_form_filled_in_by_hand_adds_up(page, name):
    """To the total of `nextsteps.measures`, and the service reads the same answers."""
    draw = random.Random(9)  # noqa: S311  (no secret)
    measure = RULEBOOK.measures[name]
    form = questionnaire(measure, RULEBOOK)

    for _ in range(3):
        answers = [draw.randint(0, 3) for _ in range(measure.items.count)]
        filled = filled_in(page, form, answers)
        totals = [one for one in filled["item"] if one["linkId"] == f"{name}/total"]
        [said] = totals[0]["answer"]
        chart = chart_of({"responses": filled}, RULEBOOK, date(2100, 1, 1))

        assert score(measure, answers=answers).total == said["valueDecimal"]
        assert tuple(answers) == chart.situation.measures[0].answers
