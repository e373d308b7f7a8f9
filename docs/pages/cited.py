"""Citations in full, and who cites what."""

from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel

import nextsteps as ns
from docs.pages.markdown import bullets, one_line
from nextsteps.rulebook import Citation, Source

CITING = ("rules", "recommendations", "measures")


def citations_of(entry: BaseModel) -> Iterator[Citation]:
    """Yield every citation of *entry*, at any depth."""
    for name in type(entry).model_fields:
        yield from _citations_in(getattr(entry, name))


def _citations_in(value: object) -> Iterator[Citation]:
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, BaseModel):
        yield from citations_of(value)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _citations_in(one)


def citers(rulebook: ns.Rulebook) -> Mapping[str, Mapping[str, list[str]]]:
    """Return for each source the ids of what cites it, by kind."""
    found: dict[str, dict[str, list[str]]] = {
        name: {kind: [] for kind in CITING} for name in rulebook.sources
    }
    for kind in CITING:
        for name, entry in sorted(getattr(rulebook, kind).items()):
            for source in dict.fromkeys(citation.source for citation in citations_of(entry)):
                found[source][kind].append(name)
    return found


def grade_of(citation: Citation, rulebook: ns.Rulebook) -> str:
    """Return the grade of *citation*: its own, else that of its source."""
    return citation.grade or rulebook.sources[citation.source].grade


def reference(source: Source) -> str:
    """Return who, what, when and where."""
    who = "; ".join(name for name in (source.authors, source.organisation) if name)
    title = one_line(source.title).removesuffix(".")
    return f"{who}. *{title}* ({source.year}).{_where(source)}"


def _where(source: Source) -> str:
    places = []
    if source.doi is not None:
        places.append(f" <https://doi.org/{source.doi}>")
    elif source.address is not None:
        places.append(f" <{source.address}>")
    if source.note is not None:
        places.append(f" {one_line(source.note).removesuffix('.')}.")
    return "".join(places)


def evidence(citations: Iterable[Citation], rulebook: ns.Rulebook) -> str:
    """Return citations as a list, each with a link to the page of sources."""
    return bullets(_cited(citation, rulebook) for citation in citations)


def _cited(citation: Citation, rulebook: ns.Rulebook) -> str:
    source = rulebook.sources[citation.source]
    point = f": {citation.says}" if citation.says else ""
    link = f"[`{source.id}`](sources.md#{source.id})"
    where = f"{citation.locator}{point}".removesuffix(".")
    return f"**{grade_of(citation, rulebook)}** {link}, {where}. {reference(source)}"
