"""The page that counts what the vignettes show."""

from collections import Counter
from collections.abc import Iterable, Mapping

import nextsteps as ns
from docs.pages.markdown import codes, page, table
from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.rulebook import Rule
from nextsteps.truth import Truth


def vignette_coverage(rulebook: ns.Rulebook) -> str:
    """Return the page of rules, file by file, with the vignettes that show them."""
    intro = (
        "Every rule has a vignette in which it holds and one in which it just fails; "
        "`nextsteps check` sees to that.\n"
        "*Named* counts vignettes that name a rule under `holds`, `fails` or `unknown`; "
        "*found* counts how often a rule came out so in any vignette.\n"
        "*Never unknown* counts the rules that no vignette names under `unknown`."
    )
    named, found = _named(rulebook), _found(rulebook)
    files: dict[str, list[Rule]] = {}
    for name, rule in rulebook.rules.items():
        place = rulebook.places["rules", name]
        files.setdefault(place.file, []).append(rule)
    rows = [[f"`{file}`", *_counts(files[file], named, found)] for file in sorted(files)]
    rows.append(["all", *_counts(rulebook.rules.values(), named, found)])
    columns = [
        "File", "Rules", "Holds, named", "Fails, named", "Unknown, named", "Never unknown",
        "Holds, found", "Fails, found", "Unknown, found",
    ]  # fmt: skip
    return page(
        "What the vignettes show", intro, table(columns, rows), _steps_without_a_vignette(rulebook)
    )


def _named(rulebook: ns.Rulebook) -> Mapping[Truth, Counter[str]]:
    counts: dict[Truth, Counter[str]] = {truth: Counter() for truth in Truth}
    for vignette in rulebook.vignettes.values():
        counts[Truth.TRUE].update(vignette.holds)
        counts[Truth.FALSE].update(vignette.fails)
        counts[Truth.UNKNOWN].update(vignette.unknown)
    return counts


def _found(rulebook: ns.Rulebook) -> Mapping[Truth, Counter[str]]:
    counts: dict[Truth, Counter[str]] = {truth: Counter() for truth in Truth}
    engine = engine_for(rulebook)
    for vignette in rulebook.vignettes.values():
        situation = rulebook.situation.model_validate(dict(vignette.facts))
        for name, truth in engine.evaluate(known_of(situation, rulebook)).rules.items():
            counts[truth][name] += 1
    return counts


def _counts(
    rules: Iterable[Rule],
    named: Mapping[Truth, Counter[str]],
    found: Mapping[Truth, Counter[str]],
) -> list[int]:
    names = [rule.id for rule in rules]
    order = (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)
    return [
        len(names),
        *(sum(named[truth][name] for name in names) for truth in order),
        sum(named[Truth.UNKNOWN][name] == 0 for name in names),
        *(sum(found[truth][name] for name in names) for truth in order),
    ]


def _steps_without_a_vignette(rulebook: ns.Rulebook) -> str:
    given: set[str] = set()
    first: set[str] = set()
    for vignette in rulebook.vignettes.values():
        plan = rulebook.recommend(rulebook.situation.model_validate(dict(vignette.facts)))
        steps = [step.id for step in plan.recommendations]
        given.update(steps)
        first.update(steps[:1])
    missing = sorted(rulebook.recommendations.keys() - given)
    rows = [
        ["come first in some vignette's plan", len(first)],
        ["stand in some vignette's plan", len(given)],
        ["stand in none", f"{len(missing)}" + (f": {codes(missing)}" if missing else "")],
    ]
    return "## Recommendations\n\n" + table(["Recommendations that", "Count"], rows)
