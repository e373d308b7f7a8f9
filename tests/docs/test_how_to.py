"""The how-to pages show what the commands really print."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run, nextsteps

__all__ = ["nextsteps"]  # the fixture


PAGES = sorted((ROOT / "docs" / "how-to").glob("*.md"))
_BLOCK = re.compile(
    r"^```console\n(.*?)^```$"  # commands and what they print
    r"|^<!-- file: (\S+) -->\n\n```\w+\n(.*?)^```$",  # what is in a file from here on
    re.MULTILINE | re.DOTALL,
)


def _ran(block: str, nextsteps: Run) -> str:
    """The block as it would be printed now: each command, and what came of it."""
    lines: list[str] = []
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        lines.append(line)
        command = line.removeprefix("$ ")
        if command.startswith("nextsteps "):
            ran = nextsteps(*shlex.split(command)[1:])
            lines += [printed.rstrip() for printed in (ran.out + ran.err).splitlines()]
        else:
            subprocess.run(command, shell=True, check=True)  # noqa: S602  (our own page)
    return "\n".join([*lines, ""])


def _fresh(found: "re.Match[str]", nextsteps: Run) -> str:
    """The block as it would be now; a file on the page is written where the page says."""
    block, name, text = found.groups()
    if block is None:
        Path(name).write_text(text, encoding="utf-8")
        return found.group()
    return f"```console\n{_ran(block, nextsteps)}```"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_what_its_commands_print(page: Path, nextsteps: Run) -> None:
    """`UPDATE_GOLDEN=1` writes the output into the page."""
    shutil.copytree(ROOT / "rules", "rules")
    shutil.copytree(ROOT / "examples", "examples")
    text = page.read_text(encoding="utf-8")
    fresh = _BLOCK.sub(lambda found: _fresh(found, nextsteps), text)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        page.write_text(fresh, encoding="utf-8", newline="\n")

    assert fresh == page.read_text(encoding="utf-8")
