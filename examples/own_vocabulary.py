"""
A vocabulary of one's own: a school's counselling service adds facts, rules and a vignette.

    uv run python -m examples.own_vocabulary

New facts are declared like those of the library, so forms, interviews, checks of input,
explanations and proofs know them at once.
"""

from typing import Literal

import nextsteps as ns


class Pupil(ns.Situation):
    """What the library knows of, and two facts of a school."""

    exam_weeks: int | None = ns.fact(
        "In how many weeks is the next exam?",
        topic="school",
        says="the next exam is in {}",
        low=0,
        high=52,
        unit="weeks",
    )
    counsellor_visits: Literal["never", "once", "often"] | None = ns.fact(
        "Has the pupil been to the counsellor before?",
        topic="school",
        says="they have been to the counsellor {}",
        change="fixed",
    )


RULES = """
rulebook: {id: school, version: 0.1.0, title: A school's counselling service}
card:
  intended_use: To find the next step with a pupil, in the counsellor's office.
  attributes: {exam_weeks: [], counsellor_visits: [health_status]}
sources:
- id: ours
  organisation: Our school
  title: What we agreed
  year: 2026
  note: in the office
  grade: C
  checked: 2026-11-23
findings:
- id: thinks_of_dying
  title: thoughts of ending one's life
  danger: {level: same_day, core: [come-to-the-office]}
recommendations:
- id: come-to-the-office
  title: Come to the office today
  stage: safety
  acts: [call_for_help]
  sources: [{source: ours, locator: point 1}]
  client: {what: Come to the office today. Someone will stay with you.}
  relative: {what: Bring them to the office today.}
  clinician: {what: Fetch the pupil and stay with them.}
- id: study-plan
  title: Make a study plan together
  stage: life
  sources: [{source: ours, locator: point 4}]
  client: {what: Come by with your timetable.}
  relative: {what: Look through the timetable with them.}
  clinician: {what: Offer an hour for a study plan.}
rules:
- id: danger-first
  finding: thinks_of_dying
  when: suicidal_thoughts
  because: Nothing comes before this.
  sources: [{source: ours, locator: point 1}]
- id: plan-before-exams
  recommend: study-plan
  when: concern_stress and exam_weeks <= 4 and counsellor_visits != "often"
  because: The exam is close, and a plan takes off some of the weight.
  sources: [{source: ours, locator: point 4}]
vignettes:
- id: exam-in-three-weeks
  story: He can't sleep for fear of the exam in three weeks. He has not been here before.
  facts: {concern_stress: true, exam_weeks: 3, counsellor_visits: never}
  holds: [plan-before-exams]
  first: [study-plan]
contacts:
- {country: "*", emergency: "112", checked: 2026-11-23, confidence: unverified}
"""


def rulebook() -> ns.Rulebook:
    """Return the school's rulebook, over the school's vocabulary."""
    return ns.Rulebook.from_text(RULES, name="school.yaml", situation=Pupil)


def main() -> None:
    """One pupil, why, and what the next question is."""
    plan = rulebook().recommend(Pupil(concern_stress=True, exam_weeks=3, counsellor_visits="once"))
    print(plan.why("study-plan"))
    print("asked next:", plan.questions[0].question)
    print(rulebook().recommend({"concern_stress": True, "exam_weeks": 3}).questions[-1].question)


if __name__ == "__main__":
    main()
