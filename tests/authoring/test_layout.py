"""What is laid out anew says the same, with the same words and comments, in one way."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nextsteps.authoring.layout import laid_out
from nextsteps.authoring.lines import Lines
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
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
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
@settings(max_examples=400)
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


def test_a_text_that_would_say_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should laying out ever go wrong, nothing comes of it."""
    monkeypatch.setattr(Lines, "text", lambda _lines: "rules: [other]\n")

    assert ["D114"] == [one.code for one in refused(Source("mine.yaml", "rules: []\n"))]


TRICKY = {
    "a text that keeps its end": ("a: |+\n    b\n\n\nc: 1\n", "a: |+\n  b\n\n\nc: 1\n"),
    "the same at the end": ("a: |+\n  b\n\n", "a: |+\n  b\n\n"),
    "a text without a line end": ("a: |\n      b", "a: |\n  b"),
    "a text that says its indent": ("a:\n    b: |2\n        c\n", "a:\n  b: |2\n      c\n"),
    "spaces that belong to a text": ("a: |\n  b  \n     \n  c\n", "a: |\n  b  \n     \n  c\n"),
    "a sign of comments in a text": ("a: |\n    # b\n  # c\nd: 1", "a: |\n  # b\n# c\nd: 1\n"),
    "a comment below a list": (
        "a:\n    - b: 1\n      # of b\n    # of a\nc: 1\n",
        "a:\n- b: 1\n  # of b\n# of a\n\nc: 1\n",
    ),
    "lists in lists": ("a:\n  -   - b\n      -   c\n  - d\n", "a:\n- - b\n  - c\n- d\n"),
    "brackets over lines": ("a: [ b,\n c ,\n# why\n]\n", "a: [b,\n  c,\n  # why\n  ]\n"),
    "an empty value in brackets": ("a: {b: , c: }\n", "a: {b: , c: }\n"),
    "a key of its own line": ("? a\n:   b\n", "? a\n: b\n"),
    "a mark of a document": ("---\n a: 1\n", "---\na: 1\n"),
    "escapes of two parts": ('a:   "\\ud83d\\ude00" # b\n', 'a: "\\ud83d\\ude00" # b\n'),
    "a rare line end": ('a:   "b\u2028  c"\nd:  1', 'a: "b\u2028  c"\n\nd: 1\n'),
    "tabs": ("a:\t1\t# b\t\n", "a: 1\t# b\n"),
    "nothing but comments around": ("\n\n# a\n\n\nb: 1\n\n# c\n\n", "# a\n\nb: 1\n\n# c\n"),
}


@pytest.mark.parametrize("name", TRICKY)
def test_what_is_tricky_is_laid_out(name: str) -> None:
    """Each exactly so, and it says the same."""
    before, after = TRICKY[name]

    assert after == laid_out(Source("tricky.yaml", before))
    assert_the_same(before, after)


MESSY = Path(__file__).parent / "messy.yaml"


def test_a_messy_file_becomes_tidy() -> None:
    """One file with all that is mended, beside what comes of it."""
    assert_golden("authoring/tidy.yaml", laid_out(read_source(MESSY)))
