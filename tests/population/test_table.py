"""Tables of every kind in, the answers of `recommend` out, whoever made the table."""

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from nextsteps import Rulebook, Situation, TableError
from nextsteps.population import recommend_file, recommend_table, table_of
from tests.golden import assert_golden
from tests.population.people import names, people, scores, situations


def planned(situation):
    """The ids of now and later, and the levels, as `recommend` has them."""
    plan = Rulebook.default().recommend(situation)
    return (
        plan.safety.at_least,
        plan.safety.could_be,
        [step.id for step in plan.recommendations],
        [step.id for step in plan.later],
    )


def listed(table):
    """The same of a table of lists."""
    return {
        row["person"]: (row["safety"], row["safety_could_be"], row["now"], row["later"])
        for row in table.to_pylist()
    }


@pytest.fixture(scope="module")
def expected():
    """What `recommend` says to each."""
    return {name: planned(one) for name, one in zip(names(), situations(), strict=True)}


def as_parquet(table, folder):
    pq.write_table(table, folder / "people.parquet", row_group_size=100)
    return folder / "people.parquet"


def as_folder(table, folder):
    for place, start in enumerate(range(0, table.num_rows, 150)):
        pq.write_table(table.slice(start, 150), folder / f"{place}.parquet")
    return folder


def as_pattern(table, folder):
    as_folder(table, folder)
    return str(folder / "*.parquet")


def as_csv(table, folder):
    lists = ("cannot_say", "declined")
    kept = table.drop_columns([name for name in lists if name in table.column_names])
    pyarrow.csv.write_csv(kept, folder / "people.csv")
    return folder / "people.csv"


def as_coded(table, _):
    coded = [
        column.dictionary_encode() if pa.types.is_string(column.type) else column
        for column in table.columns
    ]
    return pa.table(coded, table.column_names)


SOURCES = {
    "arrow table": lambda table, _: table,
    "arrow reader": lambda table, _: table.to_reader(max_chunksize=77),
    "coded texts": as_coded,
    "pandas": lambda table, _: table.to_pandas(),
    "pandas of its own types": lambda table, _: table.to_pandas().convert_dtypes(),
    "polars": lambda table, _: pl.from_arrow(table),
    "duckdb": lambda table, _: duckdb.from_arrow(table),
    "parquet": as_parquet,
    "folder": as_folder,
    "pattern": as_pattern,
    "csv": as_csv,
}


@pytest.mark.parametrize("make", SOURCES.values(), ids=SOURCES.keys())
def test_every_kind_of_table_gives_the_answers_of_recommend(make, tmp_path, expected):
    """
    pandas, polars, Arrow, DuckDB, Parquet, CSV, folders and patterns, with scores beside them.
    """
    source = make(people(), tmp_path)

    answered = recommend_table(source, measures=scores(), layout="lists", batch_rows=100)

    assert expected == listed(answered.table)
    assert 0 == answered.bad_rows.num_rows


def test_rows_and_lists_say_the_same():
    """
    A row per recommendation, ranked from 1 in each place, holds what the lists hold.
    """
    lists = recommend_table(people(), measures=scores(), layout="lists").table
    rows = recommend_table(people(), measures=scores()).table.to_pylist()

    for place in ("now", "later"):
        found = {name: [] for name in names()}
        for row in rows:
            if row["place"] == place:
                found[row["person"]].append(row["recommendation"])
                assert len(found[row["person"]]) == row["rank"]
        assert dict(zip(names(), lists[place].to_pylist(), strict=True)) == found


