"""`nextsteps check`: a rulebook with all that is wrong in it, and what is proved of it."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from cyclopts import CycloptsError, Parameter

from nextsteps.cli.progress import progress
from nextsteps.cli.report import FORMATS, Checked, NotProved
from nextsteps.cli.situation import OwnFacts, rulebook_in
from nextsteps.cli.terminal import show_problems, show_unfinished, write
from nextsteps.errors import DocumentError, Problem, ProofError, RulebookError
from nextsteps.rulebook import Rulebook

if TYPE_CHECKING:
    from nextsteps.verify import Fault

Found: TypeAlias = "tuple[Problem, Fault | None]"
Format = Literal["text", "json", "sarif", "github"]
NOT_PROVED = 3


def check(
    folder: Annotated[str, Parameter(name="DIR", help="A folder of rules.")],
    /,
    *,
    format: Annotated[Format, Parameter(help="How to print what is found.")] = "text",  # noqa: A002
    proof: Annotated[bool, Parameter(help="Prove, for every possible situation.")] = True,
    second_opinion: Annotated[bool, Parameter(help="Ask Z3 the same; takes longer.")] = False,
    situation: OwnFacts = None,
    watch: Annotated[
        bool, Parameter(negative=(), help="Check again whenever a file changes, until Ctrl-C.")
    ] = False,
) -> int:
    """
    Load a rulebook, run its vignettes, prove it, and print every problem.

    Exit code 1 if there are problems; 3 if there are none but nothing could be
    proved, because the extra `verify` is not installed (0 with --no-proof).
    What is still to be filled in is listed, and is no problem.
    """
    if watch and format != "text":
        raise CycloptsError(msg="--watch prints text only.")

    def check_it() -> Checked:
        return _checked(folder, situation, proof, second_opinion)

    if watch:
        from nextsteps.cli.watch import watched

        last = watched(folder, check_it, show)
        return _code(last, proof)
    checked = check_it()
    if format == "text":
        show(checked)
    else:
        write(FORMATS[format](checked))
    return _code(checked, proof)


def _code(checked: Checked, proof: bool) -> int:
    if checked.problems or checked.faults or checked.disagreements:
        return 1
    return NOT_PROVED if isinstance(checked.proof, NotProved) and proof else 0


def _checked(folder: str, situation: str | None, proof: bool, second_opinion: bool) -> Checked:
    from nextsteps.authoring.files import read_all
    from nextsteps.authoring.unfinished import unfinished
    from nextsteps.vignettes import check_vignettes  # 15 ms that the other commands don't need

    try:
        rulebook = rulebook_in(folder, situation)
        places = unfinished(read_all([Path(folder)]))
    except (RulebookError, DocumentError) as error:  # a file can go in between
        return Checked(folder, None, error.problems)
    with progress() as tell:
        tell("vignettes", 0, 1)
        checked = Checked(folder, rulebook, check_vignettes(rulebook), unfinished=places)
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


def show(checked: Checked, before: Checked | None = None) -> None:
    """Print all that was found, or only what is otherwise than *before*, the new first."""
    if before is None:
        _tell(checked.all_found())
        show_unfinished(checked.unfinished)
    else:
        _tell_changes(checked, before)
    _summarise(checked)


def _tell(found: Iterable[Found]) -> None:
    for problem, fault in found:
        show_problems([problem])
        if fault is not None and fault.witness is not None:
            write(f"      = for example: {fault.witness}\n")


def _tell_changes(checked: Checked, before: Checked) -> None:
    known = Counter(_sameness(problem) for problem, _ in before.all_found())
    still = Counter(_sameness(problem) for problem, _ in checked.all_found()) & known
    left = still.copy()
    new: list[Found] = []
    for problem, fault in checked.all_found():
        same = _sameness(problem)
        if left[same]:
            left[same] -= 1
        else:
            new.append((problem, fault))
    _tell(new)
    for (code, message, _), many in (known - still).items():
        write(f"mended: {code}: {message}\n" * many)
    if still:
        write(f"{_count(still.total(), 'problem')} as before\n")


def _sameness(problem: Problem) -> tuple[str, str, str | None]:
    """A problem stays the same when lines above it come and go."""
    file = None if problem.location is None else problem.location.file
    return problem.code, problem.message, file


def _summarise(checked: Checked) -> None:
    rulebook = checked.rulebook
    many = len(checked.problems) + len(checked.faults)
    if rulebook is None:
        write(f"{checked.folder}: {_count(many, 'problem')}; the rulebook does not load\n")
        return
    held = ", ".join(
        (
            _count(len(rulebook.rules), "rule"),
            _count(len(rulebook.recommendations), "recommendation"),
            _count(len(rulebook.vignettes), "vignette"),
        )
    )
    found = _count(many, "problem") if many else "no problems"
    places = len(checked.unfinished)
    left = f", {_count(places, 'place')} to fill in" if places else ""
    write(f"{rulebook.id} {rulebook.version}: {held}, {found}{left}\n")
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
