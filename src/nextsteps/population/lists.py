"""A list of codes per row or person, as Arrow keeps lists: offsets and what they point to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nextsteps.population.bits import Counts


@dataclass(frozen=True, slots=True)
class Lists:
    """The list of row i is `codes[offsets[i]:offsets[i + 1]]`."""

    offsets: NDArray[np.int32]
    codes: NDArray[np.int16]


def offsets_of(sizes: Counts | NDArray[np.integer]) -> NDArray[np.int32]:
    """
    Return where lists of these sizes begin and end.

    >>> offsets_of(np.array([2, 0, 1])).tolist()
    [0, 2, 2, 3]
    """
    offsets = np.zeros(len(sizes) + 1, np.int32)
    np.cumsum(sizes, out=offsets[1:])
    return offsets
