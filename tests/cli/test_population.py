"""`nextsteps population` and `nextsteps summary`: files in, files out, faults as messages."""

import re

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from nextsteps.cli import OK, PROBLEMS, USAGE, run
from nextsteps.population import recommend_table
from tests.golden import assert_golden
from tests.population.people import people, scores


@pytest.fixture
def files(tmp_path):
    """People and scores as files, and where the steps go."""
    pq.write_table(people(), tmp_path / "people.parquet")
    pq.write_table(scores(), tmp_path / "scores.parquet")
    return [str(tmp_path / name) for name in ("people.parquet", "scores.parquet", "steps.parquet")]


def test_population_writes_the_steps_of_everybody(files, capsys):
    """
    What the command writes is what the library returns, and it says how much that is.
    """
    source, filled, output = files

    code = run(["population", source, "--measures", filled, "--output", output])

    expected = recommend_table(people(), measures=scores()).table
    assert OK == code
    assert expected.to_pylist() == pq.read_table(output).to_pylist()
    printed = capsys.readouterr().out
    assert f"{people().num_rows} people, {expected.num_rows} rows: {output}\n" in printed


def test_population_takes_lists_other_names_and_bad_rows(tmp_path, capsys):
    """
    A column mapped to its fact, one ignored, bad rows listed, a row per person.
    """
    source, output, bad = (str(tmp_path / name) for name in ("p.csv", "steps.csv", "bad.csv"))
    (tmp_path / "p.csv").write_text("who,alter,naam,no_progress\na,31,A.,true\nb,x,B.,true\n")

    code = run(
        f"population {source} --output {output} --lists --person who --map alter=age "
        f"--ignore naam --on-bad-row skip --bad-rows {bad} --also not_yet".split()
    )

    assert OK == code
    assert "1 cell in 1 row could not be read" in capsys.readouterr().out
    steps = pyarrow.csv.read_csv(output)
    assert ["person", "safety", "safety_could_be", "now", "later", "not_yet"] == steps.column_names
    assert ["a"] == steps["person"].to_pylist()
    assert [{"row": 2, "column": "alter"}] == (
        pyarrow.csv.read_csv(bad).select(["row", "column"]).to_pylist()
    )


def test_faults_of_a_table_are_messages(tmp_path, capsys):
    """
    Unknown columns and bad cells end in code 1, a wrong option in code 2; nothing is written.
    """
    (tmp_path / "p.csv").write_text("agee,no_progress\n3,true\n")
    (tmp_path / "q.csv").write_text("age,no_progress\n300,true\n")
    output = str(tmp_path / "steps.csv")

    codes = [
        run(["population", str(tmp_path / "p.csv"), "--output", output]),
        run(["population", str(tmp_path / "q.csv"), "--output", output]),
        run(["population", str(tmp_path / "q.csv"), "--output", str(tmp_path / "steps.xlsx")]),
        run(["population", str(tmp_path / "q.csv"), "--output", output, "--also", "exluded"]),
        run(["population", str(tmp_path / "q.csv"), "--output", output, "--map", "age"]),
    ]

    assert [PROBLEMS, PROBLEMS, PROBLEMS, USAGE, USAGE] == codes
    assert not (tmp_path / "steps.csv").exists()
    told = capsys.readouterr().err.replace(str(tmp_path), "FOLDER")
    assert_golden("cli/population-faults.txt", told)


def test_the_summary_prints_writes_and_compares(files, tmp_path, capsys):
    """
    As text, as a picture, as a table, and against rules as they were.
    """
    source, filled, _ = files
    picture, table = tmp_path / "seen.svg", tmp_path / "seen.csv"
    common = ["summary", source, "--measures", filled, "--sample", "2"]

    codes = [
        run(common),
        run([*common, "--output", str(picture)]),
        run([*common, "--output", str(table)]),
        run([*common, "--before", "rules"]),
    ]

    assert [OK] * 4 == codes
    printed = capsys.readouterr().out
    assert re.match(rf"{people().num_rows} people, [0-9.]+ alerts per 100\n", printed)
    assert "something else is advised first: 0\n" in printed
    assert picture.read_text().startswith("<svg ")
    assert pa.string() == pyarrow.csv.read_csv(table)["what"].type


def test_what_is_not_installed_is_a_message(monkeypatch, capsys, files):
    """
    Without the extra the command says what to install.
    """
    import sys

    monkeypatch.setitem(sys.modules, "nextsteps.population", None)

    code = run(["summary", files[0]])

    assert PROBLEMS == code
    assert "pip install 'nextsteps[population]'" in capsys.readouterr().err
