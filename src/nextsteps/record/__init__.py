"""The audit record of a plan, and its replay: the same plan again, or what changed."""

from nextsteps.record.model import Record, RecordedSafety, RecordedStep, record_of
from nextsteps.record.replay import Moved, Replay, replay

__all__ = ["Moved", "Record", "RecordedSafety", "RecordedStep", "Replay", "record_of", "replay"]