def test_what_waits_and_what_is_excluded_comes_on_request():
    """
    Held, excluded and set aside as the plan has them, with the rules behind the first two.
    """
    also = ("not_yet", "excluded", "already_tried")
    rows = recommend_table(people(), measures=scores(), also=also).table.to_pylist()
    found = [
        (row["person"], row["place"], row["recommendation"], row["rules_against"])
        for row in rows
        if row["place"] in also
    ]

    expected = []
    for name, situation in zip(names(), situations(), strict=True):
        plan = Rulebook.default().recommend(situation)
        expected += [(name, "not_yet", one.id, list(one.rules)) for one in plan.not_yet]
        expected += [(name, "excluded", one.id, list(one.rules)) for one in plan.excluded]
        tried = [one for one in plan.set_aside if one.cause == "already_tried"]
        expected += [(name, "already_tried", one.id, []) for one in tried]

    assert expected == found


def test_questions_come_on_request():
    """
    The first questions of each person's plan, found out one by one.
    """
    few = slice(0, 30)
    table = table_of(situations()[few], names()[few])
    answered = recommend_table(table, measures=scores(), layout="lists", questions=3)

    expected = [
        [question.fact for question in Rulebook.default().recommend(one).questions[:3]]
        for one in situations()[few]
    ]
    assert expected == answered.table["questions"].to_pylist()


def test_lists_of_members_are_spread_as_for_one_person():
    """
    `side_effects: [nausea, none_else]` is one yes/no fact per member here too.
    """
    told = [
        {"side_effects": ["nausea", "none_else"], "concerns": ["depression"]},
        {"side_effects": ["none_else"], "danger_signs": ["none_else"], "side_effect_other": True},
        {"side_effects": [], "concerns": None},
    ]
    names = dict.fromkeys(name for row in told for name in row)
    table = pa.table({name: [row.get(name) for row in told] for name in names})

    answered = recommend_table(table, layout="lists", batch_rows=2)

    expected = {
        number: planned(
            Situation.model_validate({key: one for key, one in row.items() if one is not None})
        )
        for number, row in enumerate(told, 1)
    }
    assert expected == listed(answered.table)


def test_columns_can_have_other_names():
    """
    A mapping says which fact a column is, and what is ignored is not read.
    """
    table = pa.table({"klant": ["x"], "weken": [20.0], "vast": [True], "naam": ["J."]})

    answered = recommend_table(
        table,
        person="klant",
        columns={"weken": "weeks_in_therapy", "vast": "no_progress"},
        ignore=["naam"],
        layout="lists",
    )

    expected = {"x": planned(Situation(weeks_in_therapy=20.0, no_progress=True))}
    assert expected == listed(answered.table)


def test_columns_that_do_not_fit_are_all_told_before_anything_is_read():
    """
    Unknown columns with a suggestion, wrong types, doubles and names that are not there.
    """
    table = pa.table(
        {
            "person": ["a"],
            "no_progres": [True],
            "age": [True],
            "progress": [1],
            "weeks": [1.0],
            "weeks_in_therapy": [1.0],
            "concerns": ["depression"],
            "tried.talk-to-therapst": ["helped"],
        }
    ).append_column("person", [["a"]])

    with pytest.raises(TableError) as error:
        recommend_table(table, columns={"weeks": "weeks_in_therapy", "lag": "age"}, ignore=["x"])

    assert_golden("population/columns.txt", str(error.value))


def test_options_that_do_not_fit_are_told():
    """
    A wrong option is a message, never a traceback from within.
    """
    with pytest.raises(TableError) as error:
        recommend_table(people(), also=("exluded",), layout="list", on_bad_row="go", questions=2)

    assert_golden("population/options.txt", str(error.value))


@pytest.mark.parametrize("layout", ["rows", "lists"])
def test_nobody_is_an_answer_too(tmp_path, layout):
    """
    A table without rows gives a table without rows, with all its columns.
    """
    nobody = people().slice(0, 0)

    run = recommend_file(nobody, tmp_path / "steps.parquet", layout=layout)

    expected = recommend_table(people(), layout=layout).table
    assert expected.column_names == pq.read_schema(tmp_path / "steps.parquet").names
    assert (0, 0, 0) == (
        run.people,
        run.rows,
        recommend_table(nobody, layout=layout).table.num_rows,
    )


