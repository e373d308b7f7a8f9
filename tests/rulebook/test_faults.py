"""What is wrong with a rulebook is said at its place, all at once."""

from pathlib import Path

import pytest

from nextsteps import Rulebook, RulebookError
from nextsteps.vignettes import check_vignettes
from tests.golden import assert_golden
from tests.sketches import load_sketch, sketch

FAULTY = Path(__file__).parent / "thirty-faults"

Change = tuple[str, str]
FAULTS: dict[str, tuple[str, Change]] = {
    "unknown-key": ("R401", ("  drastic: true\n", "  drastik: true\n")),
    "unknown-key-at-the-top": ("R401", ("contacts:", "contact:")),
    "missing-key": ("R401", ("  because: Nothing has moved.\n", "")),
    "wrong-type": ("R401", ("  drastic: true\n", "  drastic: maybe\n")),
    "not-a-choice": ("R401", ("  stage: alliance\n", "  stage: aliance\n")),
    "not-a-list": ("R401", ("opposites: [switch-therapist]", "opposites: switch-therapist")),
    "id-in-the-wrong-form": ("R401", ("id: talk-when-stalled", "id: Talk_when_stalled")),
    "entry-is-text": ("R401", ("- id: danger-now\n", "- just text\n- id: danger-now\n")),
    "two-kinds-of-rule": ("R401", ("  not_yet: switch", "  caution: get-help\n  not_yet: switch")),
    "no-kind-of-rule": ("R401", ("  not_yet: switch-therapist\n", "")),
    "not-yet-without-until": ("R401", ("  until: three weeks have passed\n", "")),
    "until-of-a-recommend": ("R401", ("  strength: strong\n", "  until: later\n")),
    "rule-without-source": (
        "R401",
        ("  sources: [{source: a-book, locator: page 4}]\n", "  sources: []\n"),
    ),
    "rule-without-sources": ("R401", ("  sources: [{source: a-book, locator: page 4}]\n", "")),
    "text-for-nobody": ("R401", ("  client: {what: Look for another therapist.}\n", "")),
    "source-without-owner": ("R401", ("  authors: A. Author\n", "")),
    "source-without-place": ("R401", ("  note: made up\n", "")),
    "urgent-without-safety": (
        "R401",
        ("  stage: change\n", "  stage: change\n  urgency: emergency\n"),
    ),
    "folded-condition": (
        "R401",
        ("when: weeks_in_therapy < 3", "when: >\n    weeks_in_therapy\n    < 3"),
    ),
    "id-twice": ("R402", ("id: wait-before-switching", "id: talk-when-stalled")),
    "finding-named-as-a-fact": ("R402", ("id: stalled, title", "id: no_progress, title")),
    "unknown-recommendation": ("R403", ("recommend: switch-ther", "recommend: swich-ther")),
    "unknown-opposite": ("R403", ("opposites: [switch-", "opposites: [swich-")),
    "unknown-source": ("R403", ("{source: a-book, locator: page 6}", "{source: b, locator: p}")),
    "unknown-core-step": ("R403", ("core: [get-help]", "core: [get-helpp]")),
    "unknown-finding": ("R403", ("finding: stalled", "finding: staled")),
    "unknown-contradicting-fact": ("R403", ("facts: [weeks_in", "facts: [week_in")),
    "circle": ("R404", ("when: no_progress and", "when: in_danger or stalled and")),
    "forbidden-act": ("R405", ("acts: [call_for_help]", "acts: [change_dose]")),
    "forbidden-text": ("R406", ("how: [Write it down first.]", "how: [Stop your medication.]")),
    "unjustified-urgency": ("R407", ("  strength: strong\n", "  urgency: same_day\n")),
    "unjustified-default": (
        "R407",
        ("  stage: safety\n", "  stage: safety\n  urgency: same_day\n"),
    ),
    "core-step-with-needs": (
        "R408",
        ("  stage: safety\n", "  stage: safety\n  needs: in_therapy\n"),
    ),
    "core-step-not-for-everybody": ("R408", ("  relative: {what: Call for help.}\n", "")),
    "core-step-of-another-stage": ("R408", ("  stage: safety\n", "  stage: life\n")),
    "no-name": ("R411", ("rulebook: {id: sketch, version: 0.1.0, title: A sketch}\n", "")),
    "finding-without-rules": ("R412", ("  finding: stalled\n", "  ask: no_progress\n")),
    "falling-danger": (
        "R413",
        ("when: in_danger_now or suicide_plan", "when: in_danger_now and not suicide_plan"),
    ),
    "safety-step-that-waits": ("R416", ("not_yet: switch-therapist", "not_yet: get-help")),
    "condition": ("L303", ("when: no_progress and", "when: no_progres and")),
}


