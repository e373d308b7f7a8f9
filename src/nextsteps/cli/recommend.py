"""`nextsteps recommend`, `why`, `why-not` and `what-if`."""

from typing import Annotated, Literal

from cyclopts import CycloptsError, Parameter

from nextsteps.cli.situation import Options, SituationFile, plan_for, plans_for
from nextsteps.cli.terminal import escaped, show_document, write
from nextsteps.errors import PlanError, Problem
from nextsteps.render import plan_blocks, plan_to_html, plan_to_markdown

_NO_OPTIONS = Options()
_RecommendationId = Annotated[
    str, Parameter(name="ID", help="The id of a recommendation, as in the JSON of a plan.")
]


def recommend(
    file: SituationFile,
    /,
    *,
    format: Annotated[  # noqa: A002  (the name of the option)
        Literal["text", "markdown", "html", "json"],
        Parameter(help="How to print the plan; HTML is a page, JSON holds all."),
    ] = "text",
    full: Annotated[bool, Parameter(negative=(), help="Show everything, however long.")] = False,
    options: Options = _NO_OPTIONS,
) -> None:
    """Print what to do next in a situation, in order, and why."""
    plan = plan_for(file, options)
    match format:
        case "json":
            write(escaped(plan.to_json(indent=2)) + "\n")
        case "markdown":
            write(plan_to_markdown(plan, full=full))
        case "html":
            write(plan_to_html(plan, full=full))
        case "text":
            show_document(plan_blocks(plan, full=full, fact_names=True))


def why(
    file: SituationFile, recommendation: _RecommendationId, /, *, options: Options = _NO_OPTIONS
) -> None:
    """Print why a recommendation is given: its arguments, their facts and sources."""
    plan = plan_for(file, options)
    given = {step.id for step in (*plan.recommendations, *plan.later)}
    if recommendation not in given:
        plan.why_not(recommendation)  # raises where there is no such recommendation
        message = f"the plan does not give `{recommendation}`"
        raise PlanError(Problem("P503", message, help="`nextsteps why-not` says why"))
    write(f"{plan.why(recommendation)}\n")


def why_not(
    file: SituationFile, recommendation: _RecommendationId, /, *, options: Options = _NO_OPTIONS
) -> None:
    """Print why a recommendation is not given, or not given first."""
    write(f"{plan_for(file, options).why_not(recommendation)}\n")


def what_if(file: SituationFile, /, *, options: Options = _NO_OPTIONS) -> None:
    """Print what changes in the plan when facts change, each given with --set."""
    from nextsteps.explain import difference  # the other commands need not wait for it

    if not options.set:
        raise CycloptsError(msg="what-if needs at least one --set fact=value.")
    before, after = plans_for(file, options)
    write(f"{difference(before, after)}\n")
