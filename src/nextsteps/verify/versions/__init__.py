"""Two versions of a rulebook: what is written otherwise, and who gets a different plan."""

from nextsteps.verify.versions.changes import EntryChange, FieldChange, changes
from nextsteps.verify.versions.difference import Otherwise, VersionDifference, diff
from nextsteps.verify.versions.kinds import KINDS, WORDS, Kind, kinds_between
from nextsteps.verify.versions.revision import load_version
from nextsteps.verify.versions.rows import Counted, count, read_rows

__all__ = [
    "KINDS",
    "WORDS",
    "Counted",
    "EntryChange",
    "FieldChange",
    "Kind",
    "Otherwise",
    "VersionDifference",
    "changes",
    "count",
    "diff",
    "kinds_between",
    "load_version",
    "read_rows",
]