def test_the_sketch_itself_has_no_faults():
    """
    Each test below changes one thing in it.
    """
    assert "sketch" == load_sketch().id


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_has_its_code(name):
    """
    One code a kind of fault, so that help can be looked up.
    """
    code, change = FAULTS[name]

    with pytest.raises(RulebookError) as raised:
        load_sketch(change)

    assert code in {problem.code for problem in raised.value.problems}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told_at_its_place(name):
    """
    The whole message, caret included, as it is read.
    """
    with pytest.raises(RulebookError) as raised:
        load_sketch(FAULTS[name][1])

    assert_golden(f"rulebook/{name}.txt", str(raised.value))


def test_all_faults_of_all_files_are_told_at_once(monkeypatch):
    """
    A rulebook with more than thirty faults gets one error that lists them all.
    """
    monkeypatch.chdir(FAULTY.parent)

    with pytest.raises(RulebookError) as raised:
        Rulebook.load("thirty-faults")

    assert_golden("rulebook/thirty-faults.txt", str(raised.value))


def test_the_rulebook_of_thirty_faults_has_more_than_thirty(monkeypatch):
    """
    And of many kinds.
    """
    monkeypatch.chdir(FAULTY.parent)

    with pytest.raises(RulebookError) as raised:
        Rulebook.load("thirty-faults")

    problems = raised.value.problems

    assert (True, True) == (len(problems) >= 30, len({problem.code for problem in problems}) >= 18)


@pytest.mark.parametrize("text", ["", "# nothing\n", "rules: []\n", "5", "- a\n", "{}"])
def test_a_rulebook_of_nothing_does_not_load(text):
    """
    It has no name and no rules.
    """
    with pytest.raises(RulebookError):
        Rulebook.from_text(text)


def test_a_rulebook_without_rules_does_not_load():
    """
    R411 says so.
    """
    text = sketch().split("rules:\n")[0].replace("- {id: stalled, title: nothing moves}\n", "")
    without_danger = (
        text.split("findings:")[0] + "recommendations:" + text.split("recommendations:")[1]
    )

    with pytest.raises(RulebookError, match=r"R411.*has no rules"):
        Rulebook.from_text(without_danger)


def test_a_folder_that_is_not_there_does_not_load(tmp_path):
    """
    R411 names it.
    """
    with pytest.raises(RulebookError, match=r"R411.*nowhere.*is not a folder"):
        Rulebook.load(tmp_path / "nowhere")


def test_a_folder_without_rules_does_not_load(tmp_path):
    """
    R411 again.
    """
    (tmp_path / "notes.txt").write_text("rules: []")

    with pytest.raises(RulebookError, match="R411"):
        Rulebook.load(tmp_path)


def test_two_names_for_one_rulebook_are_refused(tmp_path):
    """
    Only one file says what the rulebook is called.
    """
    (tmp_path / "a.yaml").write_text(sketch())
    (tmp_path / "b.yaml").write_text("rulebook: {id: other, version: 1.0.0, title: Other}\n")

    with pytest.raises(RulebookError, match=r"R402.*named twice"):
        Rulebook.load(tmp_path)


def test_a_file_that_cannot_be_read_is_told_beside_the_faults_of_the_others(tmp_path):
    """
    Every problem of every file.
    """
    (tmp_path / "a.yaml").write_text(sketch(("when: no_progress and", "when: no_progres and")))
    (tmp_path / "b.yaml").write_bytes(b"\x00")
    (tmp_path / "c.yaml").write_text("rules: [\n")

    with pytest.raises(RulebookError) as raised:
        Rulebook.load(tmp_path)

    assert {"D101", "D103", "L303"} <= {problem.code for problem in raised.value.problems}


