"""`nextsteps why`, `why-not`, `compare`, `what-if` and `what-would-change`."""

import json
from typing import Annotated, Literal, TypeAlias

from cyclopts import CycloptsError, Parameter

from nextsteps.cli.situation import Options, SituationFile, plan_for, plans_for
from nextsteps.cli.terminal import escaped, show_document, write
from nextsteps.errors import PlanError, Problem, suggestion
from nextsteps.plan import Plan
from nextsteps.render import as_html, as_markdown
from nextsteps.render.explanation import Explanation, explanation_blocks

_NO_OPTIONS = Options()
_RecommendationId = Annotated[
    str,
    Parameter(
        name="ID", help="The id of a recommendation; a word that is none lists those of the plan."
    ),
]
_Format: TypeAlias = Annotated[
    Literal["text", "markdown", "html", "json"],
    Parameter(help="How to print the answer; HTML is a page, JSON holds all."),
]
_Full: TypeAlias = Annotated[bool, Parameter(negative=(), help="Show everything, however long.")]


def why(
    file: SituationFile,
    recommendation: _RecommendationId,
    /,
    *,
    format: _Format = "text",  # noqa: A002  (the name of the option)
    full: _Full = False,
    options: Options = _NO_OPTIONS,
) -> None:
    """Print why a recommendation is given: its arguments, their facts and sources."""
    plan = plan_for(file, options)
    _require_given(plan, recommendation)
    _show(plan, plan.why(recommendation), format, full=full)


def why_not(
    file: SituationFile,
    recommendation: _RecommendationId,
    /,
    *,
    format: _Format = "text",  # noqa: A002
    full: _Full = False,
    options: Options = _NO_OPTIONS,
) -> None:
    """Print why a recommendation is not given, or not given first."""
    plan = plan_for(file, options)
    _require_known(plan, recommendation)
    _show(plan, plan.why_not(recommendation), format, full=full)


def compare(
    file: SituationFile,
    first: Annotated[str, Parameter(name="ID", help="The id of a recommendation.")],
    second: Annotated[str, Parameter(name="OTHER", help="The id of another.")],
    /,
    *,
    format: _Format = "text",  # noqa: A002
    full: _Full = False,
    options: Options = _NO_OPTIONS,
) -> None:
    """Print which of two recommendations comes first, and why."""
    if first == second:
        raise CycloptsError(msg="compare needs two different recommendations.")
    plan = plan_for(file, options)
    for name in (first, second):
        _require_given(plan, name)
    _show(plan, plan.compare(first, second), format, full=full)


def what_if(
    file: SituationFile,
    /,
    *,
    format: _Format = "text",  # noqa: A002
    full: _Full = False,
    options: Options = _NO_OPTIONS,
) -> None:
    """Print what changes in the plan when facts change, each given with --set."""
    from nextsteps.explain import difference  # the other commands need not wait for it

    if not options.set:
        raise CycloptsError(msg="what-if needs at least one --set fact=value.")
    before, after = plans_for(file, options)
    _show(before, difference(before, after), format, full=full)


def what_would_change(
    file: SituationFile,
    recommendation: _RecommendationId,
    /,
    *,
    to: Annotated[
        Literal["in", "out", "top"],
        Parameter(help="In the plan, no longer in it, or the first of it."),
    ] = "in",
    format: _Format = "text",  # noqa: A002
    full: _Full = False,
    options: Options = _NO_OPTIONS,
) -> None:
    """Print the smallest changes that bring a recommendation in, out, or to the top."""
    plan = plan_for(file, options)
    _require_known(plan, recommendation)
    _show(plan, plan.what_would_change(recommendation, to), format, full=full)


def _require_given(plan: Plan, recommendation: str) -> None:
    """Make sure that the plan gives it now or later; else point to the command that tells why."""
    if recommendation in _given(plan):
        return
    _require_known(plan, recommendation)
    message = f"the plan does not give `{recommendation}`"
    raise PlanError(Problem("P503", message, help="`nextsteps why-not` says why"))


def _require_known(plan: Plan, recommendation: str) -> None:
    """Make sure that there is such a recommendation; else say how those of the plan are called."""
    known = plan.require_rulebook().recommendations
    if recommendation not in known:
        given = _given(plan)
        ids = f"the plan gives {', '.join(given)}" if given else None
        help_text = suggestion(recommendation, known) or ids
        message = f"unknown recommendation `{recommendation}`"
        raise PlanError(Problem("P503", message, help=help_text))


def _given(plan: Plan) -> list[str]:
    return [step.id for step in (*plan.recommendations, *plan.later)]


def _show(
    plan: Plan,
    explanation: Explanation,
    format: Literal["text", "markdown", "html", "json"],  # noqa: A002
    *,
    full: bool,
) -> None:
    if format == "json":
        from nextsteps.explain import plain

        written = json.dumps(plain(explanation), ensure_ascii=False, indent=2)
        write(escaped(written) + "\n")
        return
    document = explanation_blocks(plan, explanation, full=full)
    match format:
        case "markdown":
            write(as_markdown(document))
        case "html":
            write(as_html(document))
        case "text":
            show_document(document)
