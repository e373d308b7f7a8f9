"""The page of the command line, from the commands themselves."""

import re

import nextsteps as ns
from docs.pages.markdown import bullets, page, table
from nextsteps import cli

EXIT_CODES = {
    cli.OK: "all is well",
    cli.PROBLEMS: "problems in what was given, or a replay or a comparison that differs",
    cli.USAGE: "the command itself was wrong: an unknown command, option, engine or vocabulary",
    3: "a rulebook without problems of which nothing could be proved",
    cli.INTERRUPTED: "stopped by Ctrl+C",
}


def commands_page(_rulebook: ns.Rulebook) -> str:
    """Return the page of all commands with their options."""
    written = cli.app().generate_docs(usage_name="nextsteps")
    summary, _, sections = written.partition("\n## nextsteps ")
    listed = re.findall(r"^\* (.*)$", summary, re.MULTILINE)
    intro = (
        "`nextsteps COMMAND --help` says the same.\n"
        "Where a command reads a file, `-` reads standard input."
    )
    rows = [[f"`{code}`", meaning] for code, meaning in EXIT_CODES.items()]
    return page(
        "Commands",
        intro,
        bullets(listed),
        "## Exit codes",
        table(["Code", "Meaning"], rows),
        _tidy(f"## nextsteps {sections}"),
    )


def _tidy(sections: str) -> str:
    """Write lists as all pages do; a usage line is nothing to type."""
    lists = re.sub(r"^\* ", "- ", sections, flags=re.MULTILINE)
    return lists.replace("```console", "```text").strip()
