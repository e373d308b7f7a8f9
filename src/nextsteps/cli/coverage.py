"""`nextsteps coverage`: how much of a rulebook its vignettes show."""

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from cyclopts import CycloptsError, Parameter

from nextsteps.cli.situation import OwnFacts, rulebook_in
from nextsteps.cli.terminal import escaped, write
from nextsteps.rulebook import Rulebook
from nextsteps.truth import Truth

if TYPE_CHECKING:
    from nextsteps.coverage import Coverage, RuleCoverage, Seen, Share

_Measured: TypeAlias = "Callable[[Coverage, bool], Share]"

_ROWS: tuple[tuple[str, str, _Measured], ...] = (
    ("rules", "rules that hold once and fail once", lambda one, n: one.rules_both_ways(named=n)),
    ("parts", "parts seen true and false", lambda one, n: one.parts_both_ways(named=n)),
    ("deciding", "parts shown to decide (MC/DC)", lambda one, n: one.parts_deciding(named=n)),
    ("alone", "of these, all else the same", lambda one, n: one.parts_alone(named=n)),
)


def coverage(
    folder: Annotated[str, Parameter(name="DIR", help="A folder of rules.")],
    /,
    *,
    format: Annotated[  # noqa: A002  (the name of the option)
        Literal["text", "json"], Parameter(help="How to print the report.")
    ] = "text",
    at_least: Annotated[
        float | None, Parameter(help="Exit with 1 when the measure is below this percentage.")
    ] = None,
    of: Annotated[
        Literal["rules", "parts", "deciding", "alone"],
        Parameter(help="The measure of --at-least, among vignettes that name the rule."),
    ] = "deciding",
    gaps: Annotated[
        bool, Parameter(negative=(), help="List every part that is not shown to decide.")
    ] = False,
    situation: OwnFacts = None,
) -> int:
    """Measure what the vignettes of a rulebook show: rules, parts of conditions, what decides."""
    from nextsteps.coverage import coverage as measure

    if at_least is not None and not 0 <= at_least <= 100:
        raise CycloptsError(msg="--at-least is a percentage, from 0 to 100.")
    rulebook = rulebook_in(folder, situation)
    measured = measure(rulebook)
    if format == "json":
        shown = json.dumps(_document(rulebook, measured), ensure_ascii=False, indent=2)
        write(escaped(shown) + "\n")
    else:
        for line in _lines(rulebook, measured, gaps):
            write(f"{line}\n")
    reached = next(share for name, _, share in _ROWS if name == of)(measured, True).percent
    if at_least is None or reached >= at_least:
        return 0
    if format == "text":
        write(f"\n{of}: {reached:.1f} % is below {at_least:g} %\n")
    return 1


def _lines(rulebook: Rulebook, measured: "Coverage", with_gaps: bool) -> Iterator[str]:
    from nextsteps.coverage import gaps

    yield f"{rulebook.id} {rulebook.version}: {len(rulebook.vignettes)} vignettes"
    yield ""
    yield f"{'':<36}{'naming the rule':<26}all vignettes"
    for _, words, share in _ROWS:
        yield f"{words:<36}{share(measured, True)!s:<26}{share(measured, False)}"
    if measured.unread:
        yield ""
        yield f"not read, so not counted: {', '.join(measured.unread)}"
    missing = list(gaps(measured))
    if not missing:
        return
    yield ""
    if not with_gaps:
        yield f"{len(missing)} parts are not shown to decide; --gaps lists them"
        return
    yield "Not shown to decide by vignettes that name the rule:"
    for rule, part in missing:
        yield f"  {rule.rule}: {part.part} ({_told(part.named)})"


def _told(seen: "Seen") -> str:
    words = [truth.value for truth in Truth if truth in seen.truths]
    return f"seen {', '.join(words)}" if words else "no vignette names the rule"


def _document(rulebook: Rulebook, measured: "Coverage") -> dict[str, Any]:
    return {
        "rulebook": rulebook.id,
        "version": rulebook.version,
        "content_hash": rulebook.content_hash,
        "vignettes": len(rulebook.vignettes),
        "unread": list(measured.unread),
        "totals": {
            name: {
                scope: {"of": (found := share(measured, scope == "named")).of, "shown": found.shown}
                for scope in ("named", "anywhere")
            }
            for name, _, share in _ROWS
        },
        "rules": [_rule(rule) for rule in measured.rules],
    }


def _rule(rule: "RuleCoverage") -> dict[str, Any]:
    return {
        "rule": rule.rule,
        "file": rule.file,
        "vignettes": list(rule.vignettes),
        "named": _seen(rule.named),
        "anywhere": _seen(rule.anywhere),
        "parts": [
            {"part": part.part}
            | {
                scope: {**_seen(seen), "decides": seen.decides}
                for scope, seen in (("named", part.named), ("anywhere", part.anywhere))
            }
            for part in rule.parts
        ],
    }


def _seen(seen: "Seen") -> dict[str, Any]:
    return {"seen": sorted(truth.value for truth in seen.truths)}
