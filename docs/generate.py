"""
Write the reference pages that follow from the code and the shipped rulebook.

    uv run python docs/generate.py

A test fails when a page is not what this would write.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import yaml

import nextsteps as ns
from nextsteps import errors
from nextsteps.rulebook import Citation, Rule
from nextsteps.situation import NONE_ELSE, Outcome

DOCS = Path(__file__).parent
REFERENCE = DOCS / "reference"
ARTICLE = "turner-2023"
GENERATED = "<!-- Written by docs/generate.py; do not edit. -->"
DANGER_WORDS = {"up": "more is graver", "down": "less is graver"}


def article_rows() -> list[dict[str, str]]:
    """Return the statements of the founding article, in order."""
    rows: list[dict[str, str]] = yaml.safe_load((DOCS / "article-rows.yaml").read_text())
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
    """Return the page that says which rules carry which statement of the article."""
    by_row = rules_by_row(rulebook)
    rows = [
        [
            entry["row"],
            entry["says"] + (f" **But:** {entry['but']}" if "but" in entry else ""),
            _codes(rule.id for rule in by_row[entry["row"]]),
            _codes(_recommendations_of(rulebook, by_row[entry["row"]])),
            _codes(_sources_beside(by_row[entry["row"]])),
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
    return _page("The founding article, row by row", intro, _table(columns, rows))


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


def facts_page(_rulebook: ns.Rulebook) -> str:
    """Return the page of the vocabulary."""
    intro = (
        "What can be said of a situation. Every fact is optional, and a fact that is not "
        'given is unknown, which is never "no".\n'
        "A fact marked **danger** can make a situation graver, in the direction given. "
        "*Fixed* facts happened, *learnable* ones can be found out, *changeable* ones can be "
        "changed by the person; `what_would_change` names the last two only.\n"
        f"Facts that stand in a list input may also be given as `list: [member, ...]`; "
        f"`{NONE_ELSE}` in the list sets the members that are not listed to false."
    )
    vocabulary = ns.Situation.vocabulary()
    parts = [_facts_section(section, title) for section, title in _sections()]
    lists = [
        [f"`{group}`", _codes(vocabulary.groups[group])]
        for group in dict.fromkeys(fact.group for fact in vocabulary.facts.values())
        if group is not None
    ]
    lists_part = "## List inputs\n\n" + _table(["List", "Members"], lists)
    return _page("Facts", intro, *parts, lists_part, _beside_the_facts())


def _sections() -> list[tuple[str, str]]:
    """The sections of the vocabulary with what each is about, in the order of the form."""
    about = {
        vars(owner)["SECTION"]: inspect.getdoc(owner) or ""
        for owner in ns.Situation.__mro__
        if "SECTION" in vars(owner)
    }
    order = dict.fromkeys(fact.section for fact in ns.Situation.vocabulary().facts.values())
    return [(section, about[section]) for section in order]


def _facts_section(section: str, about: str) -> str:
    rows = [
        [
            f"`{fact.name}`",
            fact.question,
            _range_of(fact),
            "" if fact.danger is None else f"**danger**, {DANGER_WORDS[fact.danger]}",
            fact.change,
        ]
        for fact in ns.Situation.vocabulary().facts.values()
        if fact.section == section
    ]
    columns = ["Fact", "Question", "Values", "Danger", "Change"]
    return f"## {section.capitalize()}\n\n{about}\n\n{_table(columns, rows)}"


def _range_of(fact: ns.Fact) -> str:
    return _codes(fact.choices) if fact.choices else fact.describe_range()


def _beside_the_facts() -> str:
    rows = [
        ["`tried`", "recommendation id to what came of it: " + _codes(get_args(Outcome))],
        ["`cannot_say`", "facts that were asked and could not be said: to be found out"],
        ["`declined`", "facts that the person would rather not say: not asked again"],
        ["`as_of`", "the day that the situation describes; no clock is ever read"],
    ]
    return "## Beside the facts\n\n" + _table(["Name", "What it holds"], rows)


def review_list(rulebook: ns.Rulebook) -> str:
    """Return the page of what awaits a clinician's eye."""
    intro = (
        "No clinician has reviewed this rulebook. What follows comes first: every rule and "
        "recommendation with a citation graded `unverified` (written from memory, and not "
        "found again in its source), and contacts that were not seen at their publisher.\n"
        "How to grade a citation: [the rulebook format](rulebook-format.md#sources)."
    )
    rules = [
        [f"`{rule.id}`", f"{rule.kind} `{rule.target}`", *cells, rule.because]
        for rule in sorted(rulebook.rules.values(), key=lambda rule: rule.id)
        if (cells := _unverified(rulebook, rule.sources))
    ]
    steps = [
        [f"`{step.id}`", *cells, step.title]
        for step in sorted(rulebook.recommendations.values(), key=lambda step: step.id)
        if (cells := _unverified(rulebook, step.sources))
    ]
    contacts = [
        [contact.country, contact.emergency, "; ".join(line.name for line in contact.lines)]
        for contact in sorted(rulebook.contacts.values(), key=lambda contact: contact.country)
        if contact.confidence == "unverified"
    ]
    return _page(
        "What to review first",
        intro,
        _counted("Rules", ["Rule", "Argues", "Citation", "Because"], rules),
        _counted("Recommendations", ["Recommendation", "Citation", "Title"], steps),
        _counted("Contacts", ["Country", "Emergency", "Lines"], contacts),
    )


