"""The situation and the rulebook that a command is about, as its options say."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from cyclopts import CycloptsError, Parameter

from nextsteps.document import MAX_CHARACTERS, Source, decode, read_node, read_source
from nextsteps.engine import DEFAULT_ENGINE
from nextsteps.errors import DocumentError, Problem
from nextsteps.outcome import READER_OF
from nextsteps.plan import Plan
from nextsteps.rulebook import Reader, Rulebook
from nextsteps.situation import Situation
from nextsteps.situation.read import situation_from

STANDARD_INPUT = "standard input"
"""What `-` stands for; the options' parser would take a lone dash for an option."""

SituationFile = Annotated[
    str, Parameter(name="FILE", help="A situation, YAML or JSON; - reads standard input.")
]


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
    engine: Annotated[
        str, Parameter(name="--engine", help="compiled, reference or durable; they all agree.")
    ] = DEFAULT_ENGINE


def plan_for(file: str, options: Options) -> Plan:
    """Return the plan for the situation in *file*, with the changes that *options* make."""
    return _plan(source_of(file), _changes(options.set), options)


def plans_for(file: str, options: Options) -> tuple[Plan, Plan]:
    """Return the plans for the situation in *file* as it is, and with the changes of *options*."""
    source, changes = source_of(file), _changes(options.set)
    return _plan(source, {}, options), _plan(source, changes, options)


def _plan(source: Source, changes: Mapping[str, Any], options: Options) -> Plan:
    situation = situation_from(source, changes=changes)
    if options.reader is not None:
        situation = asked_by(situation, options.reader)
    rulebook = rulebook_in(options.rulebook)
    return rulebook.recommend(situation, engine=options.engine)


def rulebook_in(folder: str | None) -> Rulebook:
    """Return the rulebook in *folder*; None stands for the shipped one."""
    return Rulebook.default() if folder is None else Rulebook.load(folder)


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


def _changes(settings: Sequence[str]) -> dict[str, Any]:
    """
    Read `name=value` settings as lines of YAML, so that a fault is shown where it stands.

    >>> _changes(["age=31", "concerns=[depression]"])
    {'age': 31, 'concerns': ['depression']}
    """
    for setting in settings:
        if "=" not in setting:
            raise CycloptsError(msg=f"--set needs fact=value, not `{setting}`.")
    if not settings:
        return {}
    lines = [": ".join(part.strip() for part in one.split("=", 1)) for one in settings]
    source = Source("--set", "\n".join(lines))
    situation_from(source)
    changes: Any = read_node(source).plain()
    return dict(changes)


def asked_by(situation: Situation, reader: Reader) -> Situation:
    """Set who asks, unless the one who asks reads these words already."""
    if situation.asker is not None and READER_OF.get(situation.asker, "client") == reader:
        return situation
    return situation.with_facts(asker=reader)
