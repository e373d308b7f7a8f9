"""The provers are an extra: whoever lacks one is told how to get it."""

from importlib import import_module
from types import ModuleType

from nextsteps.errors import Problem, ProofError

HOW_TO = (
    "install it with `pip install 'nextsteps[verify]'`, "
    "or in a checkout with `uv run --extra verify nextsteps ...`"
)


def installed(module: str) -> ModuleType:
    """
    Return a module of a prover.

    Raises:
        ProofError: It is not installed (V100).
    """
    try:
        return import_module(module)
    except ImportError:
        message = f"`{module.partition('.')[0]}` is not installed, so nothing can be proved"
        raise ProofError(Problem("V100", message, help=HOW_TO)) from None
