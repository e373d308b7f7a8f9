"""How an answer is scored against the expectations of a story, as the stories say."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.stories.adapter import answer

STORIES = Path(__file__).parents[3] / "shared" / "stories" / "stories.yaml"
WHOLE = Path(__file__).parents[1] / "whole" / "situations.yaml"
NO_STORIES = "the stories are not part of this checkout (../shared/stories/stories.yaml)"

TRAUMA_FOCUSED = "switch_modality:trauma_focused"
ALSO_TRAUMA_FOCUSED = frozenset(
    f"switch_modality:{method}" for method in ("emdr", "pe", "cpt", "tf_cbt")
)


@dataclass(frozen=True)
class Expectation:
    """One single expectation of a story, and whether the answer meets it."""

    kind: str
    wanted: str
    is_met: bool


@dataclass(frozen=True)
class Score:
    """One story, what the library answered, and every expectation."""

    story: Mapping[str, Any]
    answer: Mapping[str, list[str]]
    expectations: tuple[Expectation, ...]

    @property
    def passes(self) -> bool:
        """Whether all expectations are met."""
        return all(one.is_met for one in self.expectations)

    @property
    def missed(self) -> list[Expectation]:
        """The expectations that are not met."""
        return [one for one in self.expectations if not one.is_met]


def read_stories(path: Path = STORIES) -> list[dict[str, Any]]:
    """Return the stories in *path*; none when the checkout has no stories beside it."""
    if not path.is_file():
        return []
    stories: list[dict[str, Any]] = yaml.safe_load(path.read_text())["stories"]
    return stories


def score_story(story: Mapping[str, Any]) -> Score:
    """Return the score of one story."""
    given = answer(story["facts"])
    return Score(story, given, tuple(expectations_of(story["expect"], given)))


def expectations_of(
    expect: Mapping[str, Any], given: Mapping[str, list[str]]
) -> Iterator[Expectation]:
    """Yield every single expectation of *expect*, tested against the answer *given*."""
    recommended, asked = given["recommended"], given["asked"]
    first = recommended[:1]
    for wanted in expect.get("must_include", []):
        yield Expectation("must_include", wanted, _any_meets([wanted], recommended))
    for options in expect.get("must_include_any", []):
        yield Expectation("must_include_any", " | ".join(options), _any_meets(options, recommended))
    if options := expect.get("must_rank_first"):
        yield Expectation("must_rank_first", " | ".join(options), _any_meets(options, first))
    for above, below in expect.get("must_rank_above", []):
        is_met = _ranks_above(above, below, recommended)
        yield Expectation("must_rank_above", f"{above} > {below}", is_met)
    for unwanted in expect.get("must_not_include", []):
        is_met = not any(_names(unwanted, one) for one in recommended)
        yield Expectation("must_not_include", unwanted, is_met)
    for unwanted in expect.get("must_not_rank_first", []):
        is_met = not any(_names(unwanted, one) for one in first)
        yield Expectation("must_not_rank_first", unwanted, is_met)
    for topic in expect.get("must_ask", []):
        yield Expectation("must_ask", topic, topic in asked)


def _names(category: str, given: str) -> bool:
    """A bare category names every parameter of it; one with a parameter only that."""
    return given == category or given.startswith(f"{category}:")


def _meets(wanted: str, given: str) -> bool:
    return _names(wanted, given) or (wanted == TRAUMA_FOCUSED and given in ALSO_TRAUMA_FOCUSED)


def _any_meets(options: Iterable[str], given: Iterable[str]) -> bool:
    steps = list(given)
    return any(_meets(option, step) for option in options for step in steps)


def _ranks_above(above: str, below: str, recommended: list[str]) -> bool:
    places = [
        next((place for place, one in enumerate(recommended) if _meets(wanted, one)), None)
        for wanted in (above, below)
    ]
    return places[1] is None or (places[0] is not None and places[0] < places[1])


def summary_of(scores: Iterable[Score]) -> str:
    """Return the pass rates: overall, per tag, and per kind of expectation."""
    all_scores = list(scores)
    tags: Counter[str] = Counter()
    tags_passed: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    kinds_met: Counter[str] = Counter()
    for score in all_scores:
        tags.update(score.story["tags"])
        tags_passed.update(score.story["tags"] if score.passes else [])
        kinds.update(one.kind for one in score.expectations)
        kinds_met.update(one.kind for one in score.expectations if one.is_met)
    passed = sum(score.passes for score in all_scores)
    lines = [f"stories: {_rate(passed, len(all_scores))}", "per tag:"]
    lines += [f"  {tag:<20} {_rate(tags_passed[tag], tags[tag])}" for tag in sorted(tags)]
    lines.append("per expectation:")
    lines += [f"  {kind:<20} {_rate(kinds_met[kind], kinds[kind])}" for kind in sorted(kinds)]
    return "\n".join(lines)


def _rate(met: int, count: int) -> str:
    return f"{met:>3} of {count:>3}  {100 * met / count if count else 0:5.1f} %"
