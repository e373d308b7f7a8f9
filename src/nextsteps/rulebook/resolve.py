"""Entries into conditions: every name is looked up, every condition parsed and checked."""

from collections.abc import Callable, Iterable
from functools import partial
from graphlib import CycleError, TopologicalSorter

from nextsteps.document import Node
from nextsteps.errors import ConditionError, Location, Problem, suggestion
from nextsteps.language import Condition, Names, finding_names, parse
from nextsteps.rulebook.model import Conditions
from nextsteps.rulebook.read import Files, Written
from nextsteps.rulebook.resolve_laws import resolve_laws
from nextsteps.situation import Situation


def resolve(files: Files, situation: type[Situation]) -> Conditions:
    """Return the checked conditions; what is wrong is added to the problems of *files*."""
    names = Names(
        situation.vocabulary().facts,
        files.names("findings"),
        files.names("recommendations"),
    )
    _check_names(files, names)
    rules = _conditions(files, "rules", "when", names)
    needs = _conditions(files, "recommendations", "needs", names)
    contradictions = _conditions(files, "contradictions", "when", names)
    findings = _rules_of_findings(files, rules)
    laws = resolve_laws(files, names.facts, partial(_parsed, files, names))
    return Conditions(rules, needs, contradictions, _in_order(findings, rules, files), laws)


def _conditions(files: Files, kind: str, key: str, names: Names) -> dict[str, Condition]:
    found: dict[str, Condition] = {}
    for name, written in sorted(files.written[kind].items()):
        text = getattr(written.entry, key)
        condition = None if text is None else _parsed(files, names, written, (key,), text)
        if condition is not None:
            found[name] = condition
    return found


def _parsed(
    files: Files, names: Names, written: Written, path: tuple[str, ...], text: str
) -> Condition | None:
    node = written.node.find(path)
    if node.style == ">":
        message = "a folded text (`>`) hides where a condition's faults are"
        files.problems.append(Problem("R401", message, node.location, "write `|` instead"))
    try:
        return parse(text, names, place_in(node))
    except ConditionError as error:
        files.problems += error.problems
        return None


def place_in(node: Node) -> Callable[[int, int], Location]:
    """Return how an offset in the text of *node* becomes a place in its file."""
    text = str(node.value)
    lines, text_lines = node.source.lines, text.split("\n")

    def place(offset: int, width: int) -> Location:
        row = text.count("\n", 0, offset)
        column = offset - (text.rfind("\n", 0, offset) + 1)
        if node.style == "|":
            line = node.line + 1 + row
            written = lines[line] if line < len(lines) else ""
            indent = len(written) - len(text_lines[row])
            return node.source.location(line, indent + column, width)
        start = node.column + (1 if node.style in ("'", '"') else 0)
        if not lines[node.line][start:].startswith(text):
            return node.location  # quotes were escaped, or the text runs over several lines
        return node.source.location(node.line, start + column, width)

    return place


def _rules_of_findings(files: Files, rules: dict[str, Condition]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = dict.fromkeys(sorted(files.written["findings"]), ())
    for name, written in sorted(files.written["rules"].items()):
        rule = written.entry
        if rule.kind == "finding" and rule.target in found and name in rules:
            found[rule.target] += (name,)
    concluded = {
        w.entry.target for w in files.written["rules"].values() if w.entry.kind == "finding"
    }
    for name in found:
        if name not in concluded and not files.faulty["rules"]:
            place = files.written["findings"][name].place("id")
            message = f"no rule concludes the finding `{name}`"
            files.problems.append(Problem("R412", message, place, "add a rule with `finding:`"))
    return found


def _in_order(
    findings: dict[str, tuple[str, ...]], rules: dict[str, Condition], files: Files
) -> dict[str, tuple[str, ...]]:
    """Sort findings so that each rests only on earlier ones; report a circle."""
    sorter = TopologicalSorter(
        {
            name: {other for rule in own for other in finding_names(rules[rule]) & findings.keys()}
            for name, own in findings.items()
        }
    )
    try:
        sorter.prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        place = files.written["findings"][circle[0]].place("id")
        message = "findings depend on each other in a circle: " + " -> ".join(circle)
        files.problems.append(Problem("R404", message, place))
        return findings  # in any order, so that what else is wrong is found, too
    ordered: dict[str, tuple[str, ...]] = {}
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        ordered |= {name: findings[name] for name in ready}
        sorter.done(*ready)
    return ordered


def _check_names(files: Files, names: Names) -> None:
    """Every id that an entry names must be declared somewhere."""
    sources, recommendations = files.names("sources"), names.recommendations
    for kind in ("rules", "recommendations"):
        for written in files.written[kind].values():
            for index, citation in enumerate(written.entry.sources):
                path = ("sources", index, "source")
                _check(files, written, path, citation.source, sources, "source")
    for written in files.written["rules"].values():
        known: Iterable[str] = recommendations
        what = "recommendation"
        if written.entry.kind == "finding":
            known, what = names.findings, "finding"
        elif written.entry.kind == "ask":
            known, what = names.facts, "fact"
        _check(files, written, (written.entry.kind,), written.entry.target, known, what)
    for written in files.written["recommendations"].values():
        for index, other in enumerate(written.entry.opposites):
            _check(files, written, ("opposites", index), other, recommendations, "recommendation")
    for written in files.written["findings"].values():
        for index, core in enumerate(written.entry.danger.core if written.entry.danger else ()):
            _check(
                files, written, ("danger", "core", index), core, recommendations, "recommendation"
            )
    for written in files.written["contradictions"].values():
        for index, fact in enumerate(written.entry.facts):
            _check(files, written, ("facts", index), fact, names.facts, "fact")
    for name in files.written["findings"].keys() & names.facts.keys():
        place = files.written["findings"][name].place("id")
        files.problems.append(Problem("R402", f"`{name}` is a fact and a finding", place))


def _check(
    files: Files,
    written: Written,
    path: tuple[str | int, ...],
    name: str,
    known: Iterable[str],
    what: str,
) -> None:
    if name not in known:
        help_text = suggestion(name, known)
        files.problems.append(
            Problem("R403", f"unknown {what} `{name}`", written.place(*path), help_text)
        )
