"""Places of a rulebook that are to be filled in: a scaffold marks each with the same two words."""

import re
from collections.abc import Iterable, Iterator

from nextsteps.document import Source
from nextsteps.errors import Problem

MARK = "FILL IN"
_PLACE = re.compile(
    rf"{MARK}\b(?:(?!, \w+:)[^\"}}#])*"
)  # in a mapping on one line, up to the next key


def unfinished(sources: Iterable[Source]) -> list[Problem]:
    """
    Return every place that says FILL IN, in a text or in a comment (R417).

    >>> [str(one.message) for one in unfinished([Source("a.yaml", "because: FILL IN why  # mine")])]
    ['FILL IN why']
    """
    return [problem for source in sources for problem in _in(source)]


def _in(source: Source) -> Iterator[Problem]:
    for number, line in enumerate(source.lines):
        for found in _PLACE.finditer(line):
            words = found.group().rstrip(" '")
            place = source.location(number, found.start(), len(words))
            yield Problem("R417", words, place)
