"""What a rulebook's card and hazards name must be there: facts, laws, vignettes, checks."""

from collections.abc import Iterable, Iterator, Mapping

from nextsteps.errors import CODES, Problem, suggestion
from nextsteps.rulebook.read import Files
from nextsteps.rulebook.stated import Evidence
from nextsteps.situation import Situation


def check_stated(files: Files, situation: type[Situation]) -> list[Problem]:
    """Return what is named and nowhere declared (R403). Tests are not looked for."""
    return [*_attributes(files, situation), *_evidence(files)]


def _attributes(files: Files, situation: type[Situation]) -> Iterator[Problem]:
    if files.stated is None:
        return
    facts = situation.vocabulary().facts
    for name in files.stated.entry.attributes:
        if name not in facts:
            place = files.stated.node.find(("attributes",)).key((name,)).location
            yield Problem("R403", f"unknown fact `{name}`", place, suggestion(name, facts))


def _evidence(files: Files) -> Iterator[Problem]:
    known: Mapping[str, Iterable[str]] = {
        "law": files.names("laws"),
        "vignette": files.names("vignettes"),
        "check": CODES,
    }
    for written in files.written["hazards"].values():
        one: Evidence
        for index, one in enumerate(written.entry.evidence):
            if one.kind in known and one.id not in known[one.kind]:
                place = written.place("evidence", index, one.kind)
                close = suggestion(one.id, known[one.kind])
                yield Problem("R403", f"unknown {one.kind} `{one.id}`", place, close)
