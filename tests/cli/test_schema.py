"""`nextsteps schema` as a file."""

from pathlib import Path

from tests.cli.conftest import Run


def test_a_schema_is_written_to_a_file(nextsteps: Run) -> None:
    """The same as is printed otherwise, in UTF-8 on every system."""
    printed = nextsteps("schema", "rulebook").out

    assert nextsteps("schema", "rulebook", "--output", "rulebook.schema.json").out == ""
    assert printed == Path("rulebook.schema.json").read_text(encoding="utf-8")
