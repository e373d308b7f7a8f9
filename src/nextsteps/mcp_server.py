"""
The rules as tools for an assistant, by the Model Context Protocol. Needs the extra `mcp`.

>>> from nextsteps.mcp_server import create_server
>>> server = create_server()

`nextsteps mcp` runs it over standard input and output. It sends nothing anywhere and keeps
nothing between two calls; what is told to it goes to whoever runs the assistant.
"""

import json
import logging
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import BaseModel, Field

from nextsteps.errors import NextStepsError
from nextsteps.guard import check_reply
from nextsteps.rulebook import Rulebook
from nextsteps.service import answers
from nextsteps.service.asked import AskedPlan, AskedScore, AskedWhy, for_vocabulary, read_body
from nextsteps.version import __version__

INSTRUCTIONS = """\
Fixed rules for somebody whose therapy isn't working, or who works with such a person.
Pass on what was said as facts; a fact that is left out is unknown, which never means no.
Never guess a fact. Look at `safety` first: where danger holds, give that help before all else.
Where `could_be` is graver than `at_least`, ask the first questions of `list_questions`.
Check every answer with `check_reply` before it goes out, and mend what it finds.
It is not a medical device, and no permission to advise what the plan does not say.
"""
MAX_REPLY = 20_000
MAX_QUESTIONS = 50

Facts: TypeAlias = Annotated[
    dict[str, Any],
    Field(description="What is known of the person: facts by name, such as no_progress: true."),
]
_Asked = TypeVar("_Asked", bound=BaseModel)


def create_server(rulebook: Rulebook | None = None) -> MCPServer[Any]:
    """
    Return a server with the tools `list_questions`, `recommend`, `explain`, `score` and
    `check_reply`.

    Args:
        rulebook: The knowledge; the shipped rulebook when None.
    """
    book = Rulebook.default() if rulebook is None else rulebook
    server: MCPServer[Any] = MCPServer(
        "nextsteps", instructions=INSTRUCTIONS, version=__version__, log_level="CRITICAL"
    )
    # INVARIANT: no log holds what a call says, and the library logs calls that fail.
    logging.getLogger("mcp").setLevel(logging.CRITICAL)
    for tool in (*_plan_tools(book), _score(book), _check_reply(book)):
        server.add_tool(tool)
    return server


_Tool: TypeAlias = Callable[..., dict[str, Any]]


def _plan_tools(book: Rulebook) -> tuple[_Tool, ...]:
    asked_plan = for_vocabulary(AskedPlan, book.situation)
    asked_why: Any = for_vocabulary(AskedWhy, book.situation)

    def list_questions(
        situation: Facts,
        at_most: Annotated[int, Field(ge=1, le=MAX_QUESTIONS)] = 10,
    ) -> dict[str, Any]:
        """List what is worth asking next, safety first, and how many questions there are."""
        found = _told(lambda: answers.questions(_read(asked_plan, situation=situation), book))
        asked = found["questions"]
        return {**found, "questions": asked[:at_most], "all_questions": len(asked)}

    def recommend(situation: Facts) -> dict[str, Any]:
        """Return the plan: how safe it is, ranked next steps with reasons, and what to avoid."""

        def plan() -> dict[str, Any]:
            asked = _read(asked_plan, situation=situation)
            return book.recommend(asked.situation).to_dict(questions=False)

        return _told(plan)

    def explain(
        situation: Facts,
        recommendation: Annotated[str, Field(description="Its id, as in the plan.")],
        ask: Literal["why", "why_not", "what_would_change"] = "why",
        to: Literal["in", "out", "top"] = "in",
    ) -> dict[str, Any]:
        """Explain why a recommendation is given, why it is not, or what would change that."""
        said = {"situation": situation, "recommendation": recommendation, "ask": ask, "to": to}
        return _told(lambda: answers.explained(_read(asked_why, **said), book))

    return list_questions, recommend, explain


def _score(book: Rulebook) -> _Tool:
    def score(
        measure: Annotated[str, Field(description="The questionnaire, such as phq-9.")],
        answers_in_order: Annotated[
            list[int | None] | None, Field(description="Null where an answer is missing.")
        ] = None,
        total: int | None = None,
        norms: str | None = None,
        prorate: bool = False,
    ) -> dict[str, Any]:
        """Score a questionnaire from its answers, or place a total in its band."""
        said = {"answers": answers_in_order, "total": total, "norms": norms, "prorate": prorate}
        return _told(lambda: answers.scored(_read(AskedScore, measure=measure, **said), book))

    return score


def _check_reply(book: Rulebook) -> _Tool:
    asked_plan = for_vocabulary(AskedPlan, book.situation)

    def check(
        situation: Facts,
        text: Annotated[str, Field(max_length=MAX_REPLY, description="The drafted answer.")],
    ) -> dict[str, Any]:
        """
        Check a drafted answer: advice that is excluded, held back or never given, and help
        that is missing in danger. No faults found is no proof that the answer is right.
        """

        def checked() -> dict[str, Any]:
            asked = _read(asked_plan, situation=situation)
            return check_reply(asked.situation, text, rulebook=book).to_dict()

        return _told(checked)

    check.__name__ = "check_reply"
    return check


def _read(model: type[_Asked], **said: Any) -> _Asked:
    return read_body(json.dumps(said).encode(), model)


def _told(answer: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return the answer; what is wrong with the call is told in the words of the library."""
    try:
        return answer()
    except NextStepsError as error:
        told = "\n".join(str(problem.at(None)) for problem in error.problems)
        raise ToolError(told) from None
