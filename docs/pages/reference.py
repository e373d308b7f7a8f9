"""The page of the vocabulary."""

import inspect
from typing import get_args

import nextsteps as ns
from docs.pages.markdown import codes, page, table
from nextsteps.situation import NONE_ELSE, Outcome

DANGER_WORDS = {"up": "more is graver", "down": "less is graver"}


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
        [f"`{group}`", codes(vocabulary.groups[group])]
        for group in dict.fromkeys(fact.group for fact in vocabulary.facts.values())
        if group is not None
    ]
    lists_part = "## List inputs\n\n" + table(["List", "Members"], lists)
    return page("Facts", intro, *parts, lists_part, _beside_the_facts())


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
    return f"## {section.capitalize()}\n\n{about}\n\n{table(columns, rows)}"


def _range_of(fact: ns.Fact) -> str:
    return codes(fact.choices) if fact.choices else fact.describe_range()


def _beside_the_facts() -> str:
    rows = [
        ["`tried`", "recommendation id to what came of it: " + codes(get_args(Outcome))],
        ["`cannot_say`", "facts that were asked and could not be said: to be found out"],
        ["`declined`", "facts that the person would rather not say: not asked again"],
        [
            "`measures`",
            "questionnaires as they were filled in, one entry per time: `measure`, `week` or "
            "`date`, and `total`, `answers` or single `item`s",
        ],
        ["`as_of`", "the day that the situation describes; no clock is ever read"],
    ]
    return "## Beside the facts\n\n" + table(["Name", "What it holds"], rows)
