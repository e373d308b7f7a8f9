"""
A vocabulary of one's own by its name, as somebody types it: `clinic:Clinic`.

The only place that imports a module which somebody names. It is called with what a person put
on a command line or into their own configuration of pytest, and with nothing out of a file of
rules or of a situation.
"""

import re
import traceback
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from nextsteps.errors import Problem, SituationError, suggestion
from nextsteps.situation.model import Situation

_NAME = re.compile(r"([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*):([A-Za-z_]\w*)", re.ASCII)
_WHERE = "modules are looked for in this folder, and among what is installed"


def situation_named(name: str) -> type[Situation]:
    """
    Import the module that *name* begins with, and return the class that it ends with.

    Raises:
        SituationError: It is no such name, or there is no such vocabulary (S208).

    >>> situation_named("nextsteps.situation:Situation")
    <class 'nextsteps.situation.model.Situation'>
    """
    parts = _NAME.fullmatch(name)
    if parts is None or parts[1].endswith(".py"):
        raise _amiss(f"`{name}` names no vocabulary", "write module:Class, as in `clinic:Clinic`")
    module = _imported(parts[1])
    found: Any = getattr(module, parts[2], None)
    if _is_vocabulary(found):
        return cast(type[Situation], found)
    own = [each for each, value in vars(module).items() if _is_vocabulary(value)]
    help_text = suggestion(parts[2], own) or "a vocabulary is a subclass of Situation"
    if found is None:
        raise _amiss(f"`{parts[1]}` has no class `{parts[2]}`", help_text)
    raise _amiss(f"`{name}` is no Situation", help_text)


def _is_vocabulary(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, Situation)


def _imported(module: str) -> ModuleType:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if f"{module}.".startswith(f"{error.name}."):
            raise _amiss(f"there is no module `{error.name}`", _WHERE) from None
        raise _amiss(f"`{module}` cannot be imported: {error}", _place_of(error)) from error
    except Exception as error:  # whatever somebody's own module does wrong
        message = f"`{module}` cannot be imported: {type(error).__name__}: {error}"
        raise _amiss(message, _place_of(error)) from error


def _place_of(error: Exception) -> str | None:
    """Where somebody's own module was when it failed; a syntax error says so itself."""
    own = [one for one in traceback.extract_tb(error.__traceback__) if one.name == "<module>"]
    return f"look at {Path(own[-1].filename).name}, line {own[-1].lineno}" if own else None


def _amiss(message: str, help_text: str | None) -> SituationError:
    return SituationError(Problem("S208", message, help=help_text))