VIGNETTE = """
vignettes:
- id: stuck-and-silent
  story: Fourteen weeks in, nothing has moved.
  facts: {in_therapy: true, weeks_in_therapy: 14, no_progress: true, raised_with_therapist: false}
  holds: [talk-when-stalled, stalled-without-progress]
  fails: [wait-before-switching, switch-when-talk-failed]
  unknown: [danger-now]
  first: [talk-to-therapist]
  includes: [talk-to-therapist]
  leaves_out: [switch-therapist]
  asks: [suicide_plan]
  level: clear
"""


def _told(*changes: Change) -> list[str]:
    vignette = VIGNETTE
    for old, new in changes:
        assert old in vignette, old
        vignette = vignette.replace(old, new)
    problems = check_vignettes(load_sketch(more=vignette))
    return [problem.message for problem in problems if problem.code == "R410"]


def test_a_vignette_that_comes_out_as_it_says_is_silent():
    """
    Nothing to tell.
    """
    assert [] == _told()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("holds: [talk-when-stalled", "holds: [danger-now"),
            "rule `danger-now` is unknown, not true",
        ),
        (
            ("fails: [wait", "fails: [talk-when-stalled, wait"),
            "`talk-when-stalled` is true, not false",
        ),
        (("holds: [talk-when", "holds: [talk-wen"), "names an unknown rule `talk-wen-stalled`"),
        (
            ("first: [talk-to-therapist]", "first: [get-help]"),
            "first is `talk-to-therapist`, not get-help",
        ),
        (("includes: [talk", "includes: [get-help, talk"), "`get-help` is not given"),
        (
            ("leaves_out: [switch-", "leaves_out: [talk-to-therapist, switch-"),
            "`talk-to-therapist` is given",
        ),
        (("asks: [suicide_plan]", "asks: [no_progress]"), "`no_progress` is not asked"),
        (("level: clear", "level: days"), "the safety level is clear, not days"),
        (("level: clear", "urgency: {talk-to-therapist: days}"), "is routine, not days"),
        (("level: clear", "urgency: {get-help: days}"), "`get-help` is not given, not days"),
        (("level: clear", "order: [get-help, talk-to-therapist]"), "not given, not recommended"),
        (("level: clear", "later: [talk-to-therapist]"), "is recommended, not for later"),
        (("level: clear", "not_yet: [talk-to-therapist]"), "is recommended, not held back"),
        (("level: clear", "excluded: [talk-to-therapist]"), "is recommended, not excluded"),
        (("level: clear", "cautions: [talk-to-therapist]"), "is not cautioned against"),
        (
            ("level: clear", "checks: {talk-to-therapist: [age]}"),
            "is given without a check, not given once `age` is sure",
        ),
        (("level: clear", "urgency: {get-halp: days}"), "unknown recommendation `get-halp`"),
        (("in_therapy: true", "in_terapy: true"), "unknown fact `in_terapy`"),
        (("no_progress: true", "no_progress: 3"), "`no_progress` must be true or false"),
    ],
)
def test_a_vignette_that_comes_out_otherwise_is_told(change, message):
    """
    R410 says what is different.
    """
    assert message in "\n".join(_told(change))


def test_a_rule_without_vignettes_is_told():
    """
    R409: one in which it holds, and one in which it just fails.
    """
    problems = check_vignettes(load_sketch())

    assert {"R409"} == {problem.code for problem in problems}


def test_a_rulebook_without_vignettes_still_runs():
    """
    A sketch in a notebook is a rulebook.
    """
    plan = load_sketch().recommend(
        {
            "in_therapy": True,
            "weeks_in_therapy": 14.0,
            "no_progress": True,
            "raised_with_therapist": False,
        }
    )

    assert ["talk-to-therapist"] == [step.id for step in plan.recommendations]


def test_what_a_vignette_says_of_steps_is_read_strictly():
    """
    An urgency that there is not, and one name where a list belongs.
    """
    wrong = "urgency: {talk-to-therapist: soon}\n  order: talk-to-therapist\n  checks: [age]"

    with pytest.raises(RulebookError) as raised:
        load_sketch(more=VIGNETTE.replace("level: clear", wrong))

    assert_golden("rulebook/vignette-of-steps.txt", str(raised.value))
