"""What a command needs of an extra: whoever lacks it is told how to install it."""

from collections.abc import Iterator
from contextlib import contextmanager

from nextsteps.errors import NextStepsError, Problem


@contextmanager
def needed(extra: str, by: str, fault: type[NextStepsError], code: str) -> Iterator[None]:
    """
    Import what *extra* brings in the body; what is not there becomes *fault* with *code*.

    Args:
        extra: The name of the extra.
        by: Who needs it, with its verb: "the service needs".
        fault: The kind of error.
        code: Its code.
    """
    try:
        yield
    except ImportError as error:
        message = f"{by} `{error.name}`, which is not installed"
        help_text = f"pip install 'nextsteps[{extra}]'"
        raise fault(Problem(code, message, help=help_text)) from None
