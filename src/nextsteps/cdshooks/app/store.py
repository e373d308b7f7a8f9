"""Feedback, kept in SQLite: what was acknowledged survives the end of the process."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from nextsteps.cdshooks.feedback import Feedback, FeedbackReport

_TABLE = """
CREATE TABLE IF NOT EXISTS feedback (
    number INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    received TEXT NOT NULL,
    service TEXT NOT NULL,
    issuer TEXT,
    tenant TEXT,
    feedback TEXT NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """One feedback as it was kept, with when it came (UTC), for which service, and from whom."""

    received: str
    service: str
    issuer: str | None
    tenant: str | None
    feedback: Feedback


class FeedbackStore:
    """
    Keeps feedback in the file *path*, or in memory.

    A report is kept whole or not at all, and what comes twice is kept once.
    Comments may name people: with `keep_comments=False` they are dropped before anything is
    written.
    """

    def __init__(self, path: str | Path = ":memory:", *, keep_comments: bool = True) -> None:
        self._lock = Lock()
        self._keep_comments = keep_comments
        self._database = sqlite3.connect(
            path, check_same_thread=False, isolation_level=None, timeout=5
        )
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute(_TABLE)

    def add(
        self,
        service: str,
        report: FeedbackReport,
        *,
        issuer: str | None = None,
        tenant: str | None = None,
    ) -> int:
        """Keep *report*, and return how many of its entries were new."""
        received = datetime.now(UTC).isoformat(timespec="seconds")
        texts = [self._text(one) for one in report.feedback]
        rows = [
            (_digest(service, issuer, tenant, text), received, service, issuer, tenant, text)
            for text in texts
        ]
        with self._lock, self._database:
            self._database.execute("BEGIN IMMEDIATE")
            before = self._database.total_changes
            self._database.executemany(
                "INSERT OR IGNORE INTO feedback"
                " (digest, received, service, issuer, tenant, feedback) VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )
            return self._database.total_changes - before

    def __iter__(self) -> Iterator[Kept]:
        """Yield all that is kept, oldest first."""
        with self._lock:
            rows = self._database.execute(
                "SELECT received, service, issuer, tenant, feedback FROM feedback ORDER BY number"
            ).fetchall()
        for received, service, issuer, tenant, text in rows:
            yield Kept(received, service, issuer, tenant, Feedback.read(text))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()

    def _text(self, feedback: Feedback) -> str:
        plain = feedback.to_dict()
        if not self._keep_comments:
            plain = _without_comment(plain)
        return json.dumps(plain, sort_keys=True)


def _without_comment(plain: dict[str, Any]) -> dict[str, Any]:
    reason = {k: v for k, v in plain.get("overrideReason", {}).items() if k != "userComment"}
    rest = {k: v for k, v in plain.items() if k != "overrideReason"}
    return rest | ({"overrideReason": reason} if "reason" in reason else {})


def _digest(*parts: str | None) -> str:
    return sha256(json.dumps(parts).encode()).hexdigest()
