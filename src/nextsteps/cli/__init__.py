"""
The command line: `nextsteps recommend`, `why`, `why-not`, `what-if` and so on.

Exit codes: 0 all well; 1 problems in what was given (a situation, a rulebook), or a replay
that differs; 2 the command itself was wrong (unknown command, option, engine, vocabulary);
3 a rulebook without problems of which nothing could be proved.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from cyclopts import App, CycloptsError

from nextsteps import __version__
from nextsteps.cli.card import card
from nextsteps.cli.cases import cases
from nextsteps.cli.check import check
from nextsteps.cli.compile import compile_
from nextsteps.cli.coverage import coverage
from nextsteps.cli.diff import diff
from nextsteps.cli.explain import compare, what_if, what_would_change, why, why_not
from nextsteps.cli.explore import explore
from nextsteps.cli.facts import facts
from nextsteps.cli.fhir import fhir
from nextsteps.cli.fmt import fmt
from nextsteps.cli.interview import interview
from nextsteps.cli.languages import languages_
from nextsteps.cli.mcp import mcp
from nextsteps.cli.new import new
from nextsteps.cli.population import population, summary
from nextsteps.cli.recommend import recommend
from nextsteps.cli.record import record, replay
from nextsteps.cli.schema import schema
from nextsteps.cli.score import score
from nextsteps.cli.serve import serve
from nextsteps.cli.situation import STANDARD_INPUT
from nextsteps.cli.sql import sql
from nextsteps.cli.terminal import show_errors, show_usage, write
from nextsteps.errors import NextStepsError

__all__ = ["app", "main", "run"]

OK, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130
_USAGE_CODES = frozenset({"E601", "S208", "T909"})
_COMMANDS: dict[str, Callable[..., object] | App] = {
    "recommend": recommend,
    "why": why,
    "why-not": why_not,
    "compare": compare,
    "what-if": what_if,
    "what-would-change": what_would_change,
    "interview": interview,
    "explore": explore,
    "check": check,
    "cases": cases,
    "coverage": coverage,
    "diff": diff,
    "card": card,
    "facts": facts,
    "languages": languages_,
    "schema": schema,
    "score": score,
    "record": record,
    "replay": replay,
    "population": population,
    "summary": summary,
    "sql": sql,
    "serve": serve,
    "mcp": mcp,
    "new": new,
    "fmt": fmt,
    "compile": compile_,
    "fhir": fhir,
}


def main() -> None:
    """Run the command in the process's arguments, and leave with its exit code."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # started with the stream closed
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  (stays open)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; a user's mistake never ends in a traceback."""
    try:
        code = app()(
            [STANDARD_INPUT if argument == "-" else argument for argument in arguments],
            exit_on_error=False,
            print_error=False,
            result_action="return_value",
        )
        sys.stdout.flush()
    except CycloptsError as error:
        show_usage(str(error))
        return USAGE
    except NextStepsError as error:
        show_errors(error.problems)
        wrong_usage = {problem.code for problem in error.problems} <= _USAGE_CODES
        return USAGE if wrong_usage else PROBLEMS
    except BrokenPipeError:
        _close_quietly()
        return OK
    except OSError as error:  # a full disk, a name too long
        write(f"error: {error.strerror or error}\n", sys.stderr)
        _close_quietly()
        return PROBLEMS
    except KeyboardInterrupt:
        return INTERRUPTED
    return code if isinstance(code, int) else OK


def app() -> App:
    """Return the command line as an application, with all its commands."""
    commands = App(
        name="nextsteps",
        help="What to do next when therapy isn't working: ranked, explained steps from rules.",
        version=__version__,
        help_format="plaintext",
        suppress_keyboard_interrupt=False,
    )
    for name, command in _COMMANDS.items():
        commands.command(command, name=name)
    return commands


def _close_quietly() -> None:
    """Nobody can read the output any more; write what is left to nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
