"""
How many mistakes in the shipped rulebook are noticed, and by what.

    uv run python -m benchmarks.rule_mutation --date 2026-11-25

writes docs/reference/mutation.md. The mutants are drawn with a fixed seed; `--safety` and
`--others` say how many of those that touch a safety step, and of the others.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from random import Random

from benchmarks.mutation_evidence import Evidence, Judge, Verdict, evidence
from benchmarks.mutation_proof import Proofs, Tried
from nextsteps import Rulebook, RulebookError
from nextsteps.testing.mutants import KINDS, Mutant, mutants_of
from nextsteps.testing.mutated import mutated
from tests.stories.score import STORIES, WHOLE, read_stories

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "mutation.md"
SEED = 1
_found: list[tuple[Evidence, Proofs]] = []
"""What mutants are tried on, worked out once, before processes fork."""


def main() -> None:
    """Draw mutants, try each, and write the page."""
    options = _options()
    rulebook = Rulebook.default()
    stories = read_stories(options.stories)
    every = mutants_of(rulebook, SEED)
    drawn = [
        *_drawn([one for one in every if one.is_safety], options.safety, options.seed),
        *_drawn([one for one in every if not one.is_safety], options.others, options.seed),
    ]
    conditions = [condition for one in drawn for condition in one.conditions.values()]
    tried_on = evidence(rulebook, read_stories(WHOLE), stories, SEED)
    _found.append((tried_on, Proofs(rulebook, conditions)))
    with get_context("fork").Pool(options.processes) as pool:
        verdicts = pool.map(_verdict, drawn, chunksize=4)
    text = _page(verdicts, every, options, len(stories))
    options.page.write_text(text, encoding="utf-8")
    print(text.partition("## Survivors")[0])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--date", required=True, help="the day that the page gives")
    parser.add_argument("--safety", type=int, default=300)
    parser.add_argument("--others", type=int, default=300)
    parser.add_argument("--seed", type=int, default=SEED, help="which mutants are drawn")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--stories", type=Path, default=STORIES)
    parser.add_argument("--page", type=Path, default=PAGE)
    return parser.parse_args()


def _drawn(mutants: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """Draw evenly from each kind, so that kinds with few mutants are seen as well."""
    random = Random(seed)  # noqa: S311
    by_kind = {kind: [one for one in mutants if one.kind == kind] for kind in KINDS}
    for several in by_kind.values():
        random.shuffle(several)
    found: list[Mutant] = []
    while len(found) < min(count, len(mutants)):
        found += [several.pop() for several in by_kind.values() if several]
    return found[:count]


def _verdict(mutant: Mutant) -> Verdict:
    tried_on, proofs = _found[0]
    try:
        book = mutated(tried_on.rulebook, mutant)
    except RulebookError as error:
        return Verdict(mutant, loader=error.problems[0].code)
    tried = Tried(proofs.renewed(), mutant, book)
    broken = next(tried.breaks(), None)
    verdict = Judge(tried_on, mutant, book).verdict(broken)
    return verdict if verdict.by_evidence else replace(verdict, is_equal=tried.is_equal())


_INTRODUCTION = """\
# Mistakes in the rulebook that would be noticed

<!-- Written by benchmarks/rule_mutation.py; do not edit. -->

A mutant is the shipped rulebook with one mistake in it: two steps swapped, a condition turned \
round, a part lost, a threshold one off.
Each was tried on four kinds of evidence, apart.
*Laws*: the loader refuses it; `nextsteps.verify` proves that a check, or a law that the rulebook \
states of itself, no longer holds; or laws 3 to 5 or 7 are broken on a fixed sample of situations.
*Wholes*: a whole situation, a story, or what a vignette says of the plan comes out otherwise.
*Rule vignettes*: what a vignette says of a single rule, under `holds`, `fails` or `unknown`.
Those were written beside the rules, so only the first two are evidence that advice is right.
*Recorded cases*: what the plan says in a recorded case of any rule is no longer what was recorded \
(`tests/knowledge/recorded_cases.jsonl`): a reviewer sees the change, and no more than that.
*Equal*: proved to give the same plan in every situation (level, steps and their order, urgency, \
what is held or excluded, checks and cautions); there is nothing to notice, so they count nowhere \
else.
What is asked was not looked at, so the shares are a lower bound.

