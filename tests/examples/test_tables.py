"""The same people get the same plans from pandas, polars and DuckDB."""

import pytest

pytest.importorskip("duckdb", reason="the examples' libraries are not installed")

import nextsteps as ns
from examples.tables import PEOPLE, in_duckdb, in_pandas, in_polars, main


def test_all_three_say_what_recommend_says():
    """Who is told what first."""
    expected = {}
    for row in range(len(PEOPLE["person"])):
        facts = {name: column[row] for name, column in PEOPLE.items() if name != "person"}
        step = ns.recommend(facts).recommendations[0].id
        expected.setdefault(step, []).append(PEOPLE["person"][row])

    assert expected == {step: list(people) for step, people in in_pandas().itertuples(index=False)}
    assert expected == dict(in_polars().iter_rows())
    assert expected == dict(in_duckdb())


def test_the_example_runs(capsys):
    """It prints the three tables."""
    main()

    assert 3 == capsys.readouterr().out.count("crisis-help-now")
