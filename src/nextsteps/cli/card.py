"""`nextsteps card`: what a rulebook is, reads and rests on, for whoever must answer for it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from nextsteps.cli.progress import progress
from nextsteps.cli.situation import OwnFacts, rulebook_in
from nextsteps.cli.terminal import escaped, show_problems, show_unfinished, write
from nextsteps.document import read_source
from nextsteps.errors import Problem, ProofError
from nextsteps.rulebook import Rulebook

if TYPE_CHECKING:
    from nextsteps.verify import Proof


def card(
    folder: Annotated[
        str | None, Parameter(name="RULEBOOK", help="A folder of rules; else the shipped ones.")
    ] = None,
    /,
    *,
    format: Annotated[  # noqa: A002  (the name of the option)
        Literal["markdown", "html", "json", "csv"],
        Parameter(help="How to write it; csv is the hazards alone."),
    ] = "markdown",
    to: Annotated[str | None, Parameter(help="The file to write; else it is printed.")] = None,
    check: Annotated[
        str | None, Parameter(help="A card in JSON: is it still that of the rulebook?")
    ] = None,
    proof: Annotated[bool, Parameter(help="Prove the rulebook, and say what is proved.")] = True,
    situation: OwnFacts = None,
) -> int:
    """
    Write the card of a rulebook: what it is for, reads, rests on, and what can go wrong.

    With --check exit code 1 if the card in the file is not that of the rulebook.
    """
    rulebook = rulebook_in(folder, situation)
    if check is not None:
        return _checked(rulebook, check)
    from nextsteps import card as cards
    from nextsteps.authoring.files import read_all, write_whole
    from nextsteps.authoring.unfinished import unfinished

    found = cards.card_of(rulebook, proof=_proof(rulebook) if proof else None)
    match format:
        case "markdown":
            text = cards.card_to_markdown(found)
        case "html":
            text = cards.card_to_html(found)
        case "json":
            text = escaped(cards.card_to_json(found))
        case "csv":
            text = cards.card_to_csv(found)
    if to is None:
        write(text)
    else:
        write_whole(Path(to), text)
        write(f"{rulebook.id} {rulebook.version}: its card is in {to}\n")
    if folder is not None:
        show_unfinished(unfinished(read_all([Path(folder)])), sys.stderr)
    return 0


def _checked(rulebook: Rulebook, file: str) -> int:
    """Make the card anew, with what the old one says was measured, and compare."""
    from nextsteps import card as cards

    old = cards.card_from_json(read_source(Path(file)).text, file)
    was_proved = any("laws proved" in one.found for one in old.tests)
    measured = [one for one in old.tests if one.measured is not None]
    proof = _proved(rulebook) if was_proved else None
    new = cards.card_of(rulebook, proof=proof, measured=measured)
    changes = cards.changes_between(old, new)
    if not changes:
        write(f"{file} is the card of {rulebook.id} {rulebook.version}\n")
        return 0
    help_text = "make it anew: `nextsteps card --format json --to FILE`"
    message = f"`{file}` is not the card of {rulebook.id} {rulebook.version}"
    show_problems([Problem("R421", message, help=help_text)])
    for change in changes:
        write(f"  {change}\n")
    return 1


def _proof(rulebook: Rulebook) -> "Proof | None":
    """What is proved; None, told on the card, where no prover is installed."""
    try:
        return _proved(rulebook)
    except ProofError:
        return None


def _proved(rulebook: Rulebook) -> "Proof":
    from nextsteps.verify import prove

    with progress() as tell:
        return prove(rulebook, tell)
