"""Whether each measure fits the facts it fills in, and cites sources that there are."""

from collections.abc import Iterator, Mapping

from nextsteps.errors import Problem, suggestion
from nextsteps.measures import Measure
from nextsteps.rulebook.read import Files, Written
from nextsteps.situation import Fact, Situation

Path = tuple[str | int, ...]


def check_measures(files: Files, situation: type[Situation]) -> list[Problem]:
    """Return what is wrong: unknown facts or sources (R403), facts of the wrong kind (R414)."""
    facts, sources = situation.vocabulary().facts, files.names("sources")
    problems: list[Problem] = []
    for written in files.written["measures"].values():
        problems += _unknown_sources(written, sources)
        problems += _facts_that_do_not_fit(written, facts)
    return problems


def _unknown_sources(written: Written, sources: frozenset[str]) -> Iterator[Problem]:
    measure: Measure = written.entry
    owners: list[Path] = [
        ("sources",),
        *(("norms", i, "sources") for i in range(len(measure.norms))),
    ]
    cited = [measure.sources, *(norms.sources for norms in measure.norms)]
    if measure.prorating is not None:
        owners.append(("prorating", "sources"))
        cited.append(measure.prorating.sources)
    for owner, citations in zip(owners, cited, strict=True):
        for index, citation in enumerate(citations):
            if citation.source not in sources:
                place = written.place(*owner, index, "source")
                help_text = suggestion(citation.source, sources)
                yield Problem("R403", f"unknown source `{citation.source}`", place, help_text)


def _facts_that_do_not_fit(written: Written, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    measure: Measure = written.entry
    yield from _fit(written, ("concern",), measure.concern, facts, measured=False)
    yield from _fit(written, ("case_fact",), measure.case_fact, facts, measured=True)
    for index, part in enumerate(measure.parts):
        yield from _fit(
            written, ("parts", index, "case_fact"), part.case_fact, facts, measured=True
        )
    severity = measure.severity_fact
    if severity is not None and severity not in facts:
        yield from _fit(written, ("severity_fact",), severity, facts, measured=True)
        return
    choices = facts[severity].choices if severity is not None else ()
    for index, norms in enumerate(measure.norms):
        for row, band in enumerate(norms.bands):
            if band.value is not None and band.value not in choices[1:]:
                place = written.place("norms", index, "bands", row, "value")
                message = f"`{band.value}` is not a choice of `{severity}`"
                yield Problem("R414", message, place, suggestion(band.value, choices[1:]))


def _fit(
    written: Written, path: Path, name: str | None, facts: Mapping[str, Fact], *, measured: bool
) -> Iterator[Problem]:
    """A concern is a yes/no fact; what a measure fills in must be a measured one."""
    if name is None:
        return
    if name not in facts:
        help_text = suggestion(name, facts)
        yield Problem("R403", f"unknown fact `{name}`", written.place(*path), help_text)
    elif facts[name].kind != "yes_no" or facts[name].measured is not measured:
        kind = "a measured yes/no fact" if measured else "a yes/no fact that is stated"
        yield Problem("R414", f"`{name}` is not {kind}", written.place(*path))
