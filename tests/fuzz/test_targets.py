"""The fuzz targets hold for real input, and for all that ever broke them."""

from pathlib import Path

import pytest

from fuzz.run import TARGETS as NAMES
from fuzz.targets import TARGETS, seeds

CRASHES = [
    path for path in (Path(__file__).parent / "crashes").iterdir() if not path.name.startswith(".")
]
ODD = [b"", b"\x00", b"\xff\xfe", b"{", b"[" * 500, b"- " * 500, b"\xed\xa0\x80", b"a: &b [*b]"]


def test_the_names_are_those_of_the_targets():
    """
    They are written twice, because targets are imported only when they can be watched.
    """
    assert list(NAMES) == list(TARGETS)


@pytest.mark.parametrize("name", NAMES)
def test_a_target_takes_what_is_real_and_what_is_odd(name):
    """
    A target that fails on its own seeds finds nothing else.
    """
    for given in (*list(seeds(name))[:60], *ODD):
        TARGETS[name](given)


@pytest.mark.parametrize("path", CRASHES, ids=[path.name for path in CRASHES])
def test_what_once_broke_a_target_breaks_it_no_more(path):
    """
    A file is named `target-anything`, as the fuzzer writes it.
    """
    (name,) = (name for name in NAMES if path.name.startswith(f"{name}-"))

    TARGETS[name](path.read_bytes())
