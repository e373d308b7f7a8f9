"""`nextsteps new`: files to begin with, for a rule, a recommendation, a measure or a rulebook."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import CycloptsError, Parameter

from nextsteps.cli.situation import OwnFacts, vocabulary_named
from nextsteps.cli.terminal import show_unfinished, write
from nextsteps.document import Source
from nextsteps.rulebook.entries import RuleKind


def new(
    what: Annotated[
        Literal["rule", "recommendation", "measure", "rulebook"],
        Parameter(name="WHAT", help="rule, recommendation, measure or rulebook."),
    ],
    name: Annotated[
        str,
        Parameter(name="NAME", help="The id, as in talk-when-stuck; of a rulebook, the folder."),
    ],
    /,
    *,
    rulebook: Annotated[
        str | None, Parameter(name="--rulebook", help="The folder to write into; else this one.")
    ] = None,
    kind: Annotated[RuleKind | None, Parameter(help="What a rule argues; else recommend.")] = None,
    about: Annotated[
        str | None,
        Parameter(help="The recommendation or fact that a rule is about; else any."),
    ] = None,
    situation: OwnFacts = None,
) -> None:
    """
    Write a file to begin with: it loads at once, and says what is to be filled in.

    Nothing is ever overwritten. Until it is filled in, a rule holds for nobody.
    """
    if what != "rule" and (kind or about):
        raise CycloptsError(msg="--kind and --about are for rules.")
    if kind == "finding" and about:
        raise CycloptsError(msg="a rule of this kind gets a finding of its own: leave --about out.")
    if what == "rulebook" and rulebook is not None:
        raise CycloptsError(msg="a new rulebook is a folder of its own: leave --rulebook out.")
    vocabulary = vocabulary_named(situation)
    from nextsteps.authoring.scaffold import new_rulebook, scaffold

    if what == "rulebook":
        folder = Path(name)
        written: Sequence[Source] = new_rulebook(folder, situation=vocabulary)
    else:
        folder = Path(rulebook or ".")
        written = [
            scaffold(
                what, name, folder, kind=kind or "recommend", about=about, situation=vocabulary
            )
        ]
    _tell(written, folder if situation is None else f"{folder} --situation {situation}")


def _tell(written: Sequence[Source], checked: object) -> None:
    from nextsteps.authoring.unfinished import unfinished

    for source in written:
        write(f"written: {source.name}\n")
    show_unfinished(unfinished(written))
    write(f"Then run `nextsteps check {checked}`.\n")
