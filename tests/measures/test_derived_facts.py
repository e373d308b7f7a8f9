"""The facts that scores show, how they meet what is stated, and what plans make of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextsteps import Rulebook, Situation, recommend
from nextsteps.known import known_of
from nextsteps.language import Among, And, Compare, Found, IsTrue, Not, Or

BOOK = Rulebook.default()
FACTS = Situation.vocabulary().facts
MEASURED = {name for name, fact in FACTS.items() if fact.measured}


def facts(measures, **stated):
    return known_of(Situation(measures=measures, **stated), BOOK).facts


def phq(*points):
    return [{"measure": "phq-9", "week": week, "total": total} for week, total in points]


def gad(*points):
    return [{"measure": "gad-7", "week": week, "total": total} for week, total in points]


def test_without_scores_measured_facts_are_at_rest():
    """
    No, zero or "not_measured", and no fact beside them.
    """
    known = known_of(Situation(), BOOK).facts

    assert MEASURED == set(known)
    assert {False, "not_measured"} == set(known.values())  # and 0.0, which equals False


SEVERITY = {4: "none", 5: "mild", 10: "moderate", 15: "moderately_severe", 20: "severe"}


@pytest.mark.parametrize(("total", "severity"), SEVERITY.items())
def test_the_latest_score_gives_the_severity(total, severity):
    """
    Earlier scores don't count for it.
    """
    assert severity == facts(phq((0, 27), (4, total)))["measured_depression_severity"]


def test_scores_imply_what_a_person_could_state():
    """
    Severity, trend, off track; and only where nobody has stated them.
    """
    rising = phq((0, 9), (6, 13), (12, 20))
    known = facts(rising, weeks_in_therapy=12.0)
    stated = facts(rising, weeks_in_therapy=12.0, severity="mild", symptom_trend="improving")

    assert ("severe", "worsening", True) == (
        known["severity"],
        known["symptom_trend"],
        known["off_track"],
    )
    assert ("mild", "improving") == (stated["severity"], stated["symptom_trend"])


def test_a_mild_score_never_makes_anything_mild():
    """
    The severity of the whole is only ever implied upwards.
    """
    assert "severity" not in facts(phq((0, 7)), weeks_in_therapy=1.0)


def test_any_score_that_improves_counts_unless_another_worsens():
    """
    As the NHS defines reliable improvement over two questionnaires.
    """
    told = phq((0, 12), (3, 12), (6, 12)) + gad((0, 14), (6, 8))

    assert "improved" == facts(told)["measured_change"]
    assert (
        "worse"
        == facts(told + [{"measure": "wsas", "week": w, "total": 12 + 2 * w} for w in (0, 4)])[
            "measured_change"
        ]
    )


def test_the_main_measure_is_one_on_which_the_person_began_as_a_case():
    """
    Three low scores of anxiety tell less than two high ones of depression.
    """
    told = phq((0, 20), (6, 19)) + gad((0, 3), (3, 3), (6, 3))

    assert "off_track" == facts(told)["measured_on_track"]


def test_any_score_that_worsens_counts():
    """
    Better on one and worse on another is worse.
    """
    told = phq((0, 20), (6, 10)) + gad((0, 8), (6, 12))

    assert "worse" == facts(told)["measured_change"]
    assert "off_track" == facts(told)["measured_on_track"]


@pytest.mark.parametrize(
    ("measures", "stated", "old"),
    [
        ([{"measure": "phq-9", "date": date(2026, 10, 12), "total": 9}], {}, False),
        ([{"measure": "phq-9", "date": date(2026, 10, 11), "total": 9}], {}, True),
        (phq((4, 9)), {"weeks_in_therapy": 10.0}, False),
        (phq((4, 9)), {"weeks_in_therapy": 10.5}, True),
    ],
)
def test_scores_are_old_after_six_weeks(measures, stated, old):
    """
    By the day of the situation, or by the weeks in therapy.
    """
    known = facts(measures, as_of=date(2026, 11, 23), **stated)

    assert old is known["scores_too_old"]


def test_how_old_scores_are_can_be_unknown():
    """
    Then they imply nothing, and nobody says that they are fresh.
    """
    known = facts(phq((0, 27), (1, 27)))

    assert {"scores_too_old", "severity", "symptom_trend"}.isdisjoint(known)


def test_old_scores_imply_nothing():
    """
    They are shown, but don't stand for how things are now.
    """
    known = facts(phq((0, 27), (1, 27)), weeks_in_therapy=20.0)

    assert "severe" == known["measured_depression_severity"]
    assert {"severity", "symptom_trend", "off_track"}.isdisjoint(known)


def item_nine(points, week=2.0):
    return {"measure": "phq-9", "week": week, "item": {9: points}}


@pytest.mark.parametrize(
    ("measures", "stated", "item"),
    [
        ([item_nine(1)], {}, 1),
        ([item_nine(3)], {}, 3),
        ([item_nine(2)], {"self_harm_item": 1}, 2),
        ([item_nine(1)], {"self_harm_item": 3}, 3),
        ([item_nine(0)], {"self_harm_item": 2}, 2),
        ([item_nine(0)], {}, None),
        ([item_nine(0)], {"weeks_in_therapy": 2.0}, 0),
        ([item_nine(2, 0.0), item_nine(1)], {}, 1),
        ([item_nine(0, 0.0), *phq((3, 12))], {"weeks_in_therapy": 3.0}, None),
        ([item_nine(0)], {"weeks_in_therapy": 30.0}, None),
        ([{"measure": "core-10", "week": 1, "item": {6: 1}}], {}, 2),
        ([{"measure": "core-10", "week": 1, "item": {6: 4}}], {}, 3),
        ([{"measure": "core-10", "week": 1, "item": {6: 0}}], {"weeks_in_therapy": 1.5}, 0),
        ([{"measure": "core-10", "week": 1, "item": {6: 1}}, item_nine(0)], {}, 2),
        (phq((0, 27)), {}, None),
    ],
)
def test_the_item_about_self_harm_is_only_ever_raised(measures, stated, item):
    """
    The latest answer counts, and what was stated is never lowered.
    """
    assert item == facts(measures, **stated).get("self_harm_item")


def test_an_answer_above_zero_raises_the_level_and_asks():
    """
    PHQ-9 item 9 of 1 in a total of 1.
    """
    plan = recommend({"in_therapy": True, "measures": [item_nine(1)]})

    assert "days" == plan.safety.at_least
    assert "suicidal_thoughts" in {question.fact for question in plan.questions}


@given(st.integers(0, 3), st.integers(0, 3))
def test_a_graver_answer_never_lowers_the_level(milder, graver):
    """
    Law 3 for scores.
    """
    levels = ("clear", "days", "same_day", "emergency")
    low, high = sorted((milder, graver))
    before, after = (
        levels.index(recommend({"measures": [item_nine(points)]}).safety.at_least)
        for points in (low, high)
    )

    assert before <= after


def test_why_names_the_scores():
    """
    Beside each fact that scores show, and not beside what was stated.
    """
    told = {"in_therapy": True, "progress": "none", "measures": phq((0, 9), (6, 13), (12, 17))}
    shown = str(recommend(told).why("talk-to-therapist"))

    assert "measured_change = worse (phq-9: 9, 13, 17)" in shown
    assert "progress = none (" not in shown


@pytest.mark.parametrize("engine", ["reference", "durable"])
def test_all_engines_read_scores_alike(engine):
    """
    Scores are facts before an engine sees them.
    """
    told = {"in_therapy": True, "measures": [*phq((0, 9), (6, 17)), item_nine(1, 7.0)]}

    assert recommend(told) == recommend(told, engine=engine)


def test_measured_facts_are_never_asked():
    """
    Whatever the situation.
    """
    asked = {question.fact for question in recommend({"measures": phq((0, 9))}).questions}

    assert asked
    assert asked.isdisjoint(MEASURED)


def _reads_absence(condition, positive=True):
    """Whether a condition can come true because there is no score."""
    match condition:
        case Not(part):
            return _reads_absence(part, not positive)
        case And(parts) | Or(parts):
            return any(_reads_absence(part, positive) for part in parts)
        case IsTrue(fact) if fact in MEASURED:
            return not positive
        case Among(fact, choices) if fact in MEASURED:
            return ("not_measured" in choices) is positive
        case Compare(fact, sign, value) if fact in MEASURED:
            resting = {"==": value in ("not_measured", 0), "!=": value != "not_measured"}
            return resting.get(sign, sign in ("<", "<=")) is positive
        case _:
            return False


BRINGS_A_WARNING_BACK = {"no-warning-for-light-or-other-use"}
"""What is stated takes a warning away here; a score can only bring it back, never take it."""


def test_no_rule_reads_the_absence_of_a_score():
    """
    An absent score is no good news, and no bad news either.
    """
    conditions = BOOK.conditions
    named = {**conditions.rules, **conditions.needs, **conditions.contradictions}

    reading = {name for name, one in named.items() if _reads_absence(one)}

    assert reading == BRINGS_A_WARNING_BACK
    assert {BOOK.rules[name].kind for name in reading} == {"exclude"}


def test_no_danger_rests_on_a_score():
    """
    A score can't tell danger; only the answer about self-harm itself raises one (NICE NG225).
    """
    dangers = set(BOOK.dangers)
    for name in reversed(list(BOOK.conditions.findings)):
        if name in dangers:
            for rule in BOOK.conditions.findings[name]:
                dangers |= _findings_in(BOOK.conditions.rules[rule])
    rules = [rule for name in dangers for rule in BOOK.conditions.findings[name]]

    assert [] == [rule for rule in rules if _facts_in(BOOK.conditions.rules[rule]) & MEASURED]


def _findings_in(condition):
    match condition:
        case Found(finding):
            return {finding}
        case Not(part):
            return _findings_in(part)
        case And(parts) | Or(parts):
            return set().union(*(_findings_in(part) for part in parts))
        case _:
            return set()


def _facts_in(condition):
    match condition:
        case IsTrue(fact) | Compare(fact) | Among(fact):
            return {fact}
        case Not(part):
            return _facts_in(part)
        case And(parts) | Or(parts):
            return set().union(*(_facts_in(part) for part in parts))
        case _:
            return set()


CONFLICTS = {
    "feels-better-scores-worse": ({"progress": "good"}, phq((0, 9), (12, 17))),
    "feels-stuck-scores-better": ({"progress": "none"}, phq((0, 22), (12, 8))),
    "trend-better-scores-worse": ({"symptom_trend": "improving"}, phq((0, 9), (6, 15))),
    "trend-worse-scores-better": ({"symptom_trend": "worsening"}, phq((0, 20), (6, 14))),
    "some-progress-scores-worse": ({"progress": "some"}, phq((0, 9), (6, 15))),
    "track-said-and-scored": ({"off_track": False}, phq((0, 20), (6, 15))),
    "mild-yet-scores-severe": ({"severity": "mild"}, phq((0, 15))),
    "severe-yet-scores-low": ({"severity": "severe", "concern_depression": True}, phq((0, 9))),
    "goals-met-yet-scores-high": ({"progress": "goals_met"}, phq((0, 10))),
}
AGREEING = {
    "feels-better-scores-worse": ({"progress": "good"}, phq((0, 9), (12, 9))),
    "feels-stuck-scores-better": ({"progress": "none"}, phq((0, 22), (12, 17))),
    "trend-better-scores-worse": ({"symptom_trend": "improving"}, phq((0, 9), (6, 14))),
    "trend-worse-scores-better": ({"symptom_trend": "worsening"}, phq((0, 20), (6, 15))),
    "some-progress-scores-worse": ({"progress": "some"}, phq((0, 9), (6, 14))),
    "track-said-and-scored": ({"off_track": False}, phq((0, 20), (6, 14))),
    "mild-yet-scores-severe": ({"severity": "mild"}, phq((0, 14))),
    "severe-yet-scores-low": ({"severity": "severe", "concern_depression": True}, phq((0, 10))),
    "goals-met-yet-scores-high": ({"progress": "goals_met"}, phq((0, 9))),
}


@pytest.mark.parametrize("conflict", CONFLICTS)
def test_what_is_said_and_what_is_scored_can_conflict(conflict):
    """
    The plan asks, and no drastic step is given.
    """
    stated, measures = CONFLICTS[conflict]
    plan = recommend({"in_therapy": True, **stated, "measures": measures})

    assert conflict in {one.id for one in plan.contradictions}
    given_ = [BOOK.recommendations[step.id] for step in plan.recommendations]
    assert [] == [step.id for step in given_ if step.drastic]


@pytest.mark.parametrize("conflict", AGREEING)
def test_one_point_less_is_no_conflict(conflict):
    """
    The other side of each threshold.
    """
    stated, measures = AGREEING[conflict]
    plan = recommend({"in_therapy": True, **stated, "measures": measures})

    assert conflict not in {one.id for one in plan.contradictions}
