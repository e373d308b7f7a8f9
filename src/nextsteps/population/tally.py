"""What is counted over many people, batch by batch."""

from collections import Counter
from collections.abc import Mapping
from random import Random

import numpy as np

from nextsteps.language import fact_names
from nextsteps.population.bits import unpacked
from nextsteps.population.kernel import CLEAR, LEVELS, Kernel
from nextsteps.population.ranks import Ranks
from nextsteps.population.read import Batch
from nextsteps.population.rows import NONE
from nextsteps.population.work import Work
from nextsteps.situation import Situation


class Tally:
    """Counts for one rulebook; `first` and `level` are those of the people seen last."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self.people = 0
        self.levels: Counter[str] = Counter()
        self.could_be: Counter[str] = Counter()
        self.dangers: Counter[str] = Counter()
        self.first_steps: Counter[str] = Counter()
        self.steps: Counter[str] = Counter()

    def add(self, ranks: Ranks) -> None:
        """Count more people."""
        self.people += ranks.count
        _count(self.levels, ranks.dangers.at_least, LEVELS)
        _count(self.could_be, ranks.dangers.could_be, LEVELS)
        for name in self.kernel.rulebook.dangers:
            literal = self.kernel.program.findings[name]
            truths = ranks.people.truths[literal]
            self.dangers[name] += int(unpacked(truths, ranks.count).sum())
        names = self.kernel.recommendations
        _count(self.steps, ranks.lists("now").codes, names)
        first = first_steps(ranks)
        _count(self.first_steps, first[first != NONE], names)


def first_steps(ranks: Ranks) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the code of what each person is advised first; -1 where that is nothing."""
    now = ranks.lists("now")
    first = np.full(ranks.count, NONE)
    has_any = np.diff(now.offsets) > 0
    first[has_any] = now.codes[now.offsets[:-1][has_any]]
    return first


def _count(counter: Counter[str], codes: np.ndarray, names: tuple[str, ...]) -> None:
    for code, count in enumerate(np.bincount(codes, minlength=len(names)).tolist()):
        if count:
            counter[names[code]] += count


MOVES = ("raised", "lowered", "alerted", "silenced", "other_first_step")


def moves(kernels: list[Kernel], ranks: list[Ranks]) -> Mapping[str, int]:
    """Return how many people stand otherwise with the last rulebook than with the first."""
    before, after = ranks[0].dangers.at_least, ranks[-1].dangers.at_least
    names = [np.array([*kernel.recommendations, ""], object) for kernel in kernels]
    first = [name[first_steps(one)] for name, one in zip(names, ranks, strict=False)]
    return {
        "raised": int((after < before).sum()),
        "lowered": int((after > before).sum()),
        "alerted": int(((before == CLEAR) & (after != CLEAR)).sum()),
        "silenced": int(((before != CLEAR) & (after == CLEAR)).sum()),
        "other_first_step": int((first[0] != first[-1]).sum()),
    }


class Missing:
    """Of how many people each fact that rules read is not known."""

    def __init__(self, kernel: Kernel) -> None:
        self.people: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()
        conditions = kernel.rulebook.conditions.rules.values()
        for condition in conditions:
            self.rules.update(fact_names(condition))
        vocabulary = kernel.rulebook.situation.vocabulary().facts
        self._facts = [vocabulary[name] for name in self.rules if not vocabulary[name].measured]

    def add(self, ranks: Ranks) -> None:
        """Count more people."""
        facts = ranks.people.facts
        for fact in self._facts:
            known = facts.column(fact).known
            self.people[fact.name] += facts.count - int(np.bitwise_count(known).sum())

    def worst(self) -> Mapping[str, int]:
        """Return of how many people each is missing; first the one that most rules wait for."""
        order = sorted(self.people, key=lambda name: (-self.people[name] * self.rules[name], name))
        return {name: self.people[name] for name in order if self.people[name]}


class Sample:
    """Some of all people, each as likely as any other; the same each time."""

    def __init__(self, size: int, seed: int = 20261125) -> None:
        self.situations: list[Situation] = []
        self._size = size
        self._seen = 0
        self._random = Random(seed)  # noqa: S311

    def add(self, work: Work, batch: Batch) -> None:
        """See more people, and keep a few of them."""
        for row in range(batch.facts.count):
            self._seen += 1
            if len(self.situations) < self._size:
                self.situations.append(work.situation(batch, row))
            elif (place := self._random.randrange(self._seen)) < self._size:
                self.situations[place] = work.situation(batch, row)
