"""The page of the codes that are read from health records, and written for them."""

from collections.abc import Mapping

import nextsteps as ns
from docs.pages.markdown import codes as marked
from docs.pages.markdown import page, table
from nextsteps.fhir import codes


def records_page(rulebook: ns.Rulebook) -> str:
    """Return the page of codes."""
    intro = (
        "What health records call the things that are read and written here, from one table: "
        "[the service](../how-to/run-the-service.md) reads it, and "
        "[FHIR](../how-to/exchange-fhir.md) is written with it.\n"
        "What is not among these codes is told, never guessed.\n"
        "LOINC codes are © Regenstrief Institute and come with its "
        "[licence](https://loinc.org/license)."
    )
    return page("Codes of health records", intro, _measures(rulebook), _answers(), *_read(), _own())


def _measures(rulebook: ns.Rulebook) -> str:
    rows = []
    for measure in rulebook.measures.values():
        system, code = codes.total_code(measure)
        panel = None if measure.loinc is None else measure.loinc.panel
        items = codes.ITEMS.get(measure.id, ())
        rows.append(
            [
                measure.title,
                f"`{code}`" + _system(system),
                marked([panel] if panel else []),
                marked(items),
            ]
        )
    told = "A total is a score; a panel is the questionnaire itself, and never read as a score."
    columns = ["Questionnaire", "Total", "Panel", "Items in order"]
    return f"## Questionnaires\n\n{told}\n\n{table(columns, rows)}"


def _system(system: str) -> str:
    return "" if system == codes.LOINC else f" in `{system}`"


def _answers() -> str:
    rows = [[f"`{code}`", str(points)] for code, points in codes.ANSWERS.items()]
    told = (
        "For the items above; answers without a code of LOINC have their points, "
        f"in `{codes.POINTS}`."
    )
    return f"## Answers\n\n{told}\n\n{table(['LOINC', 'Points'], rows)}"


def _read() -> tuple[str, str, str]:
    sessions = marked(sorted(codes.THERAPY_SESSIONS))
    return (
        _starts("Diagnoses", "ICD-10 or ICD-10-CM", "Concern", codes.CONCERNS),
        _starts("Medicines", "ATC", "Kind of medicine", codes.MEDICINES),
        f"## Sessions\n\nEncounters with one of these codes of CPT are sessions: {sessions}.",
    )


def _starts(title: str, system: str, meaning: str, known: Mapping[str, str]) -> str:
    rows = [[f"`{start}`", f"`{what}`"] for start, what in known.items()]
    told = "Read only; the longest beginning of a code that stands here counts."
    return f"## {title}\n\n{told}\n\n{table([system, meaning], rows)}"


def _own() -> str:
    rows = [
        [f"`{codes.FACT}`", "a fact, by its name"],
        [f"`{codes.FINDING}`", "a finding or danger, by its id"],
        [f"`{codes.RECOMMENDATION}`", "a step, by its id"],
        [f"`{codes.URGENCY}`", "`emergency`, `same_day`, `days` or `routine`"],
        [f"`{codes.MEASURE}`", "the total of a questionnaire that has no code elsewhere"],
        [f"`{codes.POINTS}`", "an answer, by its points"],
    ]
    told = "Names of our own, for what has no code elsewhere; map them to yours where you need to."
    return f"## Our own\n\n{told}\n\n{table(['System', 'What it names'], rows)}"
