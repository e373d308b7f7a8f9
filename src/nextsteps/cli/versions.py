"""What `nextsteps diff` prints: a difference of versions as a document, and as plain values."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from nextsteps.render import Block, Document, Heading, Listing, Span
from nextsteps.render.blocks import Line, Paragraph, bullets, line, paragraph
from nextsteps.verify.versions import (
    KINDS,
    WORDS,
    Counted,
    EntryChange,
    FieldChange,
    Kind,
    Otherwise,
    VersionDifference,
)

_KINDS_OF_ENTRIES = {
    "rulebook": "rulebook", "findings": "finding", "recommendations": "recommendation",
    "rules": "rule", "contradictions": "contradiction", "sources": "source",
    "contacts": "contact", "measures": "measure", "laws": "law", "vignettes": "vignette",
}  # fmt: skip
_LONGEST = 200


def as_document(
    found: VersionDifference, names: tuple[str, str], rows: Counted | None = None
) -> Document:
    """Return the difference for reading; *names* are what the two versions were called."""
    return Document(tuple(_blocks(found, names, rows)))


def _blocks(
    found: VersionDifference, names: tuple[str, str], rows: Counted | None
) -> Iterator[Block]:
    yield Heading(f"{found.new.id}: from {names[0]} to {names[1]}", 1)
    yield paragraph(_summary(found))
    for limit in found.limits:
        yield paragraph(Span("Not covered: ", "strong"), limit, ".")
    yield Heading("Who gets a different plan")
    yield Listing(tuple(_kind(kind, found.witnesses[kind]) for kind in KINDS))
    if rows is not None:
        yield Heading("In the situations given")
        yield paragraph(f"{rows.different} of {rows.of} get a different plan.")
        counted = [f"{WORDS[kind]}: {number}" for kind, number in rows.kinds.items() if number]
        if counted:
            yield bullets(*counted)
    yield Heading("What is written otherwise")
    if found.changes:
        yield Listing(tuple(_change(change) for change in found.changes))
    else:
        yield paragraph("Nothing.")


def _summary(found: VersionDifference) -> str:
    if found.is_equal:
        return "Proved: every situation gets the same plan."
    if len(found.proved) == len(KINDS):
        return "Proved, but for what is not covered: every situation gets the same plan."
    return "Some situations get a different plan."


def _kind(kind: Kind, witnesses: tuple[Otherwise, ...]) -> tuple[Block, ...]:
    words = Span(WORDS[kind], "strong")
    if not witnesses:
        return (paragraph(words, ": proved the same in every situation"),)
    shown = Listing(tuple(_witness(one) for one in witnesses))
    return (paragraph(words, ": not the same, as in"), shown)


def _witness(one: Otherwise) -> tuple[Block, ...]:
    blocks: list[Block] = [paragraph(_facts(one)), paragraph(_shortened(str(one)))]
    if one.because:
        blocks.append(paragraph(Span(f"because of {_names(one.because)}", "faint")))
    return tuple(blocks)


def _facts(one: Otherwise) -> str:
    known = one.facts()
    return ", ".join(f"{name}: {_plain(value)}" for name, value in known.items()) or "nothing known"


def _names(names: Iterable[str]) -> str:
    named = list(names)
    more = f" and {len(named) - 4} more" if len(named) > 4 else ""
    return ", ".join(named[:4]) + more


def _change(change: EntryChange) -> tuple[Block, ...]:
    entry = line(f"{_KINDS_OF_ENTRIES[change.kind]} ", Span(change.id, "strong"))
    if change.what != "changed":
        return (Paragraph((*entry, Span(f": {change.what}"))),)
    return (Paragraph(entry), bullets(*(_field(field) for field in change.fields)))


def _field(field: FieldChange) -> Line:
    return line(
        f"{field.name} ", Span(f"({field.aspect})", "faint"), ": ",
        f"{_shortened(_plain(field.before))} -> {_shortened(_plain(field.after))}",
    )  # fmt: skip


def _plain(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, float):
        return f"{value:g}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


def as_values(found: VersionDifference, rows: Counted | None = None) -> dict[str, Any]:
    """Return the difference as plain values that JSON can hold."""
    values: dict[str, Any] = {
        "old": _stamp(found, "old"),
        "new": _stamp(found, "new"),
        "equal": found.is_equal,
        "not_covered": list(found.limits),
        "kinds": {
            kind: {
                "same": not found.witnesses[kind],
                "witnesses": [_witness_values(one) for one in found.witnesses[kind]],
            }
            for kind in KINDS
        },
        "changes": [_change_values(change) for change in found.changes],
    }
    if rows is not None:
        values["rows"] = {
            "of": rows.of, "different": rows.different, "kinds": dict(rows.kinds)
        }  # fmt: skip
    return values


def _stamp(found: VersionDifference, which: str) -> dict[str, str]:
    rulebook = found.old if which == "old" else found.new
    return {
        "id": rulebook.id,
        "version": rulebook.version,
        "content_hash": rulebook.content_hash,
    }


def _witness_values(one: Otherwise) -> dict[str, Any]:
    return {"facts": one.facts(), "difference": str(one), "because": list(one.because)}


def _change_values(change: EntryChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": change.id,
        "what": change.what,
        "fields": [
            {"name": one.name, "aspect": one.aspect, "before": one.before, "after": one.after}
            for one in change.fields
        ],
    }
