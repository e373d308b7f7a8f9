"""A rule and its cases as a sheet that a clinician fills in: Markdown, or plain values."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from nextsteps.language import (
    Among,
    Atom,
    Compare,
    Failed,
    Found,
    IsTrue,
    Tried,
    fact_names,
    parts_of,
    unparse,
)
from nextsteps.render.markdown import escaped
from nextsteps.rulebook import Rule, Rulebook
from nextsteps.truth import Truth
from nextsteps.verify.cases import Case, RuleCases

_HOLDS: Mapping[Truth, str] = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "not known"}
_SIGNS = {
    ">=": "{} or more", ">": "more than {}", "<=": "{} or less", "<": "less than {}",
    "==": "{}", "!=": "anything but {}",
}  # fmt: skip
_TO_TICK = (
    "The condition says what the reason says.",
    "Each case comes out as I would decide.",
    "Each threshold lies where it belongs.",
    "The sources say so at the places cited.",
    "No situation comes to mind in which the rule would be wrong.",
)


def review_sheet(rulebook: Rulebook, found: RuleCases) -> str:
    """Return the sheet of one rule as Markdown."""
    rule = rulebook.rules[found.rule]
    return "\n".join(
        [
            f"# Review of the rule `{rule.id}`",
            "",
            f"{escaped(rulebook.identity.title)}, version {rulebook.version}.",
            "",
            "## The rule",
            "",
            *_rule_lines(rulebook, rule),
            "",
            "## The cases",
            "",
            "What is not listed is not known.",
            "",
            *_table(
                ("Case", "What is known", "Holds?", "The plan then says", "Right?"),
                (_case_cells(case) for case in found.cases),
            ),
            "",
            *_fact_lines(rulebook, found),
            *_deciding_lines(found),
            "## To tick",
            "",
            *(f"- [ ] {line}" for line in _TO_TICK),
            "",
            "Reviewed by: ______________________ on: ______________",
            "",
        ]
    )


def _rule_lines(rulebook: Rulebook, rule: Rule) -> Iterator[str]:
    condition = rulebook.conditions.rules[rule.id]
    yield f"It {_does(rulebook, rule)}"
    yield ""
    parts = parts_of(condition)
    if not parts:
        yield "It always holds."
    else:
        yield f"It holds when `{unparse(condition)}`."
        yield ""
        yield from _table(
            ("Part", "In words"),
            ((f"`{unparse(part)}`", escaped(_in_words(rulebook, part))) for part in parts),
        )
    yield ""
    yield f"Because: {escaped(rule.because)}"
    yield ""
    yield "Sources:"
    yield ""
    for cited in rule.sources:
        source = rulebook.sources[cited.source]
        told = f": {escaped(cited.says)}" if cited.says else ""
        title = f"{escaped(source.title)} ({source.year}), {escaped(cited.locator)}"
        yield f"- {title}, grade {cited.grade or source.grade}{told}"


def _does(rulebook: Rulebook, rule: Rule) -> str:
    if rule.kind == "finding":
        return f"concludes: {escaped(rulebook.findings[rule.target].title)} (`{rule.target}`)."
    if rule.kind == "ask":
        question = rulebook.situation.vocabulary().facts[rule.target].question
        return f"asks: {escaped(question)} (`{rule.target}`)"
    step = f"“{escaped(rulebook.recommendations[rule.target].title)}” (`{rule.target}`)"
    match rule.kind:
        case "recommend":
            urgency = f", as something for: {rule.urgency}" if rule.urgency else ""
            return f"speaks for {step}, with a {rule.strength} argument{urgency}."
        case "caution":
            return f"speaks against {step}: the step stays, but lower."
        case "not_yet":
            return f"holds back {step} until {escaped(str(rule.until))}.{_while_unknown(rule)}"
        case _:
            return f"rules out {step}.{_while_unknown(rule)}"


def _while_unknown(rule: Rule) -> str:
    match rule.if_unknown:
        case "hold":
            return " While it is not known whether it holds, the step is held back."
        case "check":
            return " While it is not known whether it holds, the plan says to make sure first."
        case "ignore":
            return " While it is not known whether it holds, nothing happens."


def _in_words(rulebook: Rulebook, part: Atom) -> str:
    facts = rulebook.situation.vocabulary().facts
    match part:
        case IsTrue(fact):
            return f"{facts[fact].question} Yes."
        case Compare(fact, sign, value):
            shown = f"{value:g}" if isinstance(value, int | float) else value
            unit = f" {facts[fact].unit}" if facts[fact].unit else ""
            return f"{facts[fact].question} {_SIGNS[sign].format(shown)}{unit}."
        case Among(fact, choices):
            return f"{facts[fact].question} One of: {', '.join(choices)}."
        case Found(finding):
            return f"The finding: {rulebook.findings[finding].title}."
        case Tried(step):
            return f"Tried before: {rulebook.recommendations[step].title}."
        case Failed(step):
            return f"Tried before without success: {rulebook.recommendations[step].title}."
        case _:
            return "Always."


def _case_cells(case: Case) -> tuple[str, ...]:
    known = _known_in_words(case.facts()) or "nothing"
    return (str(case.number), known, _HOLDS[case.truth], escaped(case.says), "☐ yes ☐ no")


def _known_in_words(facts: Mapping[str, Any]) -> str:
    """Values first, then what was answered with yes, then what was answered with no."""
    said = {
        answer: [f"`{name}`" for name, value in facts.items() if value is answer]
        for answer in (True, False)
    }
    values = [
        f"`{name}`: {_value(value)}"
        for name, value in facts.items()
        if not isinstance(value, bool) and name not in ("tried", "measures")
    ]
    parts = [*values]
    parts += [f"yes to {', '.join(said[True])}"] if said[True] else []
    parts += [f"no to {', '.join(said[False])}"] if said[False] else []
    tried = facts.get("tried", {})
    parts += [f"tried `{step}`: {escaped(outcome)}" for step, outcome in tried.items()]
    parts += ["a score of which nobody knows the day"] if "measures" in facts else []
    return "; ".join(parts)


def _value(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) else escaped(str(value))


def _fact_lines(rulebook: Rulebook, found: RuleCases) -> Iterator[str]:
    """The questions behind facts that the cases name and the parts don't explain."""
    explained = fact_names(rulebook.conditions.rules[found.rule])
    named = {name for case in found.cases for name in case.situation.facts()} - explained
    if not named:
        return
    facts = rulebook.situation.vocabulary().facts
    yield from _table(
        ("Fact", "In words"),
        ((f"`{name}`", escaped(fact.question)) for name, fact in facts.items() if name in named),
    )
    yield ""


