"""`nextsteps check`: a rulebook with all that is wrong in it, and what is proved of it."""

from collections.abc import Callable
from typing import Annotated, Literal

from cyclopts import Parameter

from nextsteps.cli.progress import progress
from nextsteps.cli.report import FORMATS, Checked, NotProved
from nextsteps.cli.terminal import show_problems, write
from nextsteps.errors import ProofError, RulebookError
from nextsteps.rulebook import Rulebook

Format = Literal["text", "json", "sarif", "github"]
NOT_PROVED = 3


def check(
    folder: Annotated[str, Parameter(name="DIR", help="A folder of rules.")],
    /,
    *,
    format: Annotated[Format, Parameter(help="How to print what is found.")] = "text",  # noqa: A002
    proof: Annotated[bool, Parameter(help="Prove, for every possible situation.")] = True,
    second_opinion: Annotated[bool, Parameter(help="Ask Z3 the same; takes longer.")] = False,
) -> int:
    """
    Load a rulebook, run its vignettes, prove it, and print every problem.

    Exit code 1 if there are problems; 3 if there are none but nothing could be proved,
    because the extra `verify` is not installed (0 with --no-proof).
    """
    try:
        rulebook = Rulebook.load(folder)
    except RulebookError as error:
        if format != "text":
            write(FORMATS[format](Checked(folder, None, error.problems)))
            return 1
        show_problems(error.problems)
        many = _count(len(error.problems), "problem")
        write(f"{folder}: {many}; the rulebook does not load\n")
        return 1
    checked = _checked(folder, rulebook, proof, second_opinion)
    if format == "text":
        _show(checked, rulebook)
    else:
        write(FORMATS[format](checked))
    if checked.problems or checked.faults or checked.disagreements:
        return 1
    return NOT_PROVED if isinstance(checked.proof, NotProved) and proof else 0


def _checked(folder: str, rulebook: Rulebook, proof: bool, second_opinion: bool) -> Checked:
    from nextsteps.vignettes import check_vignettes  # 15 ms that the other commands don't need

    with progress() as tell:
        tell("vignettes", 0, 1)
        checked = Checked(folder, rulebook, check_vignettes(rulebook))
        if not proof:
            checked.proof = NotProved("you asked not to")
            return checked
        try:
            _prove(checked, rulebook, second_opinion, tell)
        except ProofError as error:
            checked.proof = NotProved(error.problems[0].message, error.problems[0].help)
    return checked


def _prove(
    checked: Checked,
    rulebook: Rulebook,
    second_opinion: bool,
    tell: Callable[[str, int, int], None],
) -> None:
    from nextsteps.verify import disagreements, prove  # an extra: imported only to prove

    checked.proof = prove(rulebook, tell)
    if second_opinion:
        checked.disagreements = disagreements(rulebook, checked.proof, tell)
        checked.second_opinion = True


def _show(checked: Checked, rulebook: Rulebook) -> None:
    show_problems(checked.problems)
    for fault in checked.faults:
        show_problems([fault.problem])
        if fault.witness is not None:
            write(f"      = for example: {fault.witness}\n")
    held = ", ".join(
        (
            _count(len(rulebook.rules), "rule"),
            _count(len(rulebook.recommendations), "recommendation"),
            _count(len(rulebook.vignettes), "vignette"),
        )
    )
    many = len(checked.problems) + len(checked.faults)
    found = _count(many, "problem") if many else "no problems"
    write(f"{rulebook.id} {rulebook.version}: {held}, {found}\n")
    _show_proof(checked, rulebook)


def _show_proof(checked: Checked, rulebook: Rulebook) -> None:
    if isinstance(checked.proof, NotProved):
        write(f"not proved: {checked.proof.why}\n")
        write("The vignettes were run; nothing is known of any other situation.\n")
        if checked.proof.help is not None:
            write(f"To prove it, {checked.proof.help}; --no-proof accepts it as it is.\n")
        return
    proof = checked.proof
    assert proof is not None
    proved = sum(proof.proved.values())
    write(f"proved for every possible situation: {proved} of {_count(proof.asked, 'statement')}")
    kept = sum(proof.status_of(law) == "proved" for law in rulebook.laws)
    write(f", {kept} of {_count(len(rulebook.laws), 'law')}" if rulebook.laws else "")
    write(f"; {len(proof.meant)} marked as meant\n" if proof.meant else "\n")
    if checked.second_opinion:
        agrees = "agrees about all" if not checked.disagreements else "DISAGREES about"
        names = "".join(f"\n  {name}" for name in checked.disagreements)
        write(f"Z3, asked the same, {agrees}{names}\n")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
