"""Rows that can't be read: told by row and column, never by value, and the rest is done."""

import csv
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nextsteps import Rulebook, Situation, TableError
from nextsteps.population import recommend_file, recommend_table
from tests.golden import assert_golden

ROWS = 3_000
PRIVATE = "zzq"
KINDS = {
    "no_progress": ("yes", "S202"),
    "age": ("131", "S203"),
    "weeks_in_therapy": ("-2", "S203"),
    "sessions_attended": ("3.5", "S202"),
    "progress": (PRIVATE, "S204"),
    "sleep_hours": ("six", "S202"),
    "waiting_weeks": ("NaN", "S202"),
    "country": ("Holland", "S202"),
    "tried.talk-to-therapist": ("maybe", "S204"),
    "person": ("", "T906"),
}
"""Ten kinds of bad cells, each with a value and its code."""


def good_row(number):
    """One row as a CSV file has it."""
    return {
        "person": f"p{number}",
        "no_progress": "true",
        "age": "31",
        "weeks_in_therapy": str(number % 30),
        "sessions_attended": "7",
        "progress": "little",
        "sleep_hours": "6.5",
        "waiting_weeks": "",
        "country": "US",
        "tried.talk-to-therapist": "helped",
    }


def spoilt(random):
    """Rows of which one in a hundred has a bad cell, and which have."""
    rows, bad = [good_row(number) for number in range(1, ROWS + 1)], {}
    for number in random.sample(range(1, ROWS + 1), ROWS // 100):
        column = random.choice(sorted(KINDS))
        rows[number - 1][column] = KINDS[column][0]
        bad[number] = column
    return rows, bad


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A CSV file with bad rows, and where they are."""
    rows, bad = spoilt(Random(7))  # noqa: S311
    assert set(KINDS) == set(bad.values())
    path = tmp_path_factory.mktemp("bad") / "people.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path, bad


def test_bad_rows_are_told_by_row_and_column_and_the_rest_is_done(source, tmp_path):
    """
    One row in a hundred with ten kinds of faults: all found, no other, and nobody else lost.
    """
    path, bad = source
    report = tmp_path / "bad.parquet"

    run = recommend_file(
        path, tmp_path / "steps.parquet", bad_rows=report, on_bad_row="skip", batch_rows=700
    )

    told = pq.read_table(report).to_pylist()
    assert dict(sorted(bad.items())) == {one["row"]: one["column"] for one in told}
    assert [KINDS[column][1] for _, column in sorted(bad.items())] == [one["code"] for one in told]
    assert (ROWS - len(bad), len(bad), len(bad)) == (run.people, run.bad_rows, run.bad_cells)
    people = set(pq.read_table(tmp_path / "steps.parquet")["person"].to_pylist())
    assert {f"p{number}" for number in range(1, ROWS + 1) if number not in bad} == people


def test_a_bad_cell_can_be_taken_for_unknown(source):
    """
    Then the person is answered as if nothing were known of that fact.
    """
    path, bad = source
    answered = recommend_table(path, on_bad_row="unknown", layout="lists", batch_rows=700)
    found = answered.table["now"].to_pylist()

    assert ROWS == answered.table.num_rows
    for number, column in bad.items():
        if column == "person":
            continue
        row = {key: value for key, value in good_row(number).items() if key != column}
        expected = Rulebook.default().recommend(situation(row))
        assert [step.id for step in expected.recommendations] == found[number - 1]


def situation(row):
    """A row of texts as a situation."""
    facts = {"no_progress": bool, "age": int, "weeks_in_therapy": float, "sessions_attended": int,
             "progress": str, "sleep_hours": float, "country": str}  # fmt: skip
    tried = (
        {"talk-to-therapist": row["tried.talk-to-therapist"]}
        if "tried.talk-to-therapist" in row
        else {}
    )
    known = {name: kind(row[name]) for name, kind in facts.items() if name in row}
    return Situation(**known, tried=tried)


def test_without_leave_to_go_on_nothing_is_answered(source, tmp_path):
    """
    Every bad cell of the whole file is counted, the first are listed, and no file appears.
    """
    path, bad = source

    with pytest.raises(TableError) as error:
        recommend_file(path, tmp_path / "steps.parquet", batch_rows=700)

    text = str(error.value)
    assert_golden("population/bad-rows.txt", text)
    assert f"and {len(bad) - 20} more" in text
    assert [] == list(tmp_path.iterdir())


def test_no_value_is_told_unless_asked(source):
    """
    A report goes to whoever mends the table; it holds values only where they were asked for.
    """
    path, _ = source

    quiet = recommend_table(path, on_bad_row="skip").bad_rows.to_pylist()
    open_ = recommend_table(path, on_bad_row="skip", show_values=True).bad_rows.to_pylist()

    assert PRIVATE not in str(quiet)
    assert {None} == {one["value"] for one in quiet}
    assert [KINDS[one["column"]][0] or None for one in open_] == [one["value"] for one in open_]


def test_broken_lines_of_a_csv_file_are_told_by_their_row(tmp_path):
    """
    Too few or too many cells: the line is left out, and rows after it keep their numbers.
    """
    path = tmp_path / "people.csv"
    path.write_text("person,age\na,31\nb,31,9\nc,200\nd\ne,40\n")

    answered = recommend_table(path, on_bad_row="skip", layout="lists")

    told = [(one["row"], one["column"], one["code"]) for one in answered.bad_rows.to_pylist()]
    assert [(2, "", "T910"), (3, "age", "S203"), (4, "", "T910")] == told
    assert ["a", "e"] == answered.table["person"].to_pylist()


TYPED = {
    "age too high": ({"age": pa.array([30, 121])}, "S203"),
    "no number": ({"sleep_hours": pa.array([7.0, float("nan")])}, "S203"),
    "infinite": ({"sleep_hours": pa.array([7.0, float("inf")])}, "S203"),
    "a fraction": ({"age": pa.array([30.0, 30.5])}, "S202"),
    "below the range": ({"planned_sessions": pa.array([3, 0])}, "S203"),
    "no choice": ({"progress": pa.array(["good", "better"])}, "S204"),
    "no member": ({"concerns": pa.array([["depression"], ["depresion"]])}, "S204"),
    "a member that is denied": (
        {"concern_depression": [True, False], "concerns": [["depression"], ["depression"]]},
        "S205",
    ),
    "an unknown fact": ({"declined": pa.array([["age"], ["agee"]])}, "S201"),
    "no date": ({"as_of": pa.array(["2026-11-25", "2026-13-25"])}, "S202"),
    "no outcome": ({"tried.keep-going": pa.array(["helped", "help"])}, "S204"),
}


@pytest.mark.parametrize(("columns", "code"), TYPED.values(), ids=TYPED.keys())
def test_cells_of_every_type_are_checked(columns, code):
    """
    What is no value of its fact is found in the second row, and never in the first.
    """
    answered = recommend_table(pa.table(columns), on_bad_row="unknown", layout="lists")

    told = [(one["row"], one["code"]) for one in answered.bad_rows.to_pylist()]
    assert [(2, code)] == told
    assert 2 == answered.table.num_rows


def test_a_list_with_an_unknown_member_denies_nothing():
    """
    "none else" says nothing where one of the members is not known; the others stay.
    """
    told = {"side_effects": [["nausea", "nausae", "none_else"]], "on_medication": [True]}

    answered = recommend_table(pa.table(told), on_bad_row="unknown", layout="lists")

    expected = Rulebook.default().recommend(Situation(side_effect_nausea=True, on_medication=True))
    assert [[one.id for one in expected.recommendations]] == answered.table["now"].to_pylist()
    assert [expected.safety.could_be] == answered.table["safety_could_be"].to_pylist()


def test_scores_that_cannot_be_so_are_told_for_their_person():
    """
    A total out of range, an unknown measure: the person's row is the bad one.
    """
    people = pa.table({"person": ["a", "b", "c"], "no_progress": [True, True, True]})
    scores = pa.table(
        {
            "person": ["a", "b", "c", "d"],
            "measure": ["phq-9", "phq-9", "phq-99", "phq-9"],
            "week": [2.0, 2.0, 2.0, 2.0],
            "total": [20, 200, 3, 4],
        }
    )

    answered = recommend_table(people, measures=scores, on_bad_row="skip", layout="lists")

    told = [(one["row"], one["column"], one["code"]) for one in answered.bad_rows.to_pylist()]
    assert [(2, "measures", "T911"), (3, "measures", "T911")] == told
    assert ["a"] == answered.table["person"].to_pylist()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.parquet", None),
        ("empty.csv", b""),
        ("broken.parquet", b"PAR1 and no more"),
        ("other.xlsx", b"PK"),
        ("nothing", None),
    ],
)
def test_a_table_that_cannot_be_read_is_one_message(tmp_path, name, content):
    """
    No file, an empty one, a broken one or one of another kind: a message, no traceback.
    """
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(TableError) as error:
        recommend_table(path)

    assert {"T907"} == {problem.code for problem in error.value.problems}


def test_what_is_no_table_is_refused():
    """
    A list is told apart from a table.
    """
    with pytest.raises(TableError, match="a list is no table of people"):
        recommend_table([1, 2])
