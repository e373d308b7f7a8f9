"""One bit per person: arrays of bytes, the first person in the lowest bit of the first byte."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Bits: TypeAlias = NDArray[np.uint8]
Flags: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = NDArray[np.intp]
Counts: TypeAlias = NDArray[np.unsignedinteger[Any]]


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
    return unpacked(bits, count).nonzero()[0]


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


def any_of(several: Sequence[Bits], none: Bits | None = None) -> Bits:
    """Return the bits that are 1 in any of *several*; *none* where there are none."""
    if len(several) < 2:
        return _only(several, none)
    result = several[0] | several[1]
    for bits in several[2:]:
        result |= bits
    return result


def all_of(several: Sequence[Bits]) -> Bits:
    """Return the bits that are 1 in all of *several*."""
    if len(several) < 2:
        return _only(several, None)
    result = several[0] & several[1]
    for bits in several[2:]:
        result &= bits
    return result


def _only(several: Sequence[Bits], none: Bits | None) -> Bits:
    only = several[0] if several else none
    assert only is not None
    return only


def counted(several: Sequence[Bits], plus: int = 0, all_bits: Bits | None = None) -> list[Bits]:
    """
    Return how many of *several* are 1, as a binary number in bits, the lowest first.

    Three bits become one of the same worth and one that is worth twice as much, until each
    worth is left with one: five operations for each of *several*, for all people at once.

    Args:
        several: What is counted.
        plus: A number that is added for everybody.
        all_bits: Everybody; asked for where *plus* is not 0.

    >>> [bits.tolist() for bits in counted([np.array([one], np.uint8) for one in (7, 5, 4)])]
    [[6], [5]]
    """
    found: list[Bits] = []
    worth = list(several)
    while worth or plus >> len(found):
        if all_bits is not None and plus >> len(found) & 1:
            worth.append(all_bits)
        twice = []
        while len(worth) > 2:
            one, two, three = worth.pop(), worth.pop(), worth.pop()
            differ, both = one ^ two, one & two
            worth.append(differ ^ three)
            differ &= three
            both |= differ
            twice.append(both)
        if len(worth) == 2:
            twice.append(worth[0] & worth[1])
            worth[0] = worth[0] ^ worth[1]
        found.append(worth[0] if worth else np.zeros_like(all_bits))
        worth = twice
    return found


def numbers(planes: Mapping[int, Bits] | Sequence[Bits], count: int) -> Counts:
    """
    Return the binary numbers that *planes* are the bits of, the lowest first or by place.

    >>> numbers([np.array([6], np.uint8), np.array([5], np.uint8)], 3).tolist()
    [2, 1, 3]
    """
    by_place = planes if isinstance(planes, Mapping) else dict(enumerate(planes))
    places = sorted(by_place, reverse=True)
    if not places:
        return np.zeros(count, np.uint8)
    total: Counts = np.unpackbits(by_place[places[0]], count=count, bitorder="little")
    if places[0] > 7:
        total = total.astype(np.uint16 if places[0] < 16 else np.uint32)
    for above, place in pairwise(places):
        for _ in range(above - place):
            np.add(total, total, out=total)
        np.add(total, np.unpackbits(by_place[place], count=count, bitorder="little"), out=total)
    for _ in range(places[-1]):
        np.add(total, total, out=total)
    return total
