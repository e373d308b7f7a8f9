"""Engines: each evaluates a rulebook's conditions, and all agree with the reference."""

from collections.abc import Callable

from nextsteps.engine.compiled import CompiledEngine
from nextsteps.engine.evaluation import Engine, Evaluation, Truths
from nextsteps.engine.reference import ReferenceEngine
from nextsteps.errors import EngineError, Problem, suggestion
from nextsteps.rulebook import Conditions, Rulebook

__all__ = [
    "DEFAULT_ENGINE",
    "ENGINES",
    "CompiledEngine",
    "Engine",
    "Evaluation",
    "ReferenceEngine",
    "Truths",
    "engine_for",
]

DEFAULT_ENGINE = "compiled"


def _durable(conditions: Conditions) -> Engine:
    from nextsteps.adapters.durable import DurableEngine  # an extra, and upward: only by name

    return DurableEngine(conditions)


ENGINES: dict[str, Callable[[Conditions], Engine]] = {
    "compiled": CompiledEngine,
    "reference": ReferenceEngine,
    "durable": _durable,
}


def engine_for(rulebook: Rulebook, name: str = DEFAULT_ENGINE) -> Engine:
    """
    Return the engine *name* for *rulebook*; it is made once per rulebook.

    Raises:
        EngineError: Unknown (E601), not installed (E602), or unable to take the rulebook (E603).
    """
    if name not in ENGINES:
        help_text = suggestion(name, ENGINES) or "one of " + ", ".join(ENGINES)
        raise EngineError(Problem("E601", f"unknown engine `{name}`", help=help_text))
    made: dict[str, Engine] = rulebook.engines
    if name not in made:
        made[name] = ENGINES[name](rulebook.conditions)
    return made[name]
