"""Text into plain values: strict, bounded, and with places; whatever it is given."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nextsteps import DocumentError
from nextsteps.document import MAX_CHARACTERS, MAX_DEPTH, Source, decode, read_node, read_source
from tests.golden import assert_golden
from tests.patience import is_soon, seconds_of

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

REFUSED: dict[str, tuple[str, str]] = {
    "empty": ("D108", ""),
    "blank": ("D108", "  \n\n"),
    "only-a-comment": ("D108", "# nothing here\n"),
    "only-null": ("D108", "null"),
    "only-a-marker": ("D108", "---\n"),
    "duplicate-key": ("D104", "age: 3\nname: x\nage: 4\n"),
    "duplicate-key-quoted": ("D104", "age: 3\n'age': 4\n"),
    "duplicate-key-inside": ("D104", "a:\n- {b: 1, b: 2}\n"),
    "anchor": ("D105", "a: &x 3\n"),
    "alias": ("D105", "a: *x\n"),
    "merge-of-an-alias": ("D105", "a: &x {b: 1}\nc:\n  <<: *x\n"),
    "laughs": ("D105", LAUGHS),
    "alias-of-itself": ("D105", "a: &a [*a]\n"),
    "tag": ("D106", "a: !date 3\n"),
    "standard-tag": ("D106", "a: !!str 3\n"),
    "python-object": ("D106", "a: !!python/object/apply:os.system ['touch hacked']\n"),
    "python-name": ("D106", "!!python/name:os.system ''\n"),
    "binary-tag": ("D106", "a: !!binary aGk=\n"),
    "too-deep-list": ("D107", "[" * 100 + "]" * 100),
    "too-deep-mapping": ("D107", "{a: " * 100 + "1" + "}" * 100),
    "too-deep-block": ("D107", "- " * 100 + "x"),
    "too-deep-unclosed": ("D107", "[" * 10_000),
    "two-documents": ("D109", "a: 1\n---\nb: 2\n"),
    "unclosed-list": ("D103", "a: [1, 2\n"),
    "unclosed-quote": ("D103", "a: 'x\n"),
    "tab-indent": ("D103", "a:\n\tb: 1\n"),
    "colon-in-text": ("D103", "a: b: c\n"),
    "list-in-mapping": ("D103", "a: 1\n- b\n"),
    "list-as-key": ("D103", "? [a]\n: 1\n"),
    "escape-character": ("D103", "a: \x1b[31m\n"),
    "bad-escape": ("D103", 'a: "\\q"\n'),
    "surrogate": ("D101", "a: \ud800\n"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_misleads_or_blows_up_is_refused_with_its_code(name):
    """
    One code a kind of fault, so that help can be looked up.
    """
    code, text = REFUSED[name]

    with pytest.raises(DocumentError) as raised:
        read_node(Source("me.yaml", text))

    assert code in {problem.code for problem in raised.value.problems}


@pytest.mark.parametrize("name", [name for name in REFUSED if name != "laughs"])
def test_what_is_refused_is_told_at_its_place(name):
    """
    The whole message, caret included, as it is read.
    """
    with pytest.raises(DocumentError) as raised:
        read_node(Source("me.yaml", REFUSED[name][1]))

    assert_golden(f"document/{name}.txt", str(raised.value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no", "no"),
        ("a: yes", "yes"),
        ("a: on", "on"),
        ("a: Null", "Null"),
        ("a: True", "True"),
        ("a: true", True),
        ("a: false", False),
        ("a: null", None),
        ("a: ~", None),
        ("a:", None),
        ("a: 'true'", "true"),
        ("a: '3'", "3"),
        ("a: 3", 3),
        ("a: -3", -3),
        ("a: 3.5", 3.5),
        ("a: 010", 10),
        ("a: 0x1F", "0x1F"),
        ("a: 1_000", "1_000"),
        ("a: 1e3", "1e3"),
        ("a: .5", ".5"),
        ("a: .inf", ".inf"),
        ("a: .nan", ".nan"),
        ("a: 12:30", "12:30"),
        ("a: 2026-11-23", "2026-11-23"),
        ("a: " + "9" * 30, "9" * 30),
        ("a: =", "="),
        ("a: <<", "<<"),
        ("a: [1, no]", [1, "no"]),
        ("a: {b: 1}", {"b": 1}),
        ("a: |\n  x\n  y\n", "x\ny\n"),
        ('a: "ü\\u00fc"', "üü"),
        ("a: 🙂", "🙂"),
    ],
)
def test_a_value_is_what_it_looks_like(text, value):
    """
    Only plain digits, true, false and null are anything but text.
    """
    assert {"a": value} == read_node(Source("me.yaml", text)).plain()


@pytest.mark.parametrize(
    "text",
    ["\ufeffa: 1\nb: 2\n", "a: 1\r\nb: 2\r\n", "a: 1\rb: 2\r", "%YAML 1.1\n---\na: 1\nb: 2\n"],
)
def test_files_of_other_editors_are_read(text):
    """
    A byte order mark, other line ends, and a directive change nothing.
    """
    assert {"a": 1, "b": 2} == read_node(decode(text.encode(), "me.yaml")).plain()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_a_place_is_the_line_that_an_editor_shows(line_end):
    """
    Whatever ends a line.
    """
    node = read_node(Source("me.yaml", line_end.join(["# x", "a: 1", "b:  22", ""])))

    place = node.find(("b",)).location

    assert (3, 5, "b:  22", 2) == (place.line, place.column, place.excerpt, place.width)


def test_a_nesting_at_the_limit_is_read():
    """
    The limit is where it says it is.
    """
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH

    assert isinstance(read_node(Source("me.yaml", text)).plain(), list)


def test_a_file_of_ten_megabytes_is_refused(tmp_path):
    """
    D102 says how much is read, and reads no more.
    """
    path = tmp_path / "large.yaml"
    path.write_bytes(b"a: 1\n" * 2_000_000)

    with pytest.raises(DocumentError, match=r"D102.*\n.*at most 2 MB"):
        read_source(path)


def test_a_file_at_the_limit_is_read(tmp_path):
    """
    The limit is where it says it is.
    """
    path = tmp_path / "large.yaml"
    path.write_bytes(b"a: " + b"x" * (MAX_CHARACTERS - 3))

    assert MAX_CHARACTERS == len(read_source(path).text)


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00\x01\x02",
        b"\x89PNG\r\n\x1a\n\x00",
        b"\xff\xfea\x00",
        "ü".encode("latin-1"),
        b"a: \x00",
    ],
)
def test_a_binary_file_is_refused(raw, tmp_path):
    """
    D101 says to save it as text.
    """
    path = tmp_path / "picture.yaml"
    path.write_bytes(raw)

    with pytest.raises(DocumentError, match=r"D101.*not a text file"):
        read_source(path)


def test_all_faults_of_a_file_are_told_in_its_order():
    """
    Nobody mends one fault only to be told of the next.
    """
    text = "a: &x 1\nb: !t 2\na: 3\n? [c]\n: 4\nd: *x\n"

    with pytest.raises(DocumentError) as raised:
        read_node(Source("me.yaml", text))

    assert ["D105", "D106", "D104", "D103", "D105"] == [
        problem.code for problem in raised.value.problems
    ]


def test_of_very_many_faults_the_first_hundred_are_told():
    """
    Nobody reads on, and the file is read again anyway.
    """
    with pytest.raises(DocumentError) as raised:
        read_node(Source("me.yaml", "a: 1\n" * 1_000))

    assert 100 == len(raised.value.problems)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), JSON, min_size=1, max_size=4))
def test_json_is_read_as_json(value):
    """
    Every JSON document of a reasonable depth is a document of ours.
    """
    text = json.dumps(value)

    assert value == read_node(Source("me.json", text)).plain()


@given(st.dictionaries(st.text(max_size=8), st.floats(allow_nan=False, allow_infinity=False)))
def test_every_number_of_json_is_read_as_it_is(value):
    """
    With a point, with an exponent, or with neither.
    """
    text = json.dumps({"a": 1} | value)

    assert {"a": 1} | value == read_node(Source("me.json", text)).plain()


@given(st.text() | st.text(alphabet="{}[]:,-?!&*|>'\"%@`#\n\t ax1~"))
def test_any_text_is_read_or_gets_a_document_error(text):
    """
    There is one kind of error, whatever is read.
    """
    with suppress(DocumentError):
        read_node(Source("me.yaml", text)).plain()


@given(st.binary())
def test_any_bytes_are_read_or_get_a_document_error(raw):
    """
    There is one kind of error, whatever is read.
    """
    with suppress(DocumentError):
        read_node(decode(raw, "me.yaml")).plain()


LARGE = 1_000_000
BOMBS = {
    "laughs": LAUGHS,
    "lists": "[" * LARGE,
    "mappings": "{" * LARGE,
    "keyed-mappings": "{a: " * (LARGE // 4),
    "dashes": "- " * (LARGE // 2),
    "question-marks": "? " * (LARGE // 2),
    "colons": ": " * (LARGE // 2),
    "quotes": "'" * LARGE,
    "anchors": "".join(f"a{number}: &a{number} 1\n" for number in range(LARGE // 20)),
    "aliases": "a: [" + "*a," * (LARGE // 3) + "]",
    "tags": "a: [" + "!t 1," * (LARGE // 5) + "]",
    "duplicates": "a: 1\n" * (LARGE // 5),
    "documents": "---\n" * (LARGE // 4),
    "one-key": "a" * LARGE + ": 1",
    "digits": "a: " + "9" * LARGE,
    "comments": "# x\n" * (LARGE // 4),
    "spaces": " " * LARGE + "a: 1",
    "indents": "".join(" " * depth + "a:\n" for depth in range(1_400)),
    "block": "a: |\n" + " x\n" * (LARGE // 3),
    "folded": "a: >\n" + " x\n" * (LARGE // 3),
    "scalar-lines": "a: x\n" + "  x\n" * (LARGE // 4),
    "escapes": 'a: "' + "\\x41" * (LARGE // 4) + '"',
}


@pytest.mark.parametrize("name", BOMBS)
def test_no_text_takes_long(name):
    """
    A megabyte of what is worst to read is read or refused at once.
    """
    assert is_soon(seconds_of(lambda: _read(BOMBS[name])))


@settings(max_examples=50)
@given(st.text(alphabet="{}[]:,-?!&*|>'\"%@#\n ax1", max_size=30), st.integers(100, 10_000))
def test_no_repeated_text_takes_long(text, times):
    """
    Whatever is repeated: reading takes a time that its length explains.
    """
    assert is_soon(seconds_of(lambda: _read(text * times)))


def _read(text: str) -> None:
    with suppress(DocumentError):
        read_node(Source("me.yaml", text))