def _unverified(rulebook: ns.Rulebook, citations: Sequence[Citation]) -> list[str]:
    """The unverified citations in one cell; nothing when all are verified."""
    found = [
        f"`{one.source}`, {one.locator}" + (f": {one.says}" if one.says else "")
        for one in citations
        if (one.grade or rulebook.sources[one.source].grade) == "unverified"
    ]
    return ["; ".join(found)] if found else []


def _counted(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return f"## {title} ({len(rows)})\n\n" + (_table(columns, rows) if rows else "None.")


def errors_page(_rulebook: ns.Rulebook) -> str:
    """Return the page of all error codes."""
    intro = (
        "Every problem that the library reports has a code that never changes its meaning. "
        "It carries a message, where known the place in the file, and help.\n"
        "All problems are reported together: `error.problems` lists them."
    )
    families = {code[0]: None for code in errors.CODES}  # fmt: skip  (a dictionary keeps the order)
    parts = [_error_family(letter) for letter in families]
    return _page("Error codes", intro, *parts)


def _error_family(letter: str) -> str:
    name = {
        "D": errors.DocumentError,
        "S": errors.SituationError,
        "L": errors.ConditionError,
        "R": errors.RulebookError,
        "P": errors.PlanError,
        "E": errors.EngineError,
    }[letter]
    rows = [[code, meaning] for code, meaning in errors.CODES.items() if code[0] == letter]
    about = inspect.getdoc(name) or ""
    return f"## {name.__name__}\n\n{about}\n\n{_table(['Code', 'Meaning'], rows)}"


PAGES: Mapping[str, Callable[[ns.Rulebook], str]] = {
    "article-coverage.md": article_coverage,
    "facts.md": facts_page,
    "review-list.md": review_list,
    "errors.md": errors_page,
}


def stale_pages(rulebook: ns.Rulebook) -> Iterator[str]:
    """Yield the names of the pages that are not what would be written now."""
    for name, write in PAGES.items():
        path = REFERENCE / name
        if not path.is_file() or path.read_text(encoding="utf-8") != write(rulebook):
            yield name


def main() -> None:
    """Write all pages."""
    rulebook = ns.Rulebook.default()
    for name, write in PAGES.items():
        (REFERENCE / name).write_text(write(rulebook), encoding="utf-8")


def _page(title: str, intro: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", GENERATED, intro, *parts]) + "\n"


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    main()
