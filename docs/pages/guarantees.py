"""The page of what is guaranteed: the library's checks, and the rulebook's own laws."""

from collections.abc import Iterator

import nextsteps as ns
from docs.pages.markdown import bullets, codes, page, table
from nextsteps.errors import CODES
from nextsteps.rulebook import Law
from nextsteps.rulebook.promises import LEVEL, Monotone, Only, Then
from nextsteps.verify import Proof, prove
from nextsteps.verify.checks import QUESTIONS, READINGS

NOTHING_ELSE = ("V119", "V120")  # the laws have a section of their own


def guarantees_page(rulebook: ns.Rulebook) -> str:
    """Return the page; writing it proves everything anew."""
    proof = prove(rulebook)
    intro = (
        f"What holds of the rulebook `{rulebook.id}` {rulebook.version} in *every* situation that "
        "its vocabulary can describe, known or unknown, tried or not, with or without scores.\n"
        "`nextsteps check rules` proves it anew in seconds; "
        "[proof.md](explanation/proof.md) says how, and what is assumed."
    )
    return page(
        "Guarantees", intro, _laws(rulebook, proof), _checks(proof), _meant(proof, rulebook)
    )


def _laws(rulebook: ns.Rulebook, proof: Proof) -> str:
    parts = [
        "## What this rulebook promises",
        "These laws are written in `rules/laws.yaml`, by those who write the rules.",
    ]
    for name, law in rulebook.laws.items():
        parts.append(f"### {name}")
        parts.append(
            f"{law.because}\n\n{bullets(_in_words(law))}\n\nStatus: {proof.status_of(name)}."
        )
    return "\n\n".join(parts)


def _in_words(law: Law) -> Iterator[str]:
    if law.never is not None:
        yield f"Never `{law.never.strip()}`."
    if law.always is not None:
        yield f"Wherever `{law.always.when.strip()}`:"
        yield from _then(law.always.then)
    if law.only is not None:
        yield f"Unless `{law.only.when.strip()}`:"
        yield from _only(law.only)
    if law.monotone is not None:
        yield _monotone(law.monotone)


def _then(then: Then) -> Iterator[str]:
    urgency = "" if then.urgency is None else f", `{then.urgency}` or sooner"
    if then.level is not None:
        yield f"the level of safety is `{then.level}` or graver"
    if then.holds is not None:
        yield f"`{then.holds}` holds"
    if then.first:
        yield f"what comes first is {_one_of(then.first)}"
    if then.now:
        yield f"the recommendations hold {_one_of(then.now)}{urgency}"
    if then.given:
        yield f"now or later the plan holds {_one_of(then.given)}{urgency}"
    if then.not_given:
        yield f"never given, now or later: {codes(then.not_given)}"
    if then.cautioned:
        yield f"something speaks against these, where they are given: {codes(then.cautioned)}"


def _only(only: Only) -> Iterator[str]:
    if only.level is not None:
        yield f"the level of safety is never `{only.level}` or graver"
    if only.given:
        urgency = "" if only.urgency is None else f" as `{only.urgency}` or sooner"
        yield f"never given{urgency}, now or later: {codes(only.given)}"
    if only.cautioned:
        yield f"nothing speaks against {codes(only.cautioned)}"


def _one_of(steps: tuple[str, ...]) -> str:
    return " or ".join(f"`{step}`" for step in steps)


def _monotone(said: Monotone) -> str:
    facts = "any danger facts" if not said.facts else codes(said.facts)
    of = "the level of safety" if said.of == LEVEL else f"the urgency of `{said.of}`"
    return f"When {facts} grow more dangerous, {of} never falls."


def _checks(proof: Proof) -> str:
    meant = [fault.problem.code for fault in proof.meant]
    rows = [
        [code, CODES[code], "proved" if code in QUESTIONS else "read off", meant.count(code) or ""]
        for code in sorted({*QUESTIONS, *READINGS} - set(NOTHING_ELSE))
    ]
    columns = ["Check", "Of this there is none", "How", "Meant"]
    intro = (
        "Each check asks of every rule, recommendation or danger whether a situation exists that "
        "shows the fault, or that must exist and does not.\n"
        "What `meant` counts is listed below, each with its reason."
    )
    return f"## What is checked of any rulebook\n\n{intro}\n\n{table(columns, rows)}"


def _meant(proof: Proof, rulebook: ns.Rulebook) -> str:
    rows = [
        [fault.problem.code, f"`{fault.about}`", rulebook.meant[fault.name].because]
        for fault in proof.meant
    ]
    return "## What is meant\n\n" + table(["Check", "About", "Why"], rows)
