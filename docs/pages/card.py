"""The card of the shipped rulebook, to read and for other programs."""

import re
from datetime import date
from functools import lru_cache
from pathlib import Path

import nextsteps as ns
from docs.pages.markdown import GENERATED
from nextsteps.card import Card, Run, card_of, card_to_json, card_to_markdown
from nextsteps.verify import prove

MUTATION = Path(__file__).parents[1] / "reference" / "mutation.md"
_MEASURED = re.compile(r"Measured on ([0-9-]+): ([0-9]+) of ([0-9]+) mutants")
_COMMAND = re.compile(r"^Command: `(.+)`$", re.MULTILINE)
_SHARES = re.compile(r"^Of all mutants, .* ([0-9]+) %, and anything ([0-9]+) %", re.MULTILINE)


def card_page(rulebook: ns.Rulebook) -> str:
    """Return the card as a page."""
    title, rest = card_to_markdown(_card(rulebook)).split("\n", 1)
    return f"{title}\n\n{GENERATED}\n{rest}"


def card_json(rulebook: ns.Rulebook) -> str:
    """Return the card as JSON."""
    return card_to_json(_card(rulebook))


@lru_cache(maxsize=1)
def _card(rulebook: ns.Rulebook) -> Card:
    return card_of(rulebook, proof=prove(rulebook), measured=[mutation()])


def mutation() -> Run:
    """Return what the page of mutants says was measured."""
    page = MUTATION.read_text(encoding="utf-8")
    measured, command = _MEASURED.search(page), _COMMAND.search(page)
    shares = _SHARES.search(page)
    if measured is None or command is None or shares is None:
        raise ValueError(f"{MUTATION} no longer says what was measured as this page reads it")
    day, tried, of = measured.groups()
    return Run(
        what="mistakes planted in the rules",
        command=command[1],
        found={
            "mutants": int(of),
            "of these tried": int(tried),
            "percent noticed by laws or whole situations": int(shares[1]),
            "percent noticed by anything": int(shares[2]),
        },
        measured=date.fromisoformat(day),
    )