def _deciding_lines(found: RuleCases) -> Iterator[str]:
    parts = dict.fromkeys([*(one.part for one in found.pairs), *(n.part for n in found.not_shown)])
    if not parts:
        return
    yield "## What each part decides"
    yield ""
    yield "In each row nothing but this part is otherwise, unless it says so."
    yield ""
    yield from _table(
        ("Part", "Holds", "Does not hold", "Is not known"),
        (
            (f"`{part}`", _first(found, part), _shown(found, part, Truth.FALSE),
             _shown(found, part, Truth.UNKNOWN))
            for part in parts
        ),
    )  # fmt: skip
    yield ""


def _first(found: RuleCases, part: str) -> str:
    cases = dict.fromkeys(one.holds for one in found.pairs if one.part == part)
    return ", ".join(f"case {number}" for number in cases) or "-"


def _shown(found: RuleCases, part: str, to: Truth) -> str:
    for pair in found.pairs:
        if pair.part == part and pair.to is to:
            others = ", ".join(f"`{other}`" for other in pair.beside)
            also = f" ({others} changes too, and makes no difference)" if others else ""
            several = len({one.holds for one in found.pairs if one.part == part}) > 1
            against = f" against case {pair.holds}" if several else ""
            return f"case {pair.otherwise}{against}{also}"
    because = [one.because for one in found.not_shown if one.part == part and one.to is to]
    return f"cannot be shown: {because[0]}" if because else "-"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in (columns, ["---"] * len(columns), *rows):
        yield "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    return text.replace("\\|", "|").replace("|", "\\|").replace("\n", " ")


def cases_as_values(rulebook: Rulebook, found: RuleCases) -> dict[str, Any]:
    """Return the cases of one rule as plain values that JSON can hold."""
    rule = rulebook.rules[found.rule]
    return {
        "rule": found.rule,
        "kind": rule.kind,
        "target": rule.target,
        "when": unparse(rulebook.conditions.rules[found.rule]),
        "cases": [
            {
                "number": case.number,
                "facts": case.facts(),
                "truth": case.truth.value,
                "parts": {part: truth.value for part, truth in case.parts.items()},
                "says": case.says,
            }
            for case in found.cases
        ],
        "pairs": [
            {
                "part": pair.part, "to": pair.to.value, "holds": pair.holds,
                "otherwise": pair.otherwise, "shown": pair.shown, "beside": list(pair.beside),
            }
            for pair in found.pairs
        ],
        "not_shown": [
            {"part": one.part, "to": one.to.value, "because": one.because}
            for one in found.not_shown
        ],
    }  # fmt: skip
