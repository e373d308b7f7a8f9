"""A plan as blocks: what is shown to whom."""

from pathlib import Path

import pytest

from nextsteps import Plan, Rulebook
from nextsteps.render import plan_to_markdown, plan_to_text
from tests.golden import assert_golden

SKETCH = Path(__file__).parents[1] / "sketch"
STUCK = {
    "no_progress": True,
    "not_heard": True,
    "hard_to_speak_up": True,
    "wants_to_stop_medication": True,
    "concerns": ["relationship"],
    "country": "GB",
    "age": 15,
    "on_medication": True,
    "weeks_in_therapy": 2,
    "sessions_attended": 20,
}
SAFE = {"suicidal_thoughts": False, "unsafe_with_therapist": False}
ASKERS = {"client": "client", "relative": "parent", "clinician": "clinician"}


@pytest.fixture(scope="module")
def sketch() -> Rulebook:
    """The small rulebook for what is printed."""
    return Rulebook.load(SKETCH)


def assert_recorded(name: str, plan: Plan, printed: str) -> None:
    """Compare with a golden file, the rulebook's hash left out."""
    assert_golden(f"render/{name}", printed.replace(plan.rulebook.content_hash[:12], "0" * 12))


def one_line(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


@pytest.mark.parametrize("reader", ASKERS)
def test_each_reader_has_their_own_words(sketch: Rulebook, reader: str) -> None:
    """The same facts told to the client, a parent and the clinician."""
    plan = sketch.recommend({**STUCK, "asker": ASKERS[reader]})

    assert_recorded(f"{reader}.txt", plan, plan_to_text(plan))
    assert_recorded(f"{reader}-full.txt", plan, plan_to_text(plan, full=True))
    assert_recorded(f"{reader}.md", plan, plan_to_markdown(plan))


@pytest.mark.parametrize("reader", ASKERS)
def test_an_emergency_looks_different(sketch: Rulebook, reader: str) -> None:
    """Help and contacts on top, safety steps, warnings, and nothing else."""
    plan = sketch.recommend({**STUCK, "suicidal_thoughts": True, "asker": ASKERS[reader]})

    assert_recorded(f"emergency-{reader}.txt", plan, plan_to_text(plan))


def test_an_emergency_begins_with_the_number_to_call(sketch: Rulebook) -> None:
    """The contacts come before anything to read."""
    printed = plan_to_text(sketch.recommend({"suicidal_thoughts": True, "country": "GB"}))

    assert "999" in "".join(printed.splitlines()[:5])


def test_an_emergency_leaves_the_rest_out(sketch: Rulebook) -> None:
    """No other steps, no questions, no findings."""
    printed = plan_to_text(sketch.recommend({**STUCK, "suicidal_thoughts": True}))

    assert "Walk a little every day" not in printed
    assert "?" not in printed


def test_open_safety_questions_make_a_plan_provisional(sketch: Rulebook) -> None:
    """The reader is told that the answers may change the plan."""
    assert "provisional" in plan_to_text(sketch.recommend(STUCK))
    assert "provisional" not in plan_to_text(sketch.recommend(STUCK | SAFE))


def test_contacts_are_shown_however_safe_it_is(sketch: Rulebook) -> None:
    """Help is always on the page."""
    assert "Samaritans: 116 123" in plan_to_text(sketch.recommend(STUCK | SAFE))


def test_only_fitting_lines_are_shown(sketch: Rulebook) -> None:
    """A line for children is for the young."""
    assert "Childline" in plan_to_text(sketch.recommend(STUCK))
    assert "Childline" not in plan_to_text(sketch.recommend({**STUCK, "age": 40}))


def test_without_a_country_the_reader_is_asked_for_it(sketch: Rulebook) -> None:
    """The general contacts say how to get the local ones."""
    printed = one_line(plan_to_text(sketch.recommend({"no_progress": True})))

    assert "Say which country you are in" in printed


def test_at_most_eight_questions_are_shown(shipped: Rulebook) -> None:
    """Four about safety, one for each of four other topics; the others are counted."""
    plan = shipped.recommend({"no_progress": True})
    shown = plan_to_text(plan).split("WHAT WOULD HELP TO KNOW")[1]

    assert shown.count("?\n") + shown.count("?\r\n") <= 8
    assert f"and {len(plan.questions) - 8} more" in shown


def test_full_shows_every_step_and_question(shipped: Rulebook) -> None:
    """Nothing is cut when all is wanted."""
    plan = shipped.recommend({"no_progress": True, "in_therapy": True, "weeks_in_therapy": 14})
    printed = one_line(plan_to_text(plan, full=True))

    assert all(step.what in printed for step in plan.recommendations)
    assert all(question.question in printed for question in plan.questions)


def test_every_step_is_shown_or_counted(shipped: Rulebook) -> None:
    """What does not fit is said to be there."""
    plan = shipped.recommend({"no_progress": True, "in_therapy": True, "weeks_in_therapy": 14})
    printed = one_line(plan_to_text(plan))
    hidden = [step for step in plan.actions if step.title not in printed]

    assert not hidden or f"and {len(hidden)} more" in printed


def test_a_plan_from_json_prints_without_its_rulebook(sketch: Rulebook) -> None:
    """Sources are then named by their ids."""
    plan = Plan.from_json(sketch.recommend(STUCK).to_json())

    assert "(a-guide; a-study)" in plan_to_text(plan)


def test_every_plan_says_what_it_is_not(sketch: Rulebook) -> None:
    """Not a medical device, and made by which rulebook."""
    plan = sketch.recommend(STUCK)
    printed = one_line(plan_to_text(plan))

    assert "not a medical device" in printed
    assert f"sketch 1.2.3 ({plan.rulebook.content_hash[:12]})" in printed


def test_what_could_not_be_said_comes_back_as_find_out(sketch: Rulebook) -> None:
    """A question that the person could not answer is one to find out."""
    plan = sketch.recommend({"no_progress": True, "cannot_say": ["goals_set"]})
    plan_asked = sketch.recommend({**STUCK, "cannot_say": ["pregnant"]})

    assert "Find out: Is the person pregnant?" in plan_to_text(plan_asked)
    assert plan.questions


def test_a_step_given_again_says_why(sketch: Rulebook) -> None:
    """What failed before comes back only with its reason."""
    plan = sketch.recommend({"tried": {"talk": "no_change"}, "goals_set": True})

    assert "Again, because: With goals it may go better this time." in plan_to_text(plan)


def test_a_step_declined_before_is_shown_as_such(sketch: Rulebook) -> None:
    """It still fits, and saying no was all right."""
    plan = sketch.recommend({"no_progress": True, "tried": {"walk": "declined"}})

    assert "You said no to this before" in plan_to_text(plan)


WITHOUT_DANGERS = """\
rulebook: {id: calm, version: 0.1.0, title: Rules without dangers}
sources:
- {id: us, organisation: Us, title: Ours, year: 2026, note: here, grade: C, checked: 2026-11-25}
recommendations:
- {id: walk, title: Walk, stage: self_care, sources: [{source: us, locator: p. 1}],
   client: {what: Walk.}, relative: {what: Walk.}, clinician: {what: Walk.}}
rules:
- {id: walk-anyway, recommend: walk, when: "True", because: It helps.,
   sources: [{source: us, locator: p. 1}]}
"""


@pytest.mark.parametrize(
    ("asker", "said"),
    [
        ("client", "These rules don't look for danger, so they can't tell whether you are safe."),
        ("parent", "These rules don't look for danger, so they can't tell whether anyone is safe."),
        ("clinician", "Safety not assessed: this rulebook has no dangers."),
    ],
)
def test_rules_that_look_for_no_danger_give_no_all_clear(asker: str, said: str) -> None:
    """Whatever was told: that none was found means nothing."""
    calm = Rulebook.from_text(WITHOUT_DANGERS)
    text = one_line(plan_to_text(calm.recommend({"suicide_plan": True, "asker": asker})))

    assert said in text.replace("| ", "")
    assert "points to danger" not in text
    assert "No danger found" not in text
