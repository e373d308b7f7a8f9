"""A run that is cut off is taken up where it was: the same output, and nothing twice."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nextsteps.population import recommend_file
from tests.population.people import people, scores

ROOT = Path(__file__).parents[2]
BATCH, COPIES = 100, 6
CHILD = """
import sys, time
from nextsteps.population import recommend_file
source, scores, output = sys.argv[1:]
recommend_file(source, output, measures=scores, batch_rows=100, progress=lambda *_: time.sleep(0.2))
"""


@pytest.fixture
def files(tmp_path):
    """A few thousand people in files, and where their answers go."""
    table = people()
    many = [
        table.set_column(0, "person", pa.array([f"{name}-{copy}" for name in table["person"]]))
        for copy in range(COPIES)
    ]
    pq.write_table(pa.concat_tables(many), tmp_path / "people.parquet")
    filled = scores()
    named = pa.array([f"{name}-0" for name in filled["person"]])
    pq.write_table(filled.set_column(0, "person", named), tmp_path / "scores.parquet")
    return tmp_path / "people.parquet", tmp_path / "scores.parquet", tmp_path / "steps.parquet"


def started(files):
    """A run in a process of its own."""
    return subprocess.Popen([sys.executable, "-c", CHILD, *map(str, files)], cwd=ROOT)


def kept(files):
    """The batches that are kept of an unfinished run."""
    return list(files[2].parent.glob(".steps.parquet.work/*.arrow"))


def wait_for(files, count, process):
    """Wait until so many batches are done."""
    for _ in range(600):
        if len(kept(files)) >= count:
            return
        assert process.poll() is None
        time.sleep(0.05)
    raise AssertionError("nothing was done in half a minute")


def test_a_killed_run_goes_on_and_gives_the_same_file(files, tmp_path):
    """
    Killed twice with signal 9 in the middle: no file is there, and then the very same one.
    """
    for count in (3, 9):
        process = started(files)
        wait_for(files, count, process)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert not files[2].exists()
    done = len(kept(files))

    run = recommend_file(files[0], files[2], measures=files[1], batch_rows=BATCH)
    whole = tmp_path / "whole.parquet"
    fresh = recommend_file(files[0], whole, measures=files[1], batch_rows=BATCH)

    assert (done, 0) == (run.resumed, fresh.resumed)
    assert whole.read_bytes() == files[2].read_bytes()
    assert (fresh.people, fresh.rows, fresh.bad_cells) == (run.people, run.rows, run.bad_cells)
    assert {"people.parquet", "scores.parquet", "steps.parquet", "whole.parquet"} == {
        path.name for path in tmp_path.iterdir()
    }


def test_what_another_run_has_left_is_not_used(files):
    """
    Another source or other options begin anew, and a broken file of a batch counts as none.
    """
    process = started(files)
    wait_for(files, 4, process)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    for path in kept(files)[:2]:
        path.write_bytes(path.read_bytes()[:-100])
    done = len(kept(files))

    again = recommend_file(files[0], files[2], measures=files[1], batch_rows=BATCH)
    assert done - 2 == again.resumed

    process = started(files)
    wait_for(files, 4, process)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    table = pq.read_table(files[0])
    pq.write_table(table.slice(50), files[0])

    other = recommend_file(files[0], files[2], measures=files[1], batch_rows=BATCH)
    assert 0 == other.resumed
    assert table.num_rows - 50 == other.people


def test_a_run_that_fails_leaves_what_was_there(files):
    """
    An earlier file stays as it is when the next run can't finish.
    """
    files[2].write_text("what was there")

    def fail(*_):
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError):
        recommend_file(files[0], files[2], batch_rows=BATCH, progress=fail)

    assert "what was there" == files[2].read_text()
    assert not (files[2].parent / ".steps.parquet.unfinished").exists()


def test_progress_counts_every_row(files):
    """
    Progress ends at the number of rows, which is known of Parquet files.
    """
    told = []
    recommend_file(files[0], files[2], batch_rows=BATCH, progress=lambda *one: told.append(one))

    count = pq.read_metadata(files[0]).num_rows
    assert (count, count) == told[-1]
    assert sorted(told) == told


@pytest.mark.parametrize("threads", [1, 3])
def test_the_number_of_threads_does_not_matter(files, threads):
    """
    Batches come in order, whichever is done first.
    """
    recommend_file(files[0], files[2], batch_rows=BATCH, threads=threads)
    whole = pq.read_table(files[2])
    recommend_file(files[0], files[2], batch_rows=10_000)

    assert pq.read_table(files[2]).equals(whole)
