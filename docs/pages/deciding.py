"""The page that measures how much of the rules' conditions the vignettes show."""

from collections.abc import Iterable, Sequence

import nextsteps as ns
from docs.pages.markdown import page, table
from nextsteps.coverage import Coverage, RuleCoverage, Seen, coverage

_INTRO = (
    "A condition has parts: `weeks_in_therapy >= 12` is one.\n"
    "Two vignettes *show a part deciding* when the rule holds in one and fails in the other, "
    "because of this part and nothing else (MC/DC, as safety engineers call it).\n"
    "Until that is shown, the part could be deleted or turned round and no vignette would notice.\n"
    "*Named* counts vignettes that say what must come of the rule; only these would fail.\n"
    "*Anywhere* counts all vignettes, in which the rule merely comes out somehow.\n"
    "`nextsteps coverage rules --gaps` lists every part that is not shown; "
    "`nextsteps cases RULE` makes the cases that would show it, where there are any."
)


def deciding_page(rulebook: ns.Rulebook) -> str:
    """Return the page: in all, and file by file."""
    measured = coverage(rulebook)
    files: dict[str, list[RuleCoverage]] = {}
    for rule in measured.rules:
        files.setdefault(rule.file, []).append(rule)
    rows = [[f"`{name}`", *_counts(rules)] for name, rules in sorted(files.items())]
    rows.append(["all", *_counts(measured.rules)])
    return page("What the vignettes decide", _INTRO, _totals(measured), table(_COLUMNS, rows))


_COLUMNS = (
    "File", "Rules", "Parts", "True and false, named", "Decide, named",
    "True and false, anywhere", "Decide, anywhere",
)  # fmt: skip


def _totals(measured: Coverage) -> str:
    rows = [
        [words, str(share(named=True)), str(share(named=False))]
        for words, share in (
            ("Rules that hold once and fail once", measured.rules_both_ways),
            ("Parts seen true and false", measured.parts_both_ways),
            ("Parts shown to decide", measured.parts_deciding),
            ("Of these, all else the same", measured.parts_alone),
        )
    ]
    return table(["", "Named", "Anywhere"], rows)


def _counts(rules: Sequence[RuleCoverage]) -> list[int]:
    parts = [part for rule in rules for part in rule.parts]
    named, anywhere = [part.named for part in parts], [part.anywhere for part in parts]
    return [len(rules), len(parts), *_shown(named), *_shown(anywhere)]


def _shown(seen: Iterable[Seen]) -> tuple[int, int]:
    every = list(seen)
    return sum(one.both_ways for one in every), sum(one.decides is not None for one in every)
