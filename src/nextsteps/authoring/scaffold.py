"""
Files to begin with: they load at once, and say in each place what is to be filled in.

Nothing in them can be taken for a rule with a source: a scaffolded rule holds for nobody, its
source is from the year 1900, and each text says FILL IN, which `nextsteps check` lists.
"""

import json
import re
from collections.abc import Mapping
from importlib.resources import files as package_files
from pathlib import Path
from string import Template
from typing import Literal, TypeAlias

from nextsteps.authoring.files import create, create_folder, read_all, require_free
from nextsteps.document import Source
from nextsteps.errors import Problem, RulebookError, suggestion
from nextsteps.rulebook import Rulebook
from nextsteps.rulebook.entries import RuleKind
from nextsteps.rulebook.load import build, shipped_rules
from nextsteps.rulebook.read import read_files
from nextsteps.schema import rulebook_schema
from nextsteps.situation import Situation

What: TypeAlias = Literal["rule", "recommendation", "measure"]

SCHEMA = "rulebook.schema.json"
MODELINE = f"# yaml-language-server: $schema={SCHEMA}\n"
"""The first line of a file, from which an editor knows the schema beside it."""

LONGEST = 60  # so that ids made of a name are short enough, too
_HERE = package_files("nextsteps.authoring")
_NAME = re.compile(r"(?!(true|false|null)$)[a-z][a-z0-9]*(-[a-z0-9]+)*")  # plain text in YAML
_PARTS: Mapping[What, tuple[str, ...]] = {
    "rule": ("source", "rule", "vignettes"),
    "recommendation": ("source", "recommendation", "rule", "vignettes"),
    "measure": ("source", "measure"),
}
_UNKNOWN = (
    "  if_unknown: ignore   # FILL IN hold, check or ignore: while nobody knows whether it holds\n"
)
_MORE: Mapping[RuleKind, str] = {
    "recommend": "  strength: weak   # FILL IN strong, moderate or weak\n",
    "not_yet": f"  until: FILL IN what must happen first\n{_UNKNOWN}",
    "exclude": _UNKNOWN,
}


def scaffold(
    what: What,
    name: str,
    folder: Path,
    *,
    kind: RuleKind = "recommend",
    about: str | None = None,
    situation: type[Situation] = Situation,
) -> Source:
    """
    Write one entry, with all that it needs, into a new file of the rulebook in *folder*.

    Args:
        what: The kind of entry.
        name: Its id, and the name of the file.
        folder: Of a rulebook that loads.
        kind: What a rule argues.
        about: The recommendation or fact that a rule is about; None: the first. A rule that
            concludes a finding gets one of its own: in a finding that others conclude, too, it
            would make unknown what was false.
        situation: The vocabulary of the rulebook.

    Returns:
        The file as it was written.

    Raises:
        RulebookError: The rulebook does not load, or holds something of this name already;
            nothing was written.
    """
    _check_name(name)
    rulebook = Rulebook.load(folder, situation=situation)
    path = folder / f"{name}.yaml"
    require_free(path)
    words = _words(what, name, rulebook, kind, about)
    names = ("source", "finding", *_PARTS["rule"][1:]) if kind == "finding" else _PARTS[what]
    parts = "\n".join(_part(part).substitute(words) for part in names)
    head = MODELINE if (folder / SCHEMA).exists() else ""
    source = Source(
        str(path), f"{head}# Until it is filled in, nothing here concerns anybody.\n\n{parts}"
    )
    _check_free(source, rulebook)
    build([*read_all([folder]), source], rulebook.situation, name=str(folder))
    create(path, source.text)
    return source


def new_rulebook(folder: Path, *, situation: type[Situation] = Situation) -> list[Source]:
    """
    Write a small rulebook that passes every check into a new folder, named as the folder is.

    Its schema, by which an editor completes facts, is of the vocabulary *situation*.

    Raises:
        RulebookError: There is something of this name already; nothing was written.
    """
    _check_name(folder.name)
    texts = {
        file.name: Template(file.read_text(encoding="utf-8")).safe_substitute(name=folder.name)
        for file in (_HERE / "starter").iterdir()
    }
    texts["contacts.yaml"] = MODELINE + (shipped_rules() / "contacts.yaml").read_text("utf-8")
    texts[SCHEMA] = (
        json.dumps(rulebook_schema(situation=situation), ensure_ascii=False, indent=1) + "\n"
    )
    create_folder(folder, texts)
    return [Source(str(folder / name), text) for name, text in sorted(texts.items())]


def _part(name: str) -> Template:
    return Template((_HERE / "parts" / f"{name}.yaml").read_text(encoding="utf-8"))


def _words(
    what: What, name: str, rulebook: Rulebook, kind: RuleKind, about: str | None
) -> dict[str, str]:
    """Return what stands for each `$word` of the parts."""
    rule, unsure = name, ""
    if what == "recommendation":
        rule, kind, about = f"{name}-for-whom", "recommend", name
    elif kind == "finding":
        about = name.replace("-", "_")
        unsure = "   # FILL IN this one, or one that there is already"
    elif what == "rule":
        unsure = "" if about else f"   # FILL IN the {_target_of(kind)} that it is about"
        about = _target(kind, about, rulebook)
    own = {"name": name, "rule": rule, "kind": kind, "about": about or ""}
    return own | {"unsure": unsure, "more": _MORE.get(kind, "")}


def _target_of(kind: RuleKind) -> str:
    return "fact" if kind == "ask" else "recommendation"


def _target(kind: RuleKind, about: str | None, rulebook: Rulebook) -> str:
    """Return what a rule is about, which must be there; left open, a step without danger."""
    steps = sorted(rulebook.recommendations.values(), key=lambda step: step.is_safety_step)
    facts = rulebook.situation.vocabulary().facts
    known = list(facts) if kind == "ask" else [step.id for step in steps]
    if not known:
        message = "the rulebook has no recommendation that a rule could be about"
        help_text = "`nextsteps new recommendation` writes one"
        raise RulebookError(Problem("R403", message, help=help_text))
    if about is not None and about not in known:
        message = f"unknown {_target_of(kind)} `{about}`"
        raise RulebookError(Problem("R403", message, help=suggestion(about, known)))
    return about or known[0]


def _check_name(name: str) -> None:
    if _NAME.fullmatch(name) and len(name) <= LONGEST:
        return
    plain = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST].strip("-")
    example = plain if _NAME.fullmatch(plain) else f"my-{plain or 'rule'}"
    help_text = f"small letters, digits and single hyphens, as in `{example}`; at most {LONGEST}"
    raise RulebookError(Problem("R401", f"`{name}` cannot be an id", help=help_text))


def _check_free(source: Source, rulebook: Rulebook) -> None:
    """No id of the new file may be one of the rulebook's."""
    written = read_files([source]).written
    taken = [
        Problem("R402", f"there is `{name}` among {kind} already", rulebook.places[kind, name])
        for kind, entries in written.items()
        for name in entries
        if (kind, name) in rulebook.places
    ]
    if taken:
        raise RulebookError(taken)
