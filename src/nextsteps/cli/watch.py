"""A rulebook checked again whenever one of its files changes."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from nextsteps.cli.report import Checked
from nextsteps.cli.terminal import write
from nextsteps.rulebook.load import yaml_files

INTERVAL = 0.3
"""Seconds between two looks at the files: soon enough for a person, and next to no work."""

SETTLING = 0.1
"""Seconds without a change after which a file counts as written; an editor may write in parts."""

Stamps = dict[Path, tuple[int, int]]


class _Show(Protocol):
    def __call__(self, checked: Checked, before: Checked | None = None, /) -> None: ...


def watched(folder: str, check: Callable[[], Checked], show: _Show) -> Checked:
    """
    Check, show, and again at each change, until Ctrl-C; return the last check that was whole.

    After the first time only what is new or mended is shown. What does not load is shown in
    full, and what loads after it is compared with the last that loaded.
    """
    last: Checked | None = None
    loaded: Checked | None = None
    seen: Stamps = {}
    if Path(folder).is_dir():
        write(f"watching {folder}; Ctrl-C ends\n")
    try:
        while last is None or Path(folder).is_dir():
            now = _stamps(Path(folder))
            if last is not None and now == seen:
                time.sleep(INTERVAL)
                continue
            if last is not None:
                now = _settled(Path(folder), now)
                write(f"\nchanged: {', '.join(_names(seen, now))}\n")
            seen = now  # from before the check, so that no change during it is missed
            last = check()
            show(last, None if last.rulebook is None else loaded)
            loaded = loaded if last.rulebook is None else last
            sys.stdout.flush()
    except KeyboardInterrupt:
        if last is None:
            raise
    return last


def _settled(folder: Path, now: Stamps) -> Stamps:
    """Wait until nothing changes any more."""
    while True:
        time.sleep(SETTLING)
        before, now = now, _stamps(folder)
        if before == now:
            return now


def _stamps(folder: Path) -> Stamps:
    """When each file was written, and how large it is."""
    found: Stamps = {}
    for path in yaml_files(folder):
        try:
            status = path.stat()
        except OSError:  # gone between two looks
            continue
        found[path] = (status.st_mtime_ns, status.st_size)
    return found


def _names(before: Stamps, now: Stamps) -> list[str]:
    paths = sorted(path for path in before | now if before.get(path) != now.get(path))
    return [path.name for path in paths]
