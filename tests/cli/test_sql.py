"""`nextsteps sql` prints a statement that a database takes."""

import duckdb

from tests.cli.conftest import SKETCH


def test_the_printed_table_and_statement_run(nextsteps):
    """
    Straight from the command line into a database.
    """
    connection = duckdb.connect()
    created = nextsteps("sql", "--dialect", "duckdb", "--rules", SKETCH, "--create-table")
    connection.execute(created.out)
    connection.execute("INSERT INTO situations (person, no_progress) VALUES ('ann', TRUE)")
    printed = nextsteps("sql", "--dialect", "duckdb", "--rules", SKETCH, "--view", "plans")
    connection.execute(printed.out)

    assert (0, 0) == (created.code, printed.code)
    assert [] == connection.execute("SELECT * FROM plans WHERE place = 'refused'").fetchall()


def test_a_column_that_is_no_fact_is_a_problem_in_words(nextsteps):
    """
    With a suggestion, and without half a statement.
    """
    ran = nextsteps("sql", "--dialect", "sqlite", "--column", "no_progres")

    assert (1, "") == (ran.code, ran.out)
    assert "did you mean `no_progress`?" in ran.err
