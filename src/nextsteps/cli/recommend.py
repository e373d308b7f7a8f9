"""`nextsteps recommend`."""

from typing import Annotated, Literal

from cyclopts import Parameter

from nextsteps.cli.situation import Language, Options, SituationFile, plan_for
from nextsteps.cli.terminal import escaped, show_document, write
from nextsteps.render import plan_blocks, plan_to_html, plan_to_markdown
from nextsteps.translation import catalogue_for, translated

_NO_OPTIONS = Options()


def recommend(
    file: SituationFile,
    /,
    *,
    format: Annotated[  # noqa: A002  (the name of the option)
        Literal["text", "markdown", "html", "json"],
        Parameter(help="How to print the plan; HTML is a page, JSON holds all."),
    ] = "text",
    language: Language = "en",
    full: Annotated[bool, Parameter(negative=(), help="Show everything, however long.")] = False,
    options: Options = _NO_OPTIONS,
) -> None:
    """Print what to do next in a situation, in order, and why."""
    catalogue = catalogue_for(language, options.rulebook)
    plan = plan_for(file, options)
    match format:
        case "json":
            write(escaped(translated(plan, catalogue).to_json(indent=2)) + "\n")
        case "markdown":
            write(plan_to_markdown(plan, full=full, language=catalogue))
        case "html":
            write(plan_to_html(plan, full=full, language=catalogue))
        case "text":
            show_document(plan_blocks(plan, full=full, fact_names=True, language=catalogue))
