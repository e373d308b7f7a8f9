"""The situation and the rulebook that a command is about, as its options say."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import as_file
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import CycloptsError, Parameter

from nextsteps.document import MAX_CHARACTERS, Source, decode, read_node, read_source
from nextsteps.engine import DEFAULT_ENGINE
from nextsteps.errors import DocumentError, Problem
from nextsteps.outcome import READER_OF
from nextsteps.plan import Plan
from nextsteps.rulebook import Reader, Rulebook
from nextsteps.rulebook.load import shipped_rules
from nextsteps.situation import Situation
from nextsteps.situation.read import situation_from

STANDARD_INPUT = "standard input"
"""What `-` stands for; the options' parser would take a lone dash for an option."""

SituationFile = Annotated[
    str, Parameter(name="FILE", help="A situation, YAML or JSON; - reads standard input.")
]

OwnFacts = Annotated[
    str | None,
    Parameter(
        name="--situation",
        help="A vocabulary of one's own, module:Class, as in clinic:Clinic for clinic.py here.",
    ),
]
"""Typed by whoever runs the command, who thereby asks for that module to be imported."""


@Parameter(name="*")
@dataclass(frozen=True)
class Options:
    """What all commands about a situation share."""

    set: Annotated[
        tuple[str, ...],
        Parameter(
            name="--set",
            negative=(),
            show_default=False,
            help="Change a fact, as in --set age=31; may be repeated.",
        ),
    ] = ()
    reader: Annotated[
        Literal["client", "relative", "clinician"] | None,
        Parameter(name="--for", help="Who asks, and so in whose words the answer is."),
    ] = None
    rulebook: Annotated[
        str | None, Parameter(name="--rulebook", help="A folder of rules; else the shipped ones.")
    ] = None
    situation: OwnFacts = None
    engine: Annotated[
        str, Parameter(name="--engine", help="compiled, reference or durable; they all agree.")
    ] = DEFAULT_ENGINE


def plan_for(file: str, options: Options) -> Plan:
    """Return the plan for the situation in *file*, with the changes that *options* make."""
    rulebook = rulebook_in(options.rulebook, options.situation)
    changes = _changes(options.set, rulebook.situation)
    return _plan(source_of(file), changes, rulebook, options)


def plans_for(file: str, options: Options) -> tuple[Plan, Plan]:
    """Return the plans for the situation in *file* as it is, and with the changes of *options*."""
    rulebook = rulebook_in(options.rulebook, options.situation)
    source, changes = source_of(file), _changes(options.set, rulebook.situation)
    return _plan(source, {}, rulebook, options), _plan(source, changes, rulebook, options)


def _plan(source: Source, changes: Mapping[str, Any], rulebook: Rulebook, options: Options) -> Plan:
    situation = situation_from(source, model=rulebook.situation, changes=changes)
    if options.reader is not None:
        situation = asked_by(situation, options.reader)
    return rulebook.recommend(situation, engine=options.engine)


def rulebook_in(folder: str | None, situation: str | None = None) -> Rulebook:
    """
    Return the rulebook in *folder*, over the vocabulary that is named *situation*.

    None stands for the shipped one.
    """
    vocabulary = vocabulary_named(situation)
    if folder is not None:
        return Rulebook.load(folder, situation=vocabulary)
    if vocabulary is Situation:
        return Rulebook.default()
    with as_file(shipped_rules()) as rules:
        return Rulebook.load(rules, situation=vocabulary)


def vocabulary_named(situation: str | None) -> type[Situation]:
    """Return the vocabulary of this name, looking in this folder first; None: the shipped one."""
    if situation is None:
        return Situation
    from nextsteps.situation.named import situation_named

    here = str(Path.cwd())
    sys.path.insert(0, here)
    try:
        return situation_named(situation)
    finally:
        with suppress(ValueError):  # it may have changed the path itself
            sys.path.remove(here)  # nothing else is ever imported from where the rules lie


Language = Annotated[
    str, Parameter(help="The language of what a client reads, such as es; `nextsteps languages`.")
]


def source_of(file: str) -> Source:
    """Return the text of *file*, or of standard input."""
    if file == STANDARD_INPUT:
        if sys.stdin is None:
            raise DocumentError(Problem("D110", "standard input is closed"))
        return decode(sys.stdin.buffer.read(MAX_CHARACTERS * 4 + 1), "standard input")
    return read_source(file)


def _changes(settings: Sequence[str], model: type[Situation]) -> dict[str, Any]:
    """
    Read `name=value` settings as lines of YAML, so that a fault is shown where it stands.

    >>> _changes(["age=31", "concerns=[depression]"], Situation)
    {'age': 31, 'concerns': ['depression']}
    """
    for setting in settings:
        if "=" not in setting:
            raise CycloptsError(msg=f"--set needs fact=value, not `{setting}`.")
    if not settings:
        return {}
    lines = [": ".join(part.strip() for part in one.split("=", 1)) for one in settings]
    source = Source("--set", "\n".join(lines))
    situation_from(source, model=model)
    changes: Any = read_node(source).plain()
    return dict(changes)


def asked_by(situation: Situation, reader: Reader) -> Situation:
    """Set who asks, unless the one who asks reads these words already."""
    if situation.asker is not None and READER_OF.get(situation.asker, "client") == reader:
        return situation
    return situation.with_facts(asker=reader)
