"""`nextsteps fhir`: what a health record can take, as FHIR."""

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import App, Parameter

from nextsteps.cli.situation import (
    Options,
    OwnFacts,
    SituationFile,
    plan_for,
    rulebook_in,
    source_of,
)
from nextsteps.cli.terminal import escaped, write
from nextsteps.fhir.published import BASE
from nextsteps.measures import find_measure

fhir = App(help="Print questionnaires, plans and rules as FHIR, for a health record.")

RulebookFolder = Annotated[
    str | None, Parameter(name="--rulebook", help="A folder of rules; else the shipped ones.")
]
_NO_OPTIONS = Options()


def _without_blanks(_: object, base: str) -> None:
    if not base or any(letter.isspace() for letter in base):
        raise ValueError("It needs an address without blanks, such as https://example.org/fhir")


Base = Annotated[
    str, Parameter(help="Where the canonical address begins.", validator=_without_blanks)
]
To = Annotated[str | None, Parameter(help="The file to write; else it is printed.")]


@fhir.command
def questionnaire(
    measure: Annotated[str, Parameter(name="MEASURE", help="Such as phq-9.")],
    /,
    *,
    wording: Annotated[
        str | None,
        Parameter(help="A file with the words: questions in order, answers by points."),
    ] = None,
    base: Base = BASE,
    to: To = None,
    rulebook: RulebookFolder = None,
    situation: OwnFacts = None,
) -> None:
    """Print a questionnaire that adds itself up (FHIR R4, SDC)."""
    from nextsteps import fhir as made

    book = rulebook_in(rulebook, situation)
    words = None if wording is None else made.read_wording(source_of(wording))
    definition = find_measure(book.measures, measure)
    _give(made.questionnaire(definition, book, wording=words, base=base), to)


@fhir.command
def guidance(
    file: SituationFile,
    /,
    *,
    release: Annotated[Literal["R4", "R5"], Parameter(help="Of FHIR.")] = "R4",
    at: Annotated[
        str | None, Parameter(help="When the plan is given; no clock is read.", negative=())
    ] = None,
    patient: Annotated[str | None, Parameter(help="The patient's id, without Patient/.")] = None,
    base: Base = BASE,
    to: To = None,
    options: Options = _NO_OPTIONS,
) -> None:
    """Print a plan as a GuidanceResponse with its proposed requests, in a Bundle."""
    from nextsteps import fhir as made

    plan = plan_for(file, options)
    _give(made.guidance(plan, release=release, at=at, patient=patient, base=base), to)


@fhir.command(name="plan-definition")
def plan_definition(
    *,
    reader: Annotated[
        Literal["client", "relative", "clinician"],
        Parameter(name="--for", help="In whose words; steps that are not for them are left out."),
    ] = "clinician",
    base: Base = BASE,
    to: To = None,
    rulebook: RulebookFolder = None,
    situation: OwnFacts = None,
) -> None:
    """Print the rules as a PlanDefinition (FHIR R4): an action for each step."""
    from nextsteps import fhir as made

    _give(made.plan_definition(rulebook_in(rulebook, situation), reader=reader, base=base), to)


@fhir.command
def library(
    *,
    format: Annotated[  # noqa: A002  (the name of the option)
        Literal["fhir", "cql", "elm"], Parameter(help="The Library, or just what it holds.")
    ] = "fhir",
    base: Base = BASE,
    to: To = None,
    rulebook: RulebookFolder = None,
    situation: OwnFacts = None,
) -> None:
    """Print the logic of the rules as a Library (FHIR R4), in CQL and ELM."""
    from nextsteps import fhir as made

    book = rulebook_in(rulebook, situation)
    match format:
        case "fhir":
            _give(made.library(book, base=base), to)
        case "cql":
            _write(made.cql(book), to)
        case "elm":
            _give(made.elm(book), to)


@fhir.command
def parameters(file: SituationFile, /, *, to: To = None, options: Options = _NO_OPTIONS) -> None:
    """Print what is known of a situation as the Parameters of the Library."""
    from nextsteps import fhir as made

    plan = plan_for(file, options)
    _give(made.parameters(plan.situation, plan.require_rulebook()), to)


def _give(resource: dict[str, Any], to: str | None) -> None:
    _write(escaped(json.dumps(resource, ensure_ascii=False, indent=2)) + "\n", to)


def _write(text: str, to: str | None) -> None:
    if to is None:
        write(text)
    else:
        from nextsteps.authoring.files import write_whole

        write_whole(Path(to), text)
