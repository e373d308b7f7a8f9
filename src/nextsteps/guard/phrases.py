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
    name = "phrases.yaml"
    raw = files(__package__).joinpath(name).read_bytes()
    table: Any = read_node(decode(raw, name)).plain()
    words: dict[str, str] = table["words"]

    def filled(pattern: str) -> str:
        return re.sub(r"\{([a-z]+)\}", lambda found: words[found.group(1)], pattern)

    return {
        step: {kind: [filled(one) for one in patterns] for kind, patterns in kinds.items()}
        for step, kinds in table["phrases"].items()
    }


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
