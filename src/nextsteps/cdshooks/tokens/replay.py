"""Tokens that were used: each is taken once."""

import sqlite3
from pathlib import Path
from threading import Lock


class ReplayStore:
    """
    Remembers tokens until they expire.

    In memory, or in the file *path*, which several processes may share.
    """

    def __init__(self, path: str | Path = ":memory:") -> None:
        self._lock = Lock()
        self._database = sqlite3.connect(
            path, check_same_thread=False, isolation_level=None, timeout=5
        )
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS used"
            " (issuer TEXT, jti TEXT, until REAL, PRIMARY KEY (issuer, jti)) WITHOUT ROWID"
        )

    def is_new(self, issuer: str, jti: str, *, until: float, now: float) -> bool:
        """Tell whether a token was never shown before, and remember it; times in seconds."""
        with self._lock, self._database:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.execute("DELETE FROM used WHERE until < ?", (now,))
            added = self._database.execute(
                "INSERT OR IGNORE INTO used VALUES (?, ?, ?)", (issuer, jti, until)
            )
            return added.rowcount == 1

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()
