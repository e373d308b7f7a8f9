"""Every kind of fault, planted alone into a rulebook without faults, is found."""

from pathlib import Path

import pytest

from nextsteps import Rulebook, Situation, fact
from nextsteps.errors import RulebookError
from nextsteps.verify import disagreements, prove
from tests.golden import assert_golden

CLEAN = (Path(__file__).parent / "planted" / "clean.yaml").read_text(encoding="utf-8")
SOURCE = "sources: [{source: book, locator: p. 1}]"


def rule(what: str) -> tuple[str, str]:
    """One more rule."""
    return ("contradictions:\n", f"- {{{what}, because: So., {SOURCE}}}\n\ncontradictions:\n")


def finding(what: str) -> tuple[str, str]:
    """One more finding."""
    return ("- {id: minor,", f"- {what}\n- {{id: minor,")


def step(name: str, more: str) -> tuple[str, str]:
    """One more recommendation."""
    entry = (
        f"- id: {name}\n  title: Do it\n  sources: [{{source: book, locator: p. 9}}]\n  {more}\n"
    )
    return ("\nrules:\n", f"{entry}\nrules:\n")


PLANTED: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    # Rules that say nothing
    "a rule whose parts rule each other out": (
        "V101 no-hope",
        (rule("id: no-hope, recommend: walk, when: age < 10 and minor and age > 12"),),
    ),
    "a rule that a finding rules out": (
        "V101 stalled-early",
        (rule("id: stalled-early, recommend: walk, when: stalled and weeks_in_therapy < 10"),),
    ),
    "a rule about what failed without being tried": (
        "V101 failed-untried",
        (rule('id: failed-untried, recommend: walk, when: failed("talk") and not tried("talk")'),),
    ),
    "a rule beyond the range of its number": (
        "V101 very-old",
        (rule("id: very-old, recommend: walk, when: age >= 100 and age <= 90"),),
    ),
    "a rule that always holds": (
        "V102 any-score",
        (rule("id: any-score, recommend: walk, when: measured_weeks >= 0 or no_progress"),),
    ),
    "a rule that another one implies": (
        "V103 stalled-longer",
        (
            rule(
                "id: stalled-longer, finding: stalled, "
                "when: no_progress and weeks_in_therapy >= 16"
            ),
        ),
    ),
    "a rule written twice in other words": (
        "V103 also-violent",
        (
            rule(
                "id: also-violent, exclude: couples, "
                "when: not (not partner_violence), if_unknown: hold"
            ),
        ),
    ),
    "a finding that nothing reads": ("V104 adult", (("concern_relationship and adult", "concern_relationship"), ("never: minor and adult", "never: minor and not minor"))),
    # Recommendations
    "a recommendation that nothing speaks for": (
        "V105 rest",
        (step("rest", "stage: self_care\n  client: {what: Rest.}"),),
    ),
    "a recommendation whose reasons lack its needs": (
        "V105 talk",
        (("needs: in_therapy", "needs: weeks_in_therapy < 8"),),
    ),
    "a recommendation that its own reason excludes": (
        "V106 switch",
        (rule("id: no-switch-unheard, exclude: switch, when: not_heard, if_unknown: ignore"),),
    ),
    "an exclusion that never meets its step": (
        "V114 no-couples-for-minors",
        (rule("id: no-couples-for-minors, exclude: couples, when: minor, if_unknown: ignore"),),
    ),
    "a caution about a step that is not up": (
        "V114 slow-start",
        (rule("id: slow-start, caution: talk, when: weeks_in_therapy < 3"),),
    ),
    "a concern without an answer": (
        "V108 concern_depression",
        (
            ("when: concern_depression, because", "when: concern_depression and adult, because"),
            ("minor and concern_depression", "minor and concern_depression and not_heard"),
        ),
    ),
    "a concern whose only answer can be excluded": (
        "V108 concern_relationship",
        (
            rule("id: no-walk-at-night, exclude: walk, when: not_heard, if_unknown: ignore"),
        ),
    ),
    # Danger
    "a rule that hides a safety step": (
        "V111 not-for-minors",
        (rule("id: not-for-minors, exclude: tell-someone, when: minor, if_unknown: ignore"),),
    ),
    "an unknown fact that hides a safety step": (
        "V111 who-knows",
        (rule("id: who-knows, exclude: tell-someone, when: abused_at_home, if_unknown: hold"),),
    ),
    "a safety step that goes when danger grows": (
        "V113 tell-someone",
        (("finding: low, when: hopelessness or suicidal_thoughts", "finding: low, when: suicidal_thoughts"),
         ("when: low, because: Company", "when: suicidal_thoughts and not suicide_plan, because: Company")),
    ),
    "a danger that falls when danger grows": (
        "R413",
        (("when: hopelessness or suicidal_thoughts", "when: hopelessness and not suicide_plan"),),
    ),
    "an urgency that no danger justifies": (
        "R407",
        (("when: in_danger, urgency: emergency", "when: low, urgency: emergency"),),
    ),
    "a danger whose core step can be taken away": (
        "R408",
        (("danger: {level: emergency, core: [get-help]}", "danger: {level: emergency, core: [tell-someone]}"),),
    ),
    "a forbidden act": ("R405", (("acts: [self_care]", "acts: [stop_medicine]"),)),
    "a forbidden advice in words": (
        "R406",
        (("client: {what: Walk.}", "client: {what: Stop taking your tablets and walk.}"),),
    ),
    "a swapped pair of safety actions": (
        "V119 attempt-means-call",
        (
            ("danger: {level: emergency, core: [get-help]}", "danger: {level: emergency, core: [see-doctor]}"),
            ("danger: {level: same_day, core: [see-doctor]}", "danger: {level: same_day, core: [get-help]}"),
        ),
    ),
    "a swapped pair of safety actions in the words of rules": (
        "V119 attempt-means-call",
        (
            ("finding: ill_on_drug, when: side_effect_rash_or_fever", "finding: ill_on_drug, when: suicide_attempt_now"),
            ("finding: in_danger, when: suicide_attempt_now or", "finding: in_danger, when: side_effect_rash_or_fever or"),
        ),
    ),
    # Thresholds
    "a hidden threshold gap": ("V115 is-adult", (("when: age < 18", "when: age < 17"),)),
    "a gap of one point": (
        "V115 is-long",
        (
            rule("id: is-long, recommend: switch, when: weeks_in_therapy > 4 and no_progress"),
        ),
    ),
    "thresholds that overlap": (
        "V116 switch-later",
        (
            ("when: weeks_in_therapy < 4, until", "when: weeks_in_therapy <= 4, until"),
            rule("id: switch-later, recommend: switch, when: weeks_in_therapy >= 4 and no_progress"),
        ),
    ),
    "two thresholds that disagree about one value": (
        "V117 switch-late",
        (rule("id: switch-late, recommend: switch, when: weeks_in_therapy > 12 and no_progress"),),
    ),
    # Facts
    "a question whose answer changes nothing": (
        "V118 planned_sessions",
        (rule("id: ask-agenda, ask: planned_sessions, when: not_heard"),),
    ),
    "a contradiction about a fact that nothing reads": (
        "V118 therapists_seen",
        (("facts: [weeks_in_therapy, sessions_attended]", "facts: [weeks_in_therapy, therapists_seen]"),),
    ),
    # Laws and marks
    "a law that the rules break": (
        "V119 no-couples-work-with-violence",
        (("if_unknown: hold, because: It is not safe.", "if_unknown: hold, because: It is."),
         ("exclude: couples, when: partner_violence", "exclude: couples, when: partner_violence and adult and not_heard")),
    ),
    "a law broken by what may never hold": (
        "V119 never-both-ages",
        (("when: age < 18", "when: age <= 18"),),
    ),
    "a law that more danger breaks": (
        "V119 company-never-goes",
        (
            ("laws:\n", "laws:\n- {id: company-never-goes, because: So., monotone: {of: switch, facts: [suicidal_thoughts]}}\n"),
            ("when: not_heard, ground: unheard", "when: not_heard and not suicidal_thoughts, ground: unheard"),
        ),
    ),
    "a law that applies to nobody": (
        "V120 empty-law",
        (("laws:\n", "laws:\n- {id: empty-law, because: So., always: {when: minor and adult, then: {level: days}}}\n"),),
    ),
    "a mark that nothing needs": (
        "V121 V111 no-such-rule",
        (("meant:\n", "meant:\n- {check: V111, about: no-such-rule, because: So.}\n"),),
    ),
}  # fmt: skip


