"""A rulebook's own laws: checked like conditions when they load, and proved one by one."""

from pathlib import Path

import pytest

from nextsteps import Rulebook
from nextsteps.errors import RulebookError
from nextsteps.verify import Possible, prove
from tests.golden import assert_golden

CLEAN = (Path(__file__).parent / "planted" / "clean.yaml").read_text(encoding="utf-8")
ALWAYS = "- {{id: new-law, because: So., always: {{when: {when}, then: {then}}}}}"


def with_law(law: str) -> str:
    """The clean rulebook with one more law."""
    return CLEAN.replace("laws:\n", f"laws:\n{law}\n", 1)


def status(when: str, then: str) -> str:
    """What becomes of the law "wherever *when*, *then*"."""
    law = ALWAYS.format(when=when, then=then)
    return prove(Rulebook.from_text(with_law(law))).status_of("new-law")


@pytest.mark.parametrize(
    ("when", "then", "expected"),
    [
        ("suicidal_thoughts", "{level: days}", "proved"),
        ("suicidal_thoughts", "{level: same_day}", "broken"),
        ("in_danger", "{first: [get-help]}", "proved"),
        ("in_danger", "{first: [see-doctor]}", "broken"),
        ("in_danger", "{now: [tell-someone]}", "broken"),
        ("in_danger", "{now: [get-help, tell-someone], urgency: emergency}", "proved"),
        ("low", "{now: [see-doctor], urgency: days}", "proved"),
        ("low", "{now: [see-doctor], urgency: same_day}", "broken"),
        ("in_danger and concern_depression", "{given: [walk]}", "broken"),
        ("in_danger", "{not_given: [talk]}", "broken"),
        ("stalled", "{holds: weeks_in_therapy > 11}", "proved"),
        ("stalled", "{holds: weeks_in_therapy > 12}", "broken"),
        ("partner_violence", "{not_given: [couples]}", "proved"),
        ("concern_relationship", "{not_given: [couples]}", "broken"),
        ("minor and adult", "{level: emergency}", "says nothing"),
    ],
)
def test_each_promise_is_proved_or_broken(when, then, expected):
    """
    Level, first, now, given, not given, urgency, and another condition.
    """
    assert expected == status(when, then)


ONLY = "- {{id: new-law, because: So., only: {{when: {when}, {what}}}}}"


@pytest.mark.parametrize(
    ("when", "what", "expected"),
    [
        ("in_danger", "level: emergency", "proved"),
        ("suicide_plan", "level: emergency", "broken"),
        ("in_danger", "given: [get-help]", "proved"),
        ("in_danger", "given: [see-doctor]", "broken"),
        ("in_danger", "given: [see-doctor], urgency: emergency", "proved"),
        ("in_danger and concern_depression", "given: [get-help]", "broken"),
        ("in_danger", "cautioned: [get-help]", "proved"),
    ],
)
def test_nothing_is_so_without_its_sign(when, what, expected):
    """
    `only` is broken where what it names is so and its condition is not TRUE.
    """
    law = ONLY.format(when=when, what=what)

    assert expected == prove(Rulebook.from_text(with_law(law))).status_of("new-law")


CAUTION = """\
- id: walk-with-care
  caution: walk
  when: minor
  because: So.
  sources: [{source: book, locator: p. 1}]
"""


@pytest.mark.parametrize(
    ("law", "expected"),
    [
        ("always: {when: minor, then: {cautioned: [walk]}}", "proved"),
        ("always: {when: adult, then: {cautioned: [walk]}}", "broken"),
        ("only: {when: minor, cautioned: [walk]}", "proved"),
        ("only: {when: adult, cautioned: [walk]}", "broken"),
    ],
)
def test_what_speaks_against_a_step_can_be_promised(law, expected):
    """
    From both sides: with the sign something speaks against it, without it nothing does.
    """
    text = with_law(f"- {{id: new-law, because: So., {law}}}")
    text = text.replace("contradictions:\n", f"{CAUTION}\ncontradictions:\n", 1)

    assert expected == prove(Rulebook.from_text(text)).status_of("new-law")


def test_what_is_given_later_is_not_given_now():
    """
    In an emergency a walk waits: the plan holds it, and not among what is for now.
    """
    when = "in_danger and concern_depression and asker == 'client'".replace("'", '"')
    untried = f'{when} and not tried("walk")'

    assert "proved" == status(f"'{untried}'", "{given: [walk]}")
    assert "broken" == status(f"'{untried}'", "{now: [walk]}")


def test_all_parts_of_a_promise_must_hold():
    """
    One that is kept does not make up for one that is broken.
    """
    assert "broken" == status("in_danger", "{first: [get-help], level: emergency, now: [walk]}")


def test_a_broken_law_shows_what_really_comes_of_the_witness():
    """
    The plan of the witness is the plan of the library for that situation.
    """
    law = ALWAYS.format(when="low", then="{not_given: [tell-someone]}")
    rulebook = Rulebook.from_text(with_law(law))

    (fault,) = prove(rulebook).faults
    witness = fault.witness

    assert witness.plan == rulebook.recommend(witness.situation)
    assert "tell-someone" in {step.id for step in witness.plan.recommendations}


def test_faults_in_laws_are_told_like_faults_in_rules():
    """
    Place, cause, help and code of everything that is wrong, at once.
    """
    laws = """\
- {id: unknown-names, because: So., always: {when: in_dangr, then: {first: [get-halp]}}}
- {id: nothing-said, because: So.}
- {id: two-at-once, because: So., never: minor, monotone: {of: level}}
- {id: no-promise, because: So., always: {when: minor, then: {}}}
- {id: urgency-alone, because: So., always: {when: minor, then: {urgency: days}}}
- {id: no-danger, because: So., monotone: {of: level, facts: [age]}}
- {id: no-such-step, because: So., monotone: {of: levle}}
- {id: wrong-type, because: So., never: age == "old"}
- {id: only-nothing, because: So., only: {when: minor}}
- {id: only-urgency, because: So., only: {when: minor, level: days, urgency: days}}
- {id: only-unknown, because: So., only: {when: minor, given: [get-halp], cautioned: [wlak]}}
"""
    text = with_law(laws).replace("meant:\n", "meant:\n- {check: W1, about: x, because: y}\n")

    with pytest.raises(RulebookError) as caught:
        Rulebook.from_text(text, name="clinic.yaml")

    assert_golden("verify/faulty-laws.txt", str(caught.value))


def test_laws_and_marks_change_no_plan():
    """
    The content hash, which stands for all that can change a plan, does not know them.
    """
    bare = CLEAN[: CLEAN.index("laws:\n")] + "vignettes: []\n"

    assert Rulebook.from_text(bare).content_hash == Rulebook.from_text(CLEAN).content_hash


def test_a_law_may_name_a_constant_that_no_rule_names():
    """
    Numbers are cut at the laws' constants as well.
    """
    rulebook = Rulebook.from_text(with_law(ALWAYS.format(when="age >= 66", then="{holds: adult}")))

    with Possible(rulebook) as possible:
        condition = rulebook.conditions.laws["new-law", "when"]
        witness = possible.witness([possible.meaning.truth(condition).true])

    assert {"age": 66} == witness.situation.facts()
    assert "proved" == prove(rulebook).status_of("new-law")
