"""`nextsteps languages`: in which languages a plan can be told, and what is left to translate."""

from collections.abc import Mapping
from typing import Annotated

from cyclopts import Parameter

from nextsteps.cli.situation import OwnFacts, rulebook_in
from nextsteps.cli.terminal import show_problems, write
from nextsteps.render.phrases import fixed_words
from nextsteps.translation import (
    ENGLISH,
    Catalogue,
    catalogue_for,
    check_catalogue,
    coverage_of,
    english_texts,
    languages,
    to_do,
)
from nextsteps.translation.catalogue import Key


def languages_(
    code: Annotated[
        str | None, Parameter(name="LANGUAGE", help="One language, such as es; else all.")
    ] = None,
    /,
    *,
    rulebook: Annotated[
        str | None, Parameter(help="A folder of rules; else the shipped ones.")
    ] = None,
    situation: OwnFacts = None,
    what_is_left: Annotated[
        bool,
        Parameter(
            name="--to-do",
            negative=(),
            help="Print what is missing or stale, to be filled in; of no LANGUAGE, everything.",
        ),
    ] = False,
) -> int:
    """Print how much of what a client reads is translated, and what is wrong with it."""
    book = rulebook_in(rulebook, situation)
    texts, words = english_texts(book), fixed_words(book.situation)
    if what_is_left and code is None:
        write(to_do([*texts, *(("words", one, "") for one in words)], texts))
        return 0
    if code == ENGLISH.code:
        write(f"{code}: everything is written in it\n")
        return 0
    codes = languages(rulebook) if code is None else (code,)
    catalogues = [catalogue_for(one, rulebook) for one in codes]
    if what_is_left:
        covered = coverage_of(catalogues[0], texts, words).values()
        write(to_do([key for one in covered for key in (*one.missing, *one.stale)], texts))
        return 0
    problems = [one for named in catalogues for one in check_catalogue(named, texts, words)]
    show_problems(problems)
    for catalogue in catalogues:
        write(_told(catalogue, texts, words))
    return 1 if problems else 0


def _told(catalogue: Catalogue, texts: Mapping[Key, str], words: tuple[str, ...]) -> str:
    reviewed = "reviewed" if catalogue.reviewed else "not reviewed"
    lines = [f"{catalogue.code}: {catalogue.name}, {reviewed}"]
    for kind, found in coverage_of(catalogue, texts, words).items():
        stale = f", {len(found.stale)} stale" if found.stale else ""
        lines.append(f"  {kind}: {found.translated} of {found.total}{stale}")
    return "\n".join([*lines, ""])
