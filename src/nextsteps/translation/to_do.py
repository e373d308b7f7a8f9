"""What is left to translate, as YAML that a translator fills in."""

import json
from collections.abc import Iterable, Iterator, Mapping

from nextsteps.translation.catalogue import Key, digest


def to_do(keys: Iterable[Key], texts: Mapping[Key, str]) -> str:
    """
    Return empty entries for *keys*, with the English above each and its digest below.

    >>> print(to_do([("findings", "child", "title")], {("findings", "child", "title"): "a child"}))
    findings:
      child:
        # a child
        title:
        of: {title: 343de8de}
    <BLANKLINE>
    """
    entries: dict[str, dict[str, list[str]]] = {}
    for kind, name, field in keys:
        entries.setdefault(kind, {}).setdefault(name, []).append(field)
    lines: list[str] = []
    for kind, named in entries.items():
        lines.append(f"{kind}:")
        for name, fields in named.items():
            if kind == "words":
                lines.append(f"  {_quoted(name)}:")
            else:
                lines += _entry(kind, name, fields, texts)
    return "\n".join([*lines, ""])


def _entry(kind: str, name: str, fields: Iterable[str], texts: Mapping[Key, str]) -> Iterator[str]:
    yield f"  {name if name.replace('-', '').isidentifier() else _quoted(name)}:"
    digests = []
    for field in fields:
        english = texts[kind, name, field]
        yield from (f"    # {line}" for line in english.split("\n"))
        yield f"    {_plain(field)}:"
        digests.append(f"{_plain(field)}: {_hash(english)}")
    yield f"    of: {{{', '.join(digests)}}}"


def _hash(english: str) -> str:
    """A digest that YAML would read as a number is quoted."""
    found = digest(english)
    return f'"{found}"' if found.isdecimal() or found.replace("e", "", 1).isdecimal() else found


def _plain(field: str) -> str:
    return field if field.isidentifier() else _quoted(field)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
