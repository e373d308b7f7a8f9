"""The page that says which rules carry which statement of the founding article."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

import nextsteps as ns
from docs.pages.markdown import codes, page, table
from nextsteps.rulebook import Citation, Rule

ROWS = Path(__file__).parents[1] / "article-rows.yaml"
ARTICLE = "turner-2023"


def article_rows() -> list[dict[str, str]]:
    """Return the statements of the founding article, in order."""
    rows: list[dict[str, str]] = yaml.safe_load(ROWS.read_text(encoding="utf-8"))
    return rows


def rows_in(locator: str) -> set[str]:
    """
    Return the rows that a locator names.

    >>> sorted(rows_in("rows S07-S09, S34"))
    ['S07', 'S08', 'S09', 'S34']
    """
    found: set[str] = set()
    for first, last in re.findall(r"S(\d\d)(?:\s*(?:-|\u2013|to)\s*S(\d\d))?", locator):
        found |= {f"S{number:02d}" for number in range(int(first), int(last or first) + 1)}
    return found


def rules_by_row(rulebook: ns.Rulebook) -> Mapping[str, tuple[Rule, ...]]:
    """Return for each row of the article the rules that cite it, by id."""
    cited = {
        rule.id: set().union(*(rows_in(one.locator) for one in _of_article(rule.sources)))
        for rule in rulebook.rules.values()
    }
    return {
        entry["row"]: tuple(
            rulebook.rules[name] for name in sorted(cited) if entry["row"] in cited[name]
        )
        for entry in article_rows()
    }


def article_coverage(rulebook: ns.Rulebook) -> str:
    """Return the page of the article's rows."""
    by_row = rules_by_row(rulebook)
    rows = [
        [
            entry["row"],
            entry["says"] + (f" **But:** {entry['but']}" if "but" in entry else ""),
            codes(rule.id for rule in by_row[entry["row"]]),
            codes(_recommendations_of(rulebook, by_row[entry["row"]])),
            codes(_sources_beside(by_row[entry["row"]])),
        ]
        for entry in article_rows()
    ]
    source = rulebook.sources[ARTICLE]
    intro = (
        f"The rulebook started from one article: {source.authors or source.organisation}, "
        f"*{source.title}* ({source.year}).\n"
        "Each of its statements is a row here, in our own words; **But** says where better "
        "sources correct or narrow it, and then the rules follow those.\n"
        "A rule stands in a row when it cites the article with that row."
    )
    columns = ["Row", "The article, and what corrects it", "Rules", "Steps", "Sources beside it"]
    return page("The founding article, row by row", intro, table(columns, rows))


def _of_article(citations: Iterable[Citation]) -> list[Citation]:
    return [citation for citation in citations if citation.source == ARTICLE]


def _recommendations_of(rulebook: ns.Rulebook, rules: Iterable[Rule]) -> list[str]:
    """The recommendations that the rules argue about; a finding's are those of the danger it is."""
    found: set[str] = set()
    for rule in rules:
        if rule.target in rulebook.recommendations:
            found.add(rule.target)
        elif (danger := rulebook.dangers.get(rule.target)) is not None and danger.danger:
            found |= set(danger.danger.core)
    return sorted(found)


def _sources_beside(rules: Iterable[Rule]) -> list[str]:
    return sorted({one.source for rule in rules for one in rule.sources} - {ARTICLE})
