"""One bit per person: arrays of bytes, the first person in the lowest bit of the first byte."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Bits: TypeAlias = NDArray[np.uint8]
Flags: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = NDArray[np.intp]


def packed(flags: NDArray[Any]) -> Bits:
    """
    Return one bit per flag; the bits after the last are 0.

    >>> packed(np.array([True, False, True])).tolist()
    [5]
    """
    return np.packbits(flags, bitorder="little")


def unpacked(bits: Bits, count: int) -> Flags:
    """Return the first *count* bits as flags."""
    return np.unpackbits(bits, count=count, bitorder="little").view(np.bool_)


def places(bits: Bits, count: int) -> Places:
    """
    Return the places of the bits that are 1.

    >>> places(np.array([5], np.uint8), 3).tolist()
    [0, 2]
    """
    return np.flatnonzero(unpacked(bits, count))


def nobody(count: int) -> Bits:
    """Return *count* bits that are 0."""
    return np.zeros((count + 7) // 8, np.uint8)


def everybody(count: int) -> Bits:
    """
    Return *count* bits that are 1, and 0 after them.

    >>> everybody(11).tolist()
    [255, 7]
    """
    bits = np.full((count + 7) // 8, 255, np.uint8)
    if count % 8:
        bits[-1] = (1 << count % 8) - 1
    return bits


def any_of(several: list[Bits], none: Bits) -> Bits:
    """Return the bits that are 1 in any of *several*; *none* where there are none."""
    if len(several) < 2:
        return several[0] if several else none
    result = several[0] | several[1]
    for bits in several[2:]:
        np.bitwise_or(result, bits, out=result)
    return result
