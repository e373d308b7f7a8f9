"""A vocabulary of one's own is known everywhere: in rules, vignettes, words and questions."""

from examples.own_vocabulary import Pupil, main, rulebook
from nextsteps.render import as_text
from nextsteps.render.explanation import explanation_blocks


def test_its_vignettes_pass():
    """The situation has what must come of it."""
    school = rulebook()
    for vignette in school.vignettes.values():
        plan = school.recommend(dict(vignette.facts))

        assert plan.recommendations[0].id in vignette.first
        assert {one.rule for one in plan.recommendations[0].arguments_for} == {*vignette.holds}


def test_its_facts_say_themselves():
    """To the reader, in the second person."""
    plan = rulebook().recommend(Pupil(concern_stress=True, exam_weeks=3, counsellor_visits="once"))

    text = as_text(explanation_blocks(plan, plan.why("study-plan")))
    assert "the next exam is in 3 weeks" in " ".join(text.split())
    assert "you have been to the counsellor once" in " ".join(text.split())


def test_nothing_outranks_danger_here_either():
    """Though the rules say nothing of order."""
    plan = rulebook().recommend(
        {"suicidal_thoughts": True, "concern_stress": True, "exam_weeks": 1}
    )

    assert "come-to-the-office" == plan.recommendations[0].id


def test_the_example_runs(capsys):
    """What it prints ends with a question of the school's own."""
    main()

    assert capsys.readouterr().out.endswith("Has the pupil been to the counsellor before?\n")
