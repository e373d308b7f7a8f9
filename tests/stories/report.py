"""
Print how the stories come out, in detail, for those who write rules.

    uv run python -m tests.stories.report [STORY_ID ...] [--all] [--whole]

Without ids all stories that fail are shown, with `--all` those that pass too;
`--whole` reads the project's own situations instead.
"""

import argparse
from collections.abc import Iterator

import nextsteps as ns
from tests.stories.adapter import situation_of
from tests.stories.score import (
    NO_STORIES,
    STORIES,
    WHOLE,
    Score,
    read_stories,
    score_story,
    summary_of,
)


def main() -> int:
    """Print the report; 1 when a story fails, 2 when there is nothing to report on."""
    parser = argparse.ArgumentParser(prog="python -m tests.stories.report", description=__doc__)
    parser.add_argument("ids", nargs="*", help="only these stories (`story-07`, or just `7`)")
    parser.add_argument("--all", action="store_true", help="show the stories that pass, too")
    parser.add_argument("--whole", action="store_true", help="the situations of tests/whole")
    arguments = parser.parse_args()
    wanted = {f"story-{int(one):02d}" if one.isdigit() else one for one in arguments.ids}
    stories = read_stories(WHOLE if arguments.whole else STORIES)
    if not stories:
        print(NO_STORIES)
        return 2
    try:
        ns.Rulebook.default()
    except ns.RulebookError as error:
        print(error)
        return 2
    scores = [score_story(story) for story in stories if not wanted or story["id"] in wanted]
    for score in scores:
        if wanted or arguments.all or not score.passes:
            print("\n".join(_lines(score)), end="\n\n")
    print(summary_of(scores))
    return 0 if all(score.passes for score in scores) else 1


def _lines(score: Score) -> Iterator[str]:
    story = score.story
    verdict = "passes" if score.passes else "FAILS"
    yield f"{story['id']} {verdict} [{', '.join(story['tags'])}]"
    yield f"  {story['situation']}"
    yield f"  facts: {story['facts']}"
    for missed in score.missed:
        yield f"  MISSED {missed.kind}: {missed.wanted}"
    yield f"  because: {story['expect'].get('because', '')}"
    plan = ns.recommend(situation_of(story["facts"]))
    yield f"  safety: {plan.safety.at_least}, could be {plan.safety.could_be}"
    for place, step in enumerate(plan.recommendations, start=1):
        rules = ", ".join(argument.rule for argument in step.arguments_for)
        yield f"  {place:>3}. {step.advice} ({step.id}, {step.urgency}) <- {rules}"
    for label, waiting in (("later", plan.later), ("not yet", plan.not_yet)):
        if waiting:
            yield f"  {label}: {', '.join(step.id for step in waiting)}"
    for label, left_out in (("excluded", plan.excluded), ("set aside", plan.set_aside)):
        if left_out:
            yield f"  {label}: {', '.join(step.id for step in left_out)}"
    yield f"  asked: {', '.join(score.answer['asked'])}"
    if score.answer["dropped"]:
        yield f"  dropped: {', '.join(score.answer['dropped'])}"


if __name__ == "__main__":
    raise SystemExit(main())
