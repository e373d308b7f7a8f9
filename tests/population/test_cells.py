"""A cell is read exactly when a `Situation` takes its value, and no table at all crashes."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from nextsteps import Rulebook, Situation, TableError
from nextsteps.population import recommend_table, type_of
from nextsteps.population.cells import read_cells
from nextsteps.population.columns import text_tests
from nextsteps.population.facts import value_at

FACTS = Situation.vocabulary().facts
TESTS = text_tests(Situation)


def any_value(fact):
    """Values of a fact's type, whether it can have them or not."""
    match fact.kind:
        case "yes_no":
            return st.booleans()
        case "choice":
            return st.sampled_from(fact.choices) | st.text(max_size=5)
        case "text":
            return st.from_regex(r"[A-Z]{2}", fullmatch=True) | st.text(max_size=3)
        case "whole":
            return st.integers(-3, 6_000) | st.integers(-(2**63), 2**63 - 1)
        case _:
            return st.floats(-3, 6_000) | st.floats()


@given(st.data())
def test_a_cell_is_read_exactly_when_a_situation_takes_it(data):
    """
    What pydantic refuses is a fault in the same row; all else is the same value, texts too.
    """
    fact = data.draw(st.sampled_from(list(FACTS.values())))
    values = data.draw(st.lists(st.none() | any_value(fact), min_size=1, max_size=20))
    array = pa.array(values, type_of(fact))
    start = data.draw(st.integers(0, len(values) - 1))

    column, faults = read_cells(array.slice(start), fact, "c", TESTS.get(fact.name, bool))

    bad = {row for one in faults for row in one.rows.tolist()}
    for row, value in enumerate(values[start:]):
        try:
            expected = getattr(Situation(**{fact.name: value}), fact.name)
        except ValidationError:
            assert row in bad
            expected = None
        else:
            assert row not in bad
        assert expected == value_at(column, row)


@given(st.data())
def test_a_number_or_a_choice_may_stand_as_text(data):
    """
    CSV holds nothing but texts: what Python would print is read as the same value.
    """
    fact = data.draw(st.sampled_from([one for one in FACTS.values() if one.kind != "text"]))
    values = data.draw(st.lists(st.none() | any_value(fact), min_size=1, max_size=10))
    typed, wrong = read_cells(pa.array(values, type_of(fact)), fact, "c", bool)
    texts = [None if value is None else str(value) for value in values]

    read, faults = read_cells(pa.array(texts, pa.string()), fact, "c", bool)

    rows = range(len(values))
    assert [value_at(typed, row) for row in rows] == [value_at(read, row) for row in rows]
    assert {row for one in wrong for row in one.rows.tolist()} == {
        row for one in faults for row in one.rows.tolist()
    }


CELLS = (
    st.none()
    | st.booleans()
    | st.integers(-5, 300)
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(("true", "helped", "good", "2026-11-25", "US", "none_else", "12"))
)
COLUMNS = (
    *list(FACTS)[::9],
    "concerns",
    "danger_signs",
    "person",
    "as_of",
    "declined",
    "tried.keep-going",
    "x",
)


@st.composite
def tables(draw):
    """Tables of a few columns with cells of any one kind each, or lists of them."""
    count = draw(st.integers(0, 4))
    columns = {}
    for name in draw(st.lists(st.sampled_from(COLUMNS), unique=True, max_size=5)):
        kind = draw(st.sampled_from((pa.bool_(), pa.int64(), pa.float64(), pa.string(), pa.null())))
        wanted = CELLS.filter(lambda one, kind=kind: fits(one, kind))
        cell = st.lists(wanted, max_size=3) if draw(st.booleans()) else wanted
        cells = draw(st.lists(cell, min_size=count, max_size=count))
        is_list = any(isinstance(one, list) for one in cells)
        columns[name] = pa.array(cells, pa.list_(kind) if is_list else kind)
    return pa.table(columns)


def fits(value, kind):
    """Whether Arrow takes a value into a column of this type."""
    try:
        pa.array([value], kind)
    except (pa.ArrowException, TypeError):
        return False
    return True


@settings(max_examples=300)
@given(tables(), st.sampled_from(("stop", "skip", "unknown")))
def test_no_table_crashes(table, on_bad_row):
    """
    Whatever stands in it, a table is answered, or refused with one error that lists all.
    """
    try:
        answered = recommend_table(
            table, on_bad_row=on_bad_row, layout="lists", rulebook=Rulebook.default()
        )
    except TableError:
        return
    bad = len(answered.bad_rows["row"].unique()) if on_bad_row == "skip" else 0
    assert table.num_rows - bad == answered.table.num_rows
