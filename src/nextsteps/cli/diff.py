"""`nextsteps diff`: two versions of a rulebook, and who gets a different plan."""

import json
from typing import Annotated, Literal

from cyclopts import Parameter

from nextsteps.cli.situation import OwnFacts, vocabulary_named
from nextsteps.cli.terminal import escaped, show_document, write


def diff(
    old: Annotated[str, Parameter(name="OLD", help="A folder of rules, or REVISION:folder.")],
    new: Annotated[str, Parameter(name="NEW", help="The other one.")],
    /,
    *,
    rules: Annotated[
        str | None,
        Parameter(help="A folder of rules: then OLD and NEW are git revisions of it."),
    ] = None,
    population: Annotated[
        str | None,
        Parameter(help="Count who changes in a .csv, .jsonl, .yaml or .parquet of situations."),
    ] = None,
    format: Annotated[  # noqa: A002  (the name of the option)
        Literal["text", "markdown", "json"], Parameter(help="How to print the difference.")
    ] = "text",
    situation: OwnFacts = None,
) -> int:
    """Compare two versions of a rulebook; exit code 1 unless every plan is proved the same."""
    from nextsteps.cli.versions import as_document, as_values
    from nextsteps.render import as_markdown
    from nextsteps.verify import diff as difference
    from nextsteps.verify.installed import installed
    from nextsteps.verify.versions import count, load_version, read_rows

    installed("pysat")  # before anything is read that takes long
    vocabulary = vocabulary_named(situation)
    before, after = (load_version(each, rules=rules, situation=vocabulary) for each in (old, new))
    situations = None if population is None else read_rows(population, vocabulary)
    found = difference(before, after)
    rows = None if situations is None else count(situations, before, after)
    match format:
        case "json":
            values = json.dumps(as_values(found, rows), ensure_ascii=False, indent=2)
            write(escaped(values) + "\n")
        case "markdown":
            write(as_markdown(as_document(found, (old, new), rows)))
        case "text":
            show_document(as_document(found, (old, new), rows))
    return 0 if found.is_equal else 1
