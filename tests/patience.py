"""How long is too long: told in what reading costs on this machine, so a slow one is no fault."""

import time
from collections.abc import Callable
from functools import cache

import yaml

MEGABYTE = "a_fact_of_someone: 1\n" * 47_619


def seconds_of(work: Callable[[], object]) -> float:
    """How much time of the processor *work* takes; what else runs there does not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


@cache
def megabyte() -> float:
    """How long the reader of YAML takes for a plain megabyte, in this process."""
    return min(seconds_of(lambda: yaml.compose(MEGABYTE, Loader=yaml.CSafeLoader)) for _ in "abc")


def is_soon(seconds: float) -> bool:
    """
    Whether an input of at most a megabyte was answered in a time that its length explains.

    The worst that is tested takes two to three times as long as a plain megabyte; what grows
    with the square of the length takes hundreds.
    """
    return seconds < 10 * megabyte()
