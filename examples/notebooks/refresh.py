"""
Run every notebook in this folder and store what it shows.

    uv run python examples/notebooks/refresh.py
"""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent
SECONDS_PER_CELL = 60


def executed(path: Path) -> nbformat.NotebookNode:
    """Return the notebook at *path* with fresh outputs; an error in a cell is raised."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=SECONDS_PER_CELL,
        record_timing=False,
        coalesce_streams=True,
        kernel_name="python3",
    )
    client.execute()
    notebook.metadata = nbformat.from_dict(  # which Python ran it is nobody's business
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    return notebook


def main() -> None:
    """Run and store all notebooks."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        nbformat.write(executed(path), path)


if __name__ == "__main__":
    main()
