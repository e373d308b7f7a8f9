"""
The Rete engine of durable_rules: rulesets registered, facts asserted, actions taken.

This is all that touches `durable_rules_engine`, the C part of durable_rules. Its Python
`Host` is left out: it starts two timer threads, keeps rulesets by global name, alters the
definitions it is given, and swallows whatever an action raises, Ctrl-C included.
"""

import importlib
import itertools
import json
import locale
import os
import sys
import weakref
from collections.abc import Iterable
from decimal import Decimal
from json import JSONDecoder
from typing import Any

from nextsteps.adapters.durable.expression import Value
from nextsteps.adapters.durable.rulesets import Consequent, Ruleset
from nextsteps.errors import EngineError, Problem

# One session for all facts: a session each, deleted afterwards, runs out of memory.
_SESSION = "situation"
_ADDRESS = f'"id":"known","sid":"{_SESSION}"'
_MATCHED = 0
_numbers = itertools.count()
_name = JSONDecoder()


class Rete:
    """
    One ruleset in the Rete engine. Not safe from two threads at once.

    Raises:
        EngineError: durable_rules is not installed (E602) or refuses the ruleset (E603).
    """

    def __init__(self, ruleset: Ruleset) -> None:
        if ruleset.reads_decimals:
            refuse_decimal_comma()
        self._consequents = ruleset.consequents
        self._rules = _json(ruleset.rules)
        self._library = _library()
        self._register()

    def _register(self) -> None:
        name = f"nextsteps-{next(_numbers)}"  # names are global to the process
        try:
            self._handle: int = self._library.create_ruleset(name, self._rules)
        except self._library.error as error:
            raise _refused(f"durable_rules refuses a ruleset: {error}") from error
        self._acted = [False]
        self._end = weakref.finalize(self, _delete, self._library, self._handle, self._acted)
        self._end.atexit = False

    def conclusions(self, properties: Iterable[str]) -> list[Consequent]:
        """
        Return what the rules conclude from one fact, and forget the fact.

        Args:
            properties: The fact's properties, as `as_property` writes them.

        Raises:
            EngineError: durable_rules refuses the fact (E603).
        """
        fact = f"{{{','.join((_ADDRESS, *properties))}}}"
        try:
            return self._run(fact)
        except BaseException as error:
            # The session may still hold the fact, and would ignore the next one. It is left
            # behind, undeleted, since deleting it halfway through an action can crash.
            self._end.detach()
            self._register()
            if isinstance(error, self._library.error):
                raise _refused(f"durable_rules refuses a fact: {error}") from error
            raise

    def _run(self, fact: str) -> list[Consequent]:
        library, handle = self._library, self._handle
        found: list[Consequent] = []
        result, state = library.assert_fact(handle, fact)
        if result != _MATCHED:  # no rule matched, and the fact was not kept
            return found
        action = library.start_action_for_state(handle, state)
        message = action[1] if action else None
        while message:
            self._acted[0] = True
            rule, _ = _name.raw_decode(message, 1)  # {"<rule>":{"m":<the whole fact>}}
            found.append(self._consequents[rule])
            message = library.complete_and_start_action(handle, state)
        library.retract_fact(handle, f"{{{_ADDRESS}}}")
        return found


def as_property(name: str, value: Value) -> str:
    """
    Write one property in the JSON that durable_rules reads: without exponents.

    >>> as_property("score", 0.00001)
    '"score":0.00001'
    """
    return f"{json.dumps(name)}:{_json(value)}"


def _json(value: Any) -> str:
    match value:
        case dict():
            return (
                f"{{{','.join(f'{json.dumps(key)}:{_json(part)}' for key, part in value.items())}}}"
            )
        case list():
            return f"[{','.join(map(_json, value))}]"
        case float():
            return f"{Decimal(repr(value)):f}"
        case _:
            return json.dumps(value)


def refuse_decimal_comma() -> None:
    """
    Raise rather than read 0.5 as 0, as durable_rules does where the locale has a comma.

    Raises:
        EngineError: The process's locale writes decimals with a comma (E603).
    """
    if locale.localeconv()["decimal_point"] != ".":
        help_text = 'call `locale.setlocale(locale.LC_NUMERIC, "C")`, or use the engine `compiled`'
        message = "durable_rules misreads decimals in this process's locale"
        raise EngineError(Problem("E603", message, help=help_text))


def _library() -> Any:
    """Import the C part lazily linked: a build on Python 3.13 names a function that is gone."""
    flags = sys.getdlopenflags() if hasattr(sys, "getdlopenflags") else None
    if flags is not None:
        sys.setdlopenflags(os.RTLD_LAZY)
    try:
        importlib.import_module("durable")  # the package; the next line is its C part
        return importlib.import_module("durable_rules_engine")
    except ImportError as error:
        help_text = 'pip install "nextsteps[durable]"'
        problem = Problem("E602", "the engine `durable` is not installed", help=help_text)
        raise EngineError(problem) from error
    finally:
        if flags is not None:
            sys.setdlopenflags(flags)


def _delete(library: Any, handle: int, acted: list[bool]) -> None:
    # Deleting the state of a session in which nothing ever matched crashes the process.
    if acted[0]:
        library.delete_state(handle, _SESSION)
    library.delete_ruleset(handle)


def _refused(message: str) -> EngineError:
    return EngineError(Problem("E603", message, help="use the engine `compiled`"))
