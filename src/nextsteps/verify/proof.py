"""All checks on one rulebook: what is wrong, what is proved, and what is meant."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from nextsteps.errors import Problem
from nextsteps.rulebook import Rulebook
from nextsteps.verify.checks import QUESTIONS, READINGS
from nextsteps.verify.checks.laws import BROKEN, SAYS_NOTHING
from nextsteps.verify.installed import installed
from nextsteps.verify.possible import Possible
from nextsteps.verify.question import Fault, Question
from nextsteps.verify.witness import Witness

STALE = "V121"
Tell = Callable[[str, int, int], None]
"""Told of progress: the check's code, how many questions are answered, how many there are."""


@dataclass
class Proof:
    """
    What the checks found.

    `faults` are in the order of the checks; `proved` counts, per check, what was asked and
    came out well; `meant` are faults that the rulebook says are meant.
    """

    faults: list[Fault] = field(default_factory=list)
    meant: list[Fault] = field(default_factory=list)
    proved: dict[str, int] = field(default_factory=dict)
    answers: dict[str, bool] = field(default_factory=dict)
    asked: int = 0
    solved: int = 0

    def status_of(self, law: str) -> str:
        """Return "proved", "broken" or "says nothing" for a law of the rulebook's own."""
        codes = {fault.problem.code for fault in self.faults if fault.about == law}
        if BROKEN in codes:
            return "broken"
        return "says nothing" if SAYS_NOTHING in codes else "proved"


def prove(rulebook: Rulebook, tell: Tell | None = None) -> Proof:
    """
    Run all checks on *rulebook*.

    Args:
        rulebook: A rulebook that loaded.
        tell: Called now and then with how far it has come.

    Raises:
        ProofError: No prover is installed (V100).
        TranslationError: A witness did not replay: a fault of the library, not the rulebook.

    >>> from nextsteps import Rulebook
    >>> prove(Rulebook.default()).faults
    []
    """
    proof = Proof()
    questions = questions_about(rulebook)
    found: list[Fault] = []
    with Possible(rulebook) as possible:
        # All propositions first: then no model that the solver finds has to grow.
        asked = [(question, _literals(possible, question)) for question in questions]
        for count, (question, literals) in enumerate(asked):
            if tell is not None and count % 50 == 0:
                tell(question.code, count, len(questions))
            found += _asked(possible, question, literals, proof, {fault.name for fault in found})
        proof.solved = possible.solver.calls
    if tell is not None:
        tell("", len(questions), len(questions))
    found += [fault for reading in READINGS.values() for fault in reading(rulebook)]
    _sort_out(rulebook, found, proof)
    return proof


def disagreements(rulebook: Rulebook, proof: Proof, tell: Tell | None = None) -> list[str]:
    """
    Return the questions to which Z3 gives another answer than python-sat did; there are none.

    Raises:
        ProofError: Z3 is not installed (V100).
    """
    installed("z3")
    from nextsteps.verify.second import SecondOpinion

    second = SecondOpinion(rulebook)
    questions = [one for one in questions_about(rulebook) if one.name in proof.answers]
    wrong = []
    for count, question in enumerate(questions):
        if tell is not None:
            tell(f"{question.code} again", count, len(questions))
        if second.answer(question) is not proof.answers[question.name]:
            wrong.append(question.name)
    return wrong


def questions_about(rulebook: Rulebook) -> list[Question]:
    """Return every question of every check about *rulebook*."""
    return [question for ask in QUESTIONS.values() for question in ask(rulebook)]


def _literals(possible: Possible, question: Question) -> list[int]:
    if question.of_one is not None:
        return question.of_one(possible.plan)
    assert question.of_two is not None
    worse = possible.worse()
    return worse.among(question.of_two(worse.before.plan, worse.after.plan), question.only)


def _asked(
    possible: Possible, question: Question, literals: list[int], proof: Proof, known: set[str]
) -> Iterator[Fault]:
    if any(f"{code} {question.about}" in known for code in question.unless):
        return
    proof.asked += 1
    is_possible = possible.can(literals)
    proof.answers[question.name] = is_possible
    if is_possible is not (question.fault == "possible"):
        proof.proved[question.code] = proof.proved.get(question.code, 0) + 1
        return
    witness = _witness(possible, question, literals) if is_possible else None
    where = question.where or (question.kind, question.about)
    place = possible.rulebook.places.get(where)
    problem = Problem(question.code, question.message, place, question.help)
    yield Fault(problem, question.about, witness)


def _witness(possible: Possible, question: Question, literals: list[int]) -> Witness | None:
    """A smallest situation (or pair) that *question* describes, replayed."""
    if question.of_one is not None:
        return possible.witness(literals)
    return possible.worse().witness(literals)


def _sort_out(rulebook: Rulebook, found: list[Fault], proof: Proof) -> None:
    """Set aside what is meant; a `meant` that nothing answers to is a fault itself."""
    unused = dict(rulebook.meant)
    for fault in sorted(found, key=lambda one: one.problem.code):
        if fault.name in rulebook.meant:
            unused.pop(fault.name, None)
            proof.meant.append(fault)
        else:
            proof.faults.append(fault)
    for name, entry in unused.items():
        message = f"`{entry.about}` is marked as meant, but {entry.check} finds nothing there"
        place = rulebook.places.get(("meant", name))
        proof.faults.append(Fault(Problem(STALE, message, place, "leave the mark out"), name))
