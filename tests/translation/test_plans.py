"""Plans in another language: other words, the same advice."""

import re
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from nextsteps import Plan, Rulebook, Situation
from nextsteps.render import as_text, plan_blocks, plan_to_html, plan_to_markdown, plan_to_text
from nextsteps.render.style import stylesheet
from nextsteps.translation import ENGLISH, Catalogue, catalogue_for, translated
from tests.golden import assert_golden
from tests.render.plans import PLANS
from tests.strategies import shipped_situations

EMPTY = Catalogue("xx", "Xxish", False, "(not reviewed)", "(partly English)", "(all English)")
CALM = Situation.model_validate(
    {
        "asker": "client",
        "country": "US",
        "age": 34,
        "in_therapy": True,
        "weeks_in_therapy": 14,
        "concerns": ["depression"],
        "no_progress": True,
        "not_heard": True,
        "suicidal_thoughts": False,
        "measures": [
            {"measure": "phq-9", "week": 0, "total": 16},
            {"measure": "phq-9", "week": 12, "total": 17},
        ],
    }
)
EMERGENCY = Situation.model_validate(
    {"asker": "client", "country": "US", "suicidal_thoughts": True, "suicide_plan": True}
)
TOLD = {"calm": CALM, "emergency": EMERGENCY}
FORMS = {"txt": plan_to_text, "html": plan_to_html}
WORDING = {
    "name", "emergency", "title", "what", "how", "look_again", "because", "until", "again",
    "question", "contact",
}  # fmt: skip


def bones(value: Any) -> Any:
    """All of a plan but its wording."""
    if isinstance(value, dict):
        kept = ((key, one) for key, one in value.items() if key not in WORDING or is_part(one))
        return {key: bones(one) for key, one in kept}
    return [bones(one) for one in value] if isinstance(value, list) else value


def is_part(value: Any) -> bool:
    """Whether it has parts of its own, such as the contact of a country."""
    return isinstance(value, dict)


@given(situation=shipped_situations())
@settings(max_examples=30, phases=[Phase.generate])
def test_a_language_never_changes_a_plan(situation: Situation, shipped: Rulebook) -> None:
    """Ids, order, urgency, rules, facts, levels, country and hash stay; only words change."""
    plan = shipped.recommend(situation)
    spanish = translated(plan, catalogue_for("es"))

    assert bones(plan.to_dict(questions=False)) == bones(spanish.to_dict(questions=False))
    assert plan.reader == "client" or spanish is plan


@given(situation=shipped_situations())
@settings(max_examples=10, phases=[Phase.generate])
def test_numbers_stay(situation: Situation, shipped: Rulebook) -> None:
    """Every number of a plan's texts, emergency numbers above all."""
    plan = shipped.recommend(situation)
    spanish = translated(plan, catalogue_for("es"))

    for before, after in zip(_texts(plan), _texts(spanish), strict=True):
        assert sorted(re.findall(r"\d+", before)) == sorted(re.findall(r"\d+", after))


def _texts(plan: Plan) -> list[str]:
    texts = [one.contact for one in plan.safety.contact.lines] if plan.safety.contact else []
    for step in plan.recommendations:
        texts += [step.title, step.what, *step.how, *(one.because for one in step.arguments_for)]
    return texts


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TOLD)
def test_a_spanish_plan_is_the_recorded_one(name: str, form: str, shipped: Rulebook) -> None:
    """A calm one and an emergency; style and the rulebook's hash are left out."""
    plan = shipped.recommend(TOLD[name])
    printed = FORMS[form](plan, language="es").replace(stylesheet().rstrip(), "(style)")

    recorded = printed.replace(plan.rulebook.content_hash[:12], "0" * 12)
    assert_golden(f"translation/{name}.{form}", recorded)


def test_a_page_names_its_language(shipped: Rulebook) -> None:
    """So that a screen reader speaks it right; English pages stay English."""
    plan = shipped.recommend(EMERGENCY)

    assert '<html lang="es">' in plan_to_html(plan, language="es")
    assert '<html lang="en">' in plan_to_html(plan)


@pytest.mark.parametrize("name", [*TOLD, "scores"])
def test_what_has_no_translation_is_shown_in_english(name: str, shipped: Rulebook) -> None:
    """With an empty catalogue a plan is the English one, and two notes say why."""
    plan = shipped.recommend(TOLD[name]) if name in TOLD else PLANS[name].plan()
    english, empty = plan_blocks(plan), plan_blocks(plan, language=EMPTY)

    printed = as_text(empty)
    assert "(not reviewed)\n\n(partly English)\n\n" in printed
    assert printed.replace("(not reviewed)\n\n(partly English)\n\n", "") == as_text(english)


def test_nothing_stands_above_the_help(shipped: Rulebook) -> None:
    """In an emergency the notes about the language stand below it."""
    printed = plan_to_text(shipped.recommend(EMERGENCY), language="es")

    assert printed.startswith("!! PIDE AYUDA AHORA")
    assert printed.index("988") < printed.index("no ha sido revisada")


@pytest.mark.parametrize("reader", ["relative", "clinician"])
def test_other_readers_get_english_and_are_told(reader: str, shipped: Rulebook) -> None:
    """The words for them are not translated."""
    plan = shipped.recommend(EMERGENCY.with_facts(asker=reader))
    printed = plan_to_markdown(plan, language="es")

    assert "This plan is in English" in printed
    assert plan_to_markdown(plan).split("\n")[0] == printed.split("\n")[0]


def test_every_rendering_says_that_nobody_reviewed_it(shipped: Rulebook) -> None:
    """Until somebody has."""
    plan = shipped.recommend(CALM)

    for printer in (plan_to_text, plan_to_markdown, plan_to_html):
        assert "revisada" in printer(plan, language="es")
    reviewed = Catalogue(
        **{**{one.name: getattr(EMPTY, one.name) for one in fields(EMPTY)}, "reviewed": True}
    )
    assert "(not reviewed)" not in plan_to_text(plan, language=reviewed)


def test_english_is_as_if_there_were_no_languages(shipped: Rulebook) -> None:
    """Not one letter is otherwise."""
    plan = shipped.recommend(CALM)

    assert plan_to_html(plan) == plan_to_html(plan, language="en")
    assert translated(plan, ENGLISH) is plan
