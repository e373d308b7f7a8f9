"""What is laid out anew says the same, with the same words and comments, in one way."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nextsteps.authoring.layout import laid_out
from nextsteps.document import Source, read_node, read_source
from nextsteps.errors import DocumentError, Problem
from tests.authoring.messy import messy
from tests.cli.conftest import ROOT
from tests.golden import assert_golden
from tests.sketches import SKETCH
from tests.strategies import documents

SHIPPED = sorted((ROOT / "rules").rglob("*.yaml"))
SPACE = str.maketrans("", "", " \t\r\n\x85\u2028\u2029")


def assert_the_same(before: str, after: str) -> None:
    """The same values, the same letters in the same order, and nothing left to do."""
    assert repr(values(before)) == repr(values(after))
    assert before.translate(SPACE) == after.translate(SPACE)
    assert after == laid_out(Source("again.yaml", after))


def values(text: str) -> Any:
    """What a text says."""
    return read_node(Source("text.yaml", text)).plain()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_rules_are_laid_out(path: Path) -> None:
    """Nothing in them would move."""
    source = read_source(path)

    assert source.text == laid_out(source)


@given(documents(most_rules=4).flatmap(messy))
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_messy_file_says_the_same_when_laid_out(text: str) -> None:
    """However it was indented, spaced, quoted, and commented."""
    after = laid_out(Source("messy.yaml", text))

    assert_the_same(text, after)
    assert tidy(after)


def tidy(text: str) -> bool:
    """Whether no line ends in a space, and no two blank lines follow each other."""
    return not any(line.endswith(" ") for line in text.split("\n")) and "\n\n\n" not in text


SIGNS = st.sampled_from(
    [*" \n\t\r#-:{}[],|>\"'?+2a", "  ", "\n\n", "\n  ", " # ", "- ", ": ", "\u2028"]
)


@given(st.lists(st.tuples(st.integers(0, 700), SIGNS, st.booleans()), min_size=1, max_size=6))
@settings(max_examples=400, deadline=None)
def test_whatever_is_read_is_laid_out_or_refused(changes: list[tuple[int, str, bool]]) -> None:
    """Signs are put anywhere; what the reader refuses is refused in its words."""
    text = SKETCH[:700]
    for place, sign, instead in changes:
        text = text[:place] + sign + text[place + instead :]
    source = Source("changed.yaml", text)
    expected = problems_of_reading(source)
    if expected:
        assert expected == refused(source)
    elif isinstance(read_node(source).value, dict):
        assert_the_same(text, laid_out(source))
    else:
        assert [one.code for one in refused(source)] == ["R401"]


def problems_of_reading(source: Source) -> tuple[Problem, ...]:
    """What the reader of all files says."""
    try:
        read_node(source)
    except DocumentError as error:
        return error.problems
    return ()


def refused(source: Source) -> tuple[Problem, ...]:
    """What is said of a text that is not laid out."""
    with pytest.raises(DocumentError) as error:
        laid_out(source)
    return error.value.problems


MESSY = Path(__file__).parent / "messy.yaml"


def test_a_messy_file_becomes_tidy() -> None:
    """One file with all that is mended, beside what comes of it."""
    assert_golden("authoring/tidy.yaml", laid_out(read_source(MESSY)))
