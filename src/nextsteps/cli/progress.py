"""A progress bar on standard error, only where somebody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from nextsteps.cli.terminal import is_coloured

Tell = Callable[[str, int, int], None]


@contextmanager
def progress() -> Iterator[Tell]:
    """Yield what is told of progress: a word, how much is done, and how much there is."""
    if not (sys.stderr.isatty() and is_coloured(sys.stderr)):
        yield lambda _word, _done, _all: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:>12}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda word, done, all_: bar.update(
            task, description=word, completed=done, total=all_
        )
