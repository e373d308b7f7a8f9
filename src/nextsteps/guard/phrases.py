"""How people say a recommendation: its titles in the rulebook, and `phrases.yaml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from nextsteps.document import decode, read_node
from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.entries import Recommendation


@dataclass(frozen=True, slots=True)
class Patterns:
    """What says one recommendation: by itself, or (`names`) where something is advised."""

    says: re.Pattern[str]
    names: re.Pattern[str] | None


@lru_cache(maxsize=8)
def patterns_of(rulebook: Rulebook) -> Mapping[str, Patterns]:
    """Return the patterns of each recommendation of *rulebook*, by id."""
    return {entry.id: _patterns(entry) for entry in rulebook.recommendations.values()}


@cache
def phrases() -> Mapping[str, Mapping[str, list[str]]]:
    """Return the phrases of `phrases.yaml` by recommendation and kind, as regular expressions."""
    return {
        step: {kind: [_filled(one) for one in patterns] for kind, patterns in kinds.items()}
        for step, kinds in _table()["phrases"].items()
    }


@cache
def never() -> re.Pattern[str]:
    """Return what is never advised, beside what no rulebook may say."""
    return _compiled([_filled(one) for one in _table()["never"]])


@cache
def _table() -> dict[str, Any]:
    name = "phrases.yaml"
    table: Any = read_node(decode(files(__package__).joinpath(name).read_bytes(), name)).plain()
    return dict(table)


def _filled(pattern: str) -> str:
    words: dict[str, str] = _table()["words"]
    while (filled := re.sub(r"\{([a-z]+)\}", lambda one: words[one.group(1)], pattern)) != pattern:
        pattern = filled
    return pattern


def words_of(text: str) -> list[str]:
    """Return the words of *text*, without what stands between them."""
    return re.findall(r"\w+", text)


def _patterns(entry: Recommendation) -> Patterns:
    known = phrases().get(entry.id, {})
    titles = {entry.title, *(entry.title_for(one) for one in ("client", "relative", "clinician"))}
    said = [r"\W+".join(words_of(title)) for title in sorted(titles)]
    names = known.get("names")
    return Patterns(_compiled([*said, *known.get("says", ())]), _compiled(names) if names else None)


def _compiled(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
