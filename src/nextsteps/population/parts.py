"""What is done of a run, kept batch by batch, so that a run that was cut off can go on."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from nextsteps.errors import Problem, TableError
from nextsteps.population.work import Done, Work
from nextsteps.version import __version__

_MANIFEST = "run.json"
_COUNTS = b"counts"
_OURS = re.compile(r"run\.(json|unfinished)|[0-9]{8}\.(arrow|unfinished)")


@dataclass(slots=True)
class Parts:
    """
    A folder with one file per batch that is done; None keeps nothing.

    INVARIANT: a file under its final name is whole, and belongs to the run that the folder's
    manifest describes: the same library, rulebook, source and options.
    """

    folder: Path | None
    found: int = field(default=0)

    @classmethod
    def of(cls, work: Work, output: Path, folder: Path | str | None) -> "Parts":
        """Open the folder of a run; what another run has left in it is thrown away."""
        if work.print is None:
            return cls(None)
        place = Path(folder) if folder is not None else output.with_name(f".{output.name}.work")
        manifest = json.dumps(_description(work), indent=1)
        written = place / _MANIFEST
        if not written.is_file() or written.read_text(encoding="utf-8") != manifest:
            if place.exists() and any(place.iterdir()) and not written.is_file():
                message = f"`{place}` holds something else than an earlier run"
                raise TableError(Problem("T908", message, help="give an empty folder"))
            _clear(place)
            place.mkdir(parents=True, exist_ok=True)
            unfinished = written.with_suffix(".unfinished")
            unfinished.write_text(manifest, encoding="utf-8")
            unfinished.replace(written)
        return cls(place)

    def read(self, number: int) -> Done | None:
        """Return what came of a batch in an earlier run; a broken file counts as none."""
        if self.folder is None or not (path := self._path(number)).is_file():
            return None
        try:
            with pa.memory_map(str(path)) as file:
                answers = pa.ipc.open_stream(file).read_all()
                bad = pa.ipc.open_stream(file).read_all()
            counts = json.loads(bad.schema.metadata[_COUNTS])
        except (pa.ArrowException, OSError, ValueError, TypeError, KeyError):
            return None
        self.found += 1
        return Done(answers, bad.replace_schema_metadata(None), **counts)

    def write(self, number: int, done: Done) -> None:
        """Keep what came of a batch."""
        if self.folder is None:
            return
        path = self._path(number)
        counts = json.dumps({"rows": done.rows, "people": done.people})
        bad = done.bad.replace_schema_metadata({_COUNTS: counts})
        unfinished = path.with_suffix(".unfinished")
        with pa.OSFile(str(unfinished), "wb") as file:
            with pa.ipc.new_stream(file, done.answers.schema) as stream:
                stream.write_table(done.answers)
            with pa.ipc.new_stream(file, bad.schema) as stream:
                stream.write_table(bad)
        unfinished.replace(path)

    def remove(self) -> None:
        """Throw away what was kept, once the whole is written."""
        if self.folder is not None:
            _clear(self.folder)

    def _path(self, number: int) -> Path:
        assert self.folder is not None
        return self.folder / f"{number:08d}.arrow"


def _description(work: Work) -> dict[str, object]:
    options = work.options
    return {
        "library": __version__,
        "rulebook": work.rulebook.content_hash,
        "source": work.print,
        "person": options.person,
        "columns": dict(options.columns),
        "ignore": sorted(options.ignore),
        "layout": options.layout,
        "also": list(options.also),
        "questions": options.questions,
        "on_bad_row": options.on_bad_row,
        "show_values": options.show_values,
        "batch_rows": options.batch_rows,
    }


def _clear(folder: Path) -> None:
    """Remove what runs leave in a folder, and the folder if nothing else is in it."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if _OURS.fullmatch(path.name):
            path.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