def planted(name: str) -> str:
    """The clean rulebook with one fault."""
    text = CLEAN
    for before, after in PLANTED[name][1]:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


def found_in(text: str) -> set[str]:
    """The codes and names of all faults, or the codes of what keeps the rulebook from loading."""
    try:
        rulebook = Rulebook.from_text(text)
    except RulebookError as error:
        return {problem.code for problem in error.problems}
    return {fault.name for fault in prove(rulebook).faults}


def test_the_clean_rulebook_has_no_fault():
    """
    Nothing is found where nothing is planted.
    """
    assert set() == found_in(CLEAN)


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name):
    """
    The fault's own check names the entry it was planted in.
    """
    assert PLANTED[name][0] in found_in(planted(name))


def test_at_least_25_kinds_of_fault_are_planted():
    """
    The table covers every check but the two that a rulebook that loads can't fail.
    """
    kinds = {code for expected, _ in PLANTED.values() for code in [expected.split()[0]]}
    unreachable = {"V107", "V109", "V110", "V112"}  # the loader refuses what would break these

    assert len(PLANTED) >= 25
    assert {f"V{number}" for number in range(101, 122)} - unreachable <= kinds


@pytest.mark.parametrize("name", PLANTED)
def test_z3_finds_what_python_sat_finds(name):
    """
    On every planted fault, too, both provers answer every question alike.
    """
    try:
        rulebook = Rulebook.from_text(planted(name))
    except RulebookError:
        return

    assert [] == disagreements(rulebook, prove(rulebook))


def test_faults_are_told_with_place_help_and_example():
    """
    What a rule author reads.
    """
    told = []
    for name in sorted(PLANTED):
        try:
            faults = prove(Rulebook.from_text(planted(name), name="clinic.yaml")).faults
        except RulebookError:
            continue
        told.append(f"# {name}\n\n" + "\n".join(str(fault) for fault in faults))

    assert_golden("verify/planted-faults.txt", "\n\n".join(told))


class Ward(Situation):
    """A vocabulary with a fact of its own."""

    SECTION = "ward"

    bed_by_the_window: bool | None = fact("A bed by the window?", topic="ward")


def test_a_fact_of_ones_own_that_nothing_reads_is_found():
    """
    Whoever adds a fact wants a rule to read it.
    """
    rulebook = Rulebook.from_text(CLEAN, situation=Ward)

    assert ["V118 bed_by_the_window"] == [fault.name for fault in prove(rulebook).faults]