The laws and whole situations were written by people who knew the rules, with survivors of other \
seeds in view (`rules/laws-by-step.yaml`, `rules/laws-of-care.yaml`, `rules/whole*.vignettes.yaml`).
For mutants that touch safety every survivor was in view, so that table says that none is left, \
not how good a fresh eye would be.
A law that says the same as the rules by another cut notices a slip in either; it does not notice \
what both have wrong.
Before them, laws or wholes noticed 77 % of those that touch safety and 43 % of the others \
(seed 41).
"""


def _page(
    verdicts: list[Verdict], every: list[Mutant], options: argparse.Namespace, stories: int
) -> str:
    safety = [one for one in verdicts if one.mutant.is_safety]
    others = [one for one in verdicts if not one.mutant.is_safety]
    lines = [
        _INTRODUCTION,
        f"Measured on {options.date}: {len(verdicts)} of {len(every)} mutants, {len(safety)} of "
        f"the {sum(one.is_safety for one in every)} that touch safety and {len(others)} of the "
        f"others, drawn evenly by kind with seed {options.seed}; {stories} stories, which are not "
        "part of the repository.",
        f"Command: `uv run python -m benchmarks.rule_mutation --date {options.date} "
        f"--safety {options.safety} --others {options.others} --seed {options.seed}`",
        "",
        f"Of all mutants, each kind counted as often as it is, laws or wholes notice "
        f"{100 * _weighed(_COLUMNS[2][1], verdicts, every):.0f} %, and anything "
        f"{100 * _weighed(_COLUMNS[-1][1], verdicts, every):.0f} %.",
        "",
        "## Touching a safety step or a danger",
        "",
        *_table(safety, every),
        "",
        "## All others",
        "",
        *_table(others, every),
        "",
        "## Survivors",
        "",
        "### Touching safety, noticed by no law and no whole situation",
        "",
        *_listed(one for one in safety if not (one.by_evidence or one.is_equal)),
        "",
        "### Others, noticed by no law and no whole situation",
        "",
        *_listed(one for one in others if not (one.by_evidence or one.is_equal)),
    ]
    return "\n".join(lines) + "\n"


_COLUMNS: tuple[tuple[str, Callable[[Verdict], bool]], ...] = (
    ("Laws", lambda one: one.by_laws),
    ("Wholes", lambda one: one.by_wholes),
    ("Laws or wholes", lambda one: one.by_evidence),
    ("Rule vignettes", lambda one: one.rules is not None),
    ("Recorded cases", lambda one: one.recorded is not None),
    ("Any", lambda one: one.is_killed),
)


def _table(verdicts: list[Verdict], every: list[Mutant]) -> list[str]:
    head = ["Mistake", "Drawn", "Equal", *(name for name, _ in _COLUMNS)]
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |"]
    for kind in (*KINDS, "all"):
        drawn = [one for one in verdicts if kind in (one.mutant.kind, "all")]
        some = [one for one in drawn if not one.is_equal]
        if some:
            shares = (_share(noticed, some) for _, noticed in _COLUMNS)
            equal = len(drawn) - len(some)
            lines.append(f"| {kind} | {len(drawn)} | {equal} | {' | '.join(shares)} |")
    weighed = (f"{100 * _weighed(noticed, verdicts, every):.0f} %" for _, noticed in _COLUMNS)
    return [*lines, f"| all, each kind as often as it is | | | {' | '.join(weighed)} |"]


def _weighed(
    noticed: Callable[[Verdict], bool], verdicts: Sequence[Verdict], every: Iterable[Mutant]
) -> float:
    """The share among all mutants that are not equal, told from those drawn of each kind."""
    sizes = Counter((one.kind, one.is_safety) for one in every)
    found = total = 0.0
    for group, size in sizes.items():
        drawn = [one for one in verdicts if (one.mutant.kind, one.mutant.is_safety) == group]
        some = [one for one in drawn if not one.is_equal]
        if drawn:
            found += size * sum(map(noticed, some)) / len(drawn)
            total += size * len(some) / len(drawn)
    return found / total if total else 1.0


def _share(noticed: Callable[[Verdict], bool], verdicts: list[Verdict]) -> str:
    count = sum(map(noticed, verdicts))
    return f"{count} ({100 * count / len(verdicts):.0f} %)"


def _listed(verdicts: Iterable[Verdict]) -> list[str]:
    return sorted(f"- {one.mutant}" for one in verdicts) or ["none"]


if __name__ == "__main__":
    main()
