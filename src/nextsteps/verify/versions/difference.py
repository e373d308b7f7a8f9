"""Where two rulebooks give different plans: proved equal, or witnesses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from nextsteps.engine import engine_for
from nextsteps.known import known_of
from nextsteps.plan import Plan
from nextsteps.recommend import recommend
from nextsteps.rulebook import Rule, Rulebook
from nextsteps.situation import Situation
from nextsteps.truth import Truth
from nextsteps.verify.numbers import cuts_in, with_readable_numbers
from nextsteps.verify.possible import TranslationError
from nextsteps.verify.versions.changes import EntryChange, changes
from nextsteps.verify.versions.joint import Joint
from nextsteps.verify.versions.kinds import KINDS, Kind, kinds_between, steps_that_differ, told
from nextsteps.verify.versions.search import Search
from nextsteps.verify.versions.shrink import smallest
from nextsteps.verify.witness import Witness

MAX_WITNESSES = 3
"""At most so many situations are shown for each kind of difference."""


@dataclass(frozen=True)
class Otherwise:
    """
    A situation in which the plans differ: replayed through both rulebooks, and minimal.

    Take any of its facts away, and this kind of difference is gone. `because` names the rules
    that are new, gone or changed and do not say the same here.
    """

    kind: Kind
    situation: Situation
    old: Plan = field(repr=False)
    new: Plan = field(repr=False)
    because: tuple[str, ...] = ()

    def facts(self) -> dict[str, Any]:
        """Return what is known, as it would be written in a file."""
        return Witness(self.situation, self.new).stated()

    def __str__(self) -> str:
        return told(self.kind, self.old, self.new)


@dataclass(frozen=True)
class VersionDifference:
    """
    What changed from one version of a rulebook to another.

    `changes` is what is written otherwise. `witnesses` holds for each kind of difference
    between plans the situations that show it; a kind without any is proved never to occur,
    in any situation whatever, within `limits`. `asked` counts the questions to the solver.
    """

    old: Rulebook = field(repr=False)
    new: Rulebook = field(repr=False)
    changes: tuple[EntryChange, ...]
    witnesses: Mapping[Kind, tuple[Otherwise, ...]]
    limits: tuple[str, ...] = ()
    asked: int = 0

    @cached_property
    def proved(self) -> tuple[Kind, ...]:
        """The kinds of difference that no situation has."""
        return tuple(kind for kind in KINDS if not self.witnesses[kind])

    @property
    def is_equal(self) -> bool:
        """Whether every situation is proved to get the same plan, without limits."""
        return len(self.proved) == len(KINDS) and not self.limits


def diff(old: Rulebook, new: Rulebook) -> VersionDifference:
    """
    Return what changed from *old* to *new*, and which situations get a different plan.

    Plans are compared in what they advise (`nextsteps.verify.versions.kinds`), not in words.

    Raises:
        ValueError: The rulebooks are told in different vocabularies.

    >>> import nextsteps as ns
    >>> diff(ns.Rulebook.default(), ns.Rulebook.default()).is_equal
    True
    """
    if old.situation is not new.situation:
        raise ValueError("the two rulebooks must be loaded with the same situation model")
    written = changes(old, new)
    search = Search(Joint(old, new))
    raw = search.run()
    shown = {kind: _fewest(_made_small(kind, raw[kind], old, new, written)) for kind in KINDS}
    return VersionDifference(old, new, written, shown, tuple(_limits(old, new)), search.asked)


def _made_small(
    kind: Kind,
    situations: Iterable[Situation],
    old: Rulebook,
    new: Rulebook,
    written: Sequence[EntryChange],
) -> Iterator[Otherwise]:
    cuts = cuts_in(old, new)

    def differs(one: Situation) -> bool:
        return kind in kinds_between(old.recommend(one), new.recommend(one))

    for situation in situations:
        small = with_readable_numbers(smallest(situation, differs), cuts)
        before, after = (recommend(small, rulebook=one, engine="reference") for one in (old, new))
        if kind not in kinds_between(before, after):
            raise TranslationError(f"the reference engine sees no {kind} in {small.facts()}")
        steps = steps_that_differ(kind, before, after)
        because = _because(small, old, new, written, steps)
        yield Otherwise(kind, small, before, after, because)


def _fewest(found: Iterable[Otherwise]) -> tuple[Otherwise, ...]:
    """The smallest ones, each different difference once."""
    different: dict[str, Otherwise] = {}
    for one in sorted(found, key=_size):
        different.setdefault(str(one), one)
    return tuple(different.values())[:MAX_WITNESSES]


def _size(one: Otherwise) -> tuple[int, str]:
    return len(one.facts()), str(one.facts())


def _because(
    situation: Situation,
    old: Rulebook,
    new: Rulebook,
    written: Iterable[EntryChange],
    steps: frozenset[str],
) -> tuple[str, ...]:
    """The rules that differ and have a say here; where some are about *steps*, only those."""
    truths = [
        engine_for(one, "reference").evaluate(known_of(situation, one)).rules for one in (old, new)
    ]
    found: list[str] = []
    for change in written:
        if change.kind != "rules":
            continue
        says = [
            _has_a_say(one.rules.get(change.id), truth.get(change.id, Truth.FALSE))
            for one, truth in zip((old, new), truths, strict=True)
        ]
        if says[0] != says[1] or ("effect" in change.aspects and says[1]):
            found.append(change.id)
    rules = {**old.rules, **new.rules}
    about = [name for name in found if rules[name].target in steps]
    return tuple(about or found)


def _has_a_say(rule: Rule | None, truth: Truth) -> bool:
    if rule is None or truth is Truth.FALSE:
        return False
    withholds = rule.kind in ("exclude", "not_yet") and rule.if_unknown == "hold"
    return truth is Truth.TRUE or withholds


def _limits(old: Rulebook, new: Rulebook) -> Iterator[str]:
    """What the proof does not reach."""
    changed = sorted(
        name
        for name in {*old.measures, *new.measures}
        if old.measures.get(name) != new.measures.get(name)
    )
    if changed:
        yield (
            f"the measures {', '.join(changed)} changed: of situations with their scores "
            "nothing is proved"
        )
