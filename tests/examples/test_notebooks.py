"""The notebooks run, and were stored with what they show."""

from pathlib import Path

import pytest

pytest.importorskip("nbclient", reason="the examples' libraries are not installed")

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[2] / "examples" / "notebooks").glob("*.ipynb"))
SECONDS_PER_CELL = 50

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])


def _code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _outputs(notebook):
    return [output for cell in _code_cells(notebook) for output in cell.outputs]


def _printed(notebook):
    """What each cell prints; when a kernel sends it in parts, only the whole counts."""
    return [
        "".join(output.text for output in cell.outputs if output.output_type == "stream")
        for cell in _code_cells(notebook)
    ]


@each_notebook
def test_a_notebook_runs_and_prints_what_is_stored(path, tmp_path):
    """
    Every cell, on a copy, with the rules as they are now; `refresh.py` stores it anew.
    """
    notebook = nbformat.read(path, as_version=4)
    stored = _printed(notebook)
    client = NotebookClient(
        notebook,
        timeout=SECONDS_PER_CELL,
        kernel_name="python3",
        coalesce_streams=True,
        resources={"metadata": {"path": tmp_path}},
    )
    client.execute()

    assert stored == _printed(notebook)


@each_notebook
def test_a_notebook_was_stored_after_a_whole_run(path):
    """
    Its cells are numbered from the first to the last: nothing was run out of order.
    """
    cells = _code_cells(nbformat.read(path, as_version=4))

    assert list(range(1, len(cells) + 1)) == [cell.execution_count for cell in cells]


@each_notebook
def test_a_notebook_was_stored_without_an_error(path):
    """
    What a reader sees without running it is whole.
    """
    outputs = _outputs(nbformat.read(path, as_version=4))

    assert {"error"}.isdisjoint(output.output_type for output in outputs)


@each_notebook
def test_a_notebook_shows_a_picture(path):
    """
    A picture is stored, so that it shows where notebooks are only rendered.
    """
    outputs = _outputs(nbformat.read(path, as_version=4))

    assert [output for output in outputs if "image/png" in output.get("data", {})]


@each_notebook
def test_a_picture_is_told_in_words(path):
    """
    Each stored image has its text, for those who don't see it.
    """
    for output in _outputs(nbformat.read(path, as_version=4)):
        if "image/png" in output.get("data", {}):
            assert output.metadata["image/png"]["alt"] == output.data["text/plain"]


@each_notebook
def test_a_notebook_stays_small(path):
    """
    A code-hosting page shows it at once.
    """
    assert path.stat().st_size < 1_000_000