def test_what_is_read_is_never_overwritten(tmp_path):
    """
    Neither the people nor their scores nor one output by the other; strange folders stay.
    """
    source = as_parquet(people(), tmp_path)
    filled = tmp_path / "scores.parquet"
    pq.write_table(scores(), filled)
    before = source.read_bytes(), filled.read_bytes()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "00000001.arrow").write_text("mine")

    for output, more in (
        (source, {}),
        (filled, {"measures": filled}),
        (tmp_path / "steps.csv", {"bad_rows": tmp_path / "steps.csv"}),
        (tmp_path / "steps.csv", {"work_folder": tmp_path / "mine"}),
        (tmp_path / "no" / "folder.csv", {}),
    ):
        with pytest.raises(TableError) as error:
            recommend_file(source, output, **more)
        assert {"T908"} == {problem.code for problem in error.value.problems}

    assert before == (source.read_bytes(), filled.read_bytes())
    assert "mine" == (tmp_path / "mine" / "00000001.arrow").read_text()


def test_scores_with_dates_are_as_old_as_the_day_says(tmp_path):
    """
    `as_of` is the day of each row: the same scores are fresh for one and old for another.
    """
    days = ["2026-11-25", "2026-11-02", None]
    told = [
        {"measure": "phq-9", "date": "2026-10-01", "total": 9},
        {"measure": "phq-9", "date": "2026-11-01", "total": 19},
    ]
    filled = pa.table(
        {
            "person": [number for number in (1, 2, 3) for _ in told],
            **{name: [one[name] for one in told] * 3 for name in told[0]},
        }
    )
    dated = pa.table({"person": [1, 2, 3], "as_of": pa.array(days), "no_progress": [True] * 3})
    expected = {
        number: planned(Situation(as_of=day, no_progress=True, measures=told))
        for number, day in enumerate(days, 1)
    }

    for table in (dated, dated.set_column(1, "as_of", dated["as_of"].cast(pa.date32()))):
        answered = recommend_table(table, measures=filled, layout="lists")
        assert expected == listed(answered.table)

    early = dated.set_column(1, "as_of", pa.array(["2026-10-15"] * 3))
    with pytest.raises(TableError, match="T911"):
        recommend_table(early, measures=filled)


def test_scores_may_come_as_text_or_with_gaps(tmp_path):
    """
    CSV holds texts, and pandas makes decimals of whole numbers with gaps.
    """
    filled = scores().filter(pc.field("answers").is_null()).drop_columns("answers")
    pyarrow.csv.write_csv(filled, tmp_path / "scores.csv")
    expected = recommend_table(people(), measures=filled, layout="lists").table
    without = recommend_table(people(), layout="lists").table

    for source in (tmp_path / "scores.csv", filled.to_pandas()):
        answered = recommend_table(people(), measures=source, layout="lists").table
        assert expected.to_pylist() == answered.to_pylist()
        assert without.to_pylist() != answered.to_pylist()


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".arrow"])
def test_every_kind_of_file_holds_the_rows_of_the_table(tmp_path, suffix):
    """
    Parquet, CSV and Arrow files hold what `recommend_table` returns; ids in CSV by blanks.
    """
    table = recommend_table(people(), measures=scores()).table
    output = tmp_path / f"steps{suffix}"

    run = recommend_file(people(), output, measures=scores(), batch_rows=100)

    read = {
        ".parquet": pq.read_table,
        ".csv": pyarrow.csv.read_csv,
        ".arrow": lambda path: pa.ipc.open_file(path).read_all(),
    }[suffix](output)
    expected = [str(row["recommendation"]) for row in table.to_pylist()]
    assert expected == read["recommendation"].to_pylist()
    rules = [" ".join(row) if suffix == ".csv" else row for row in table["rules_for"].to_pylist()]
    assert rules == read["rules_for"].to_pylist()
    assert (table.num_rows, len(names())) == (run.rows, run.people)
    assert [output] == list(tmp_path.iterdir())
