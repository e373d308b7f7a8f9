"""
A compiled rulebook: checked once, kept as JSON, and read back many times faster than YAML.

The first line says what the file was made of and by which version of the library; each of
the others holds one part of the rulebook. Nothing but values is read from it, and whatever
does not fit is an error: it is never run with half of its rules.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from nextsteps.errors import Location, Problem, RulebookError
from nextsteps.language.tree import from_tree, to_tree
from nextsteps.rulebook.entries import Identity
from nextsteps.rulebook.kinds import KINDS
from nextsteps.rulebook.model import Conditions, Rulebook
from nextsteps.rulebook.stated import Stated
from nextsteps.situation import Situation
from nextsteps.version import __version__

FORMAT = 2
_PARTS = ("identity", "stated", *KINDS, "conditions", "places")
_TREES = tuple(part.name for part in fields(Conditions) if part.name != "findings")
_READ_WHEN_ASKED_FOR = ("stated", "vignettes", "laws", "hazards", "places")  # no plan needs them


def compile_rulebook(rulebook: Rulebook, *, made_of: str = "") -> bytes:
    """
    Return *rulebook* as JSON lines, the same bytes for the same rulebook.

    Args:
        rulebook: A rulebook that has loaded, so one without faults.
        made_of: What stands for the texts it was read from; see `read_compiled`.
    """
    lines = [_written(name, rulebook) for name in _PARTS]
    header = {
        "format": FORMAT,
        "library": __version__,
        "vocabulary": _vocabulary_hash(rulebook.situation),
        "made_of": made_of,
        "body": hashlib.sha256(b"\n".join(lines)).hexdigest(),
        "content_hash": rulebook.content_hash,
    }
    return b"\n".join([_json(header), *lines])


def read_compiled(
    raw: bytes, *, situation: type[Situation] = Situation, made_of: str | None = None
) -> Rulebook:
    """
    Read what `compile_rulebook` wrote.

    Args:
        raw: The file's bytes.
        situation: The vocabulary; it must be the one that the rulebook was checked against.
        made_of: When given, what the file must have been made of.

    Raises:
        RulebookError: The file is damaged, or was made by another version of the library,
            for another vocabulary, or of other texts (R420).
    """
    first, _, body = raw.partition(b"\n")
    header = _header(first)
    wanted = {
        "format": FORMAT,
        "library": __version__,
        "vocabulary": _vocabulary_hash(situation),
        "made_of": header.get("made_of") if made_of is None else made_of,
        "body": hashlib.sha256(body).hexdigest(),
    }
    for name, value in wanted.items():
        if header.get(name) != value:
            raise _unusable(f"its `{name}` differs")
    lines = dict(zip(_PARTS, body.split(b"\n"), strict=False))
    rulebook = _Compiled.__new__(_Compiled)
    known = {name: _read(name, lines) for name in _PARTS if name not in _READ_WHEN_ASKED_FOR}
    known |= {"situation": situation, "content_hash": header.get("content_hash")}
    rulebook.__dict__.update(known, _lines=lines)
    return rulebook


class _Compiled(Rulebook):
    """A rulebook some of whose parts are read when they are first asked for."""

    def __getattr__(self, name: str) -> Any:
        if name not in _READ_WHEN_ASKED_FOR:
            raise AttributeError(f"a rulebook has no attribute `{name}`")
        part = _read(name, self.__dict__["_lines"])
        self.__dict__[name] = part
        return part


def _header(line: bytes) -> dict[str, Any]:
    try:
        header = json.loads(line)
    except (ValueError, RecursionError):
        header = None
    if not isinstance(header, dict):
        raise _unusable("it does not begin as one")
    return header


def _unusable(reason: str) -> RulebookError:
    message = f"not a compiled rulebook that can be used here: {reason}"
    help_text = "compile it anew from its YAML: `nextsteps compile DIR FILE`"
    return RulebookError(Problem("R420", message, help=help_text))


def _vocabulary_hash(situation: type[Situation]) -> str:
    """Stands for all of the vocabulary that a rulebook's checks rest on."""
    facts = situation.vocabulary().facts.values()
    checked = [
        (fact.name, fact.kind, fact.choices, fact.low, fact.high, fact.danger, fact.measured)
        for fact in facts
    ]
    return hashlib.sha256(repr(checked).encode()).hexdigest()


# Parts


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    model: Any = KINDS[kind]
    return TypeAdapter(dict[str, model])


def _written(name: str, rulebook: Rulebook) -> bytes:
    part = getattr(rulebook, name)
    if name == "identity":
        return _json(part.model_dump(mode="json"))
    if name == "stated":
        return _json(part and part.model_dump(mode="json", exclude_unset=True))
    if name == "conditions":
        return _json(_conditions_written(part))
    if name == "places":
        return _json([[*key, *_place_written(place)] for key, place in part.items()])
    return _adapter(name).dump_json(part, by_alias=True, exclude_unset=True)


def _read(name: str, lines: Mapping[str, bytes]) -> Any:
    reader = _READERS.get(name) or _adapter(name).validate_json
    try:
        return reader(lines[name])
    except (ValidationError, ValueError, TypeError, KeyError, RecursionError):
        raise _unusable(f"its `{name}` do not read") from None


def _conditions_written(conditions: Conditions) -> dict[str, list[Any]]:
    written: dict[str, list[Any]] = {"findings": list(conditions.findings.items())}
    for name in _TREES:
        written[name] = [[key, to_tree(one)] for key, one in getattr(conditions, name).items()]
    return written


def _conditions_read(line: bytes) -> Conditions:
    written = json.loads(line)
    trees: dict[str, Any] = {
        name: {_key(key): from_tree(tree) for key, tree in written[name]} for name in _TREES
    }
    return Conditions(**trees, findings={name: tuple(own) for name, own in written["findings"]})


def _key(written: Any) -> Any:
    return tuple(written) if isinstance(written, list) else written


def _place_written(place: Location) -> tuple[str, int, int, str, int]:
    return (place.file, place.line, place.column, place.excerpt, place.width)


def _places_read(line: bytes) -> dict[tuple[str, str], Location]:
    return {(kind, name): Location(*place) for kind, name, *place in json.loads(line)}


def _stated_read(line: bytes) -> Stated | None:
    return None if line == b"null" else Stated.model_validate_json(line)


_READERS: dict[str, Callable[[bytes], Any]] = {
    "identity": Identity.model_validate_json,
    "stated": _stated_read,
    "conditions": _conditions_read,
    "places": _places_read,
}
