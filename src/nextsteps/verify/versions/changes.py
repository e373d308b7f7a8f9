"""What is written otherwise in two rulebooks: entry by entry, field by field, by id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from nextsteps.entry import Entry
from nextsteps.language import Condition, unparse
from nextsteps.rulebook import Rulebook

Kind: TypeAlias = Literal[
    "rulebook", "findings", "recommendations", "rules", "contradictions", "sources", "contacts",
    "measures", "laws", "vignettes",
]  # fmt: skip
What: TypeAlias = Literal["added", "removed", "changed"]
Aspect: TypeAlias = Literal["condition", "effect", "text", "evidence", "promise", "example", "name"]

_EFFECTS: Mapping[str, frozenset[str]] = {
    "findings": frozenset({"danger"}),
    "recommendations": frozenset({"kind", "stage", "urgency", "opposites", "drastic", "acts"}),
    "rules": frozenset({"kind", "target", "strength", "urgency", "ground", "if_unknown"}),
    "contradictions": frozenset(),
}
_CONDITIONS = frozenset({"when", "needs"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """
    One field with another value; None stands for absent.

    `aspect` says what sort of change it is: of a condition, of what follows from it, of the
    words, of the evidence, of a promise, of an example, or of the rulebook's name.
    """

    name: str
    aspect: Aspect
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that is added, removed or changed; `fields` holds what, for a changed one."""

    kind: Kind
    id: str
    what: What
    fields: tuple[FieldChange, ...] = ()

    @property
    def aspects(self) -> frozenset[Aspect]:
        """The sorts of change; none for an entry that came or went as a whole."""
        return frozenset(field.aspect for field in self.fields)


def changes(old: Rulebook, new: Rulebook) -> tuple[EntryChange, ...]:
    """
    Return every entry that differs, by kind and then by id.

    Spacing and brackets of a condition do not count, nor the order on disk.
    """
    found = [*_of_identity(old, new)]
    pairs: tuple[tuple[Kind, Mapping[str, Entry], Mapping[str, Entry]], ...] = (
        ("findings", old.findings, new.findings),
        ("recommendations", old.recommendations, new.recommendations),
        ("rules", old.rules, new.rules),
        ("contradictions", old.contradictions, new.contradictions),
        ("sources", old.sources, new.sources),
        ("contacts", old.contacts, new.contacts),
        ("measures", old.measures, new.measures),
        ("laws", old.laws, new.laws),
        ("vignettes", old.vignettes, new.vignettes),
    )
    for kind, before, after in pairs:
        for name in sorted({*before, *after}):
            if name not in before or name not in after:
                found.append(EntryChange(kind, name, "added" if name in after else "removed"))
                continue
            fields = tuple(_fields(kind, name, old, new, before[name], after[name]))
            if fields:
                found.append(EntryChange(kind, name, "changed", fields))
    return tuple(found)


def _of_identity(old: Rulebook, new: Rulebook) -> Iterator[EntryChange]:
    fields = tuple(_compared("rulebook", old.identity.model_dump(), new.identity.model_dump()))
    if fields:
        yield EntryChange("rulebook", new.id, "changed", fields)


def _fields(
    kind: Kind, name: str, old: Rulebook, new: Rulebook, before: Entry, after: Entry
) -> Iterator[FieldChange]:
    if before == after:  # by far the most
        return
    yield from _compared(kind, _written(kind, name, old, before), _written(kind, name, new, after))


def _written(kind: Kind, name: str, rulebook: Rulebook, entry: Entry) -> dict[str, Any]:
    """An entry as plain values, with its condition in canonical form."""
    plain: dict[str, Any] = entry.model_dump(mode="json")
    conditions: Mapping[Kind, tuple[str, Mapping[str, Condition]]] = {
        "rules": ("when", rulebook.conditions.rules),
        "recommendations": ("needs", rulebook.conditions.needs),
        "contradictions": ("when", rulebook.conditions.contradictions),
    }
    if kind in conditions:
        field, trees = conditions[kind]
        if name in trees:
            plain[field] = unparse(trees[name])
    return plain


def _compared(
    kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield FieldChange(name, _aspect(kind, name), before.get(name), after.get(name))


def _aspect(kind: Kind, field: str) -> Aspect:
    match kind:
        case "rulebook":
            return "name"
        case "vignettes":
            return "example"
        case "laws":
            return "promise"
        case "sources":
            return "evidence"
        case "measures":
            return "effect"
        case "contacts":
            return "text"
        case _ if field in _CONDITIONS:
            return "condition"
        case _ if field == "sources":
            return "evidence"
        case _:
            return "effect" if field in _EFFECTS[kind] else "text"
