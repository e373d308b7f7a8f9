"""A list of codes per row or person, as Arrow keeps lists: offsets and what they point to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nextsteps.population.bits import Counts


@dataclass(frozen=True, slots=True)
class Lists:
    """The list of row i is `codes[offsets[i]:offsets[i + 1]]`."""

    offsets: NDArray[np.int32]
    codes: NDArray[np.int16]


def offsets_of(sizes: Counts | NDArray[np.integer[Any]]) -> NDArray[np.int32]:
    """
    Return where lists of these sizes begin and end.

    >>> offsets_of(np.array([2, 0, 1])).tolist()
    [0, 2, 2, 3]
    """
    offsets = np.zeros(len(sizes) + 1, np.int32)
    np.cumsum(sizes, dtype=np.int32, out=offsets[1:])
    return offsets


def joined_lists(parts: Sequence[Lists]) -> Lists:
    """Return the lists of all *parts*, one after the other."""
    ends = np.cumsum([0, *(one.offsets[-1] for one in parts)], dtype=np.int32)
    offsets = [one.offsets[1:] + before for one, before in zip(parts, ends[:-1], strict=True)]
    return Lists(np.concatenate([ends[:1], *offsets]), np.concatenate([one.codes for one in parts]))
