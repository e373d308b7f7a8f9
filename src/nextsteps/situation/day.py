"""A day of the calendar: a date, or its text; no number stands for one."""

import datetime
import re
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator

_TEXT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def _only_a_day(value: Any) -> Any:
    """Else 86400, and its text too, would be read as seconds since 1970."""
    is_text = isinstance(value, str) and not _TEXT.fullmatch(value)
    return f"no day: {value}" if is_text or isinstance(value, int | float) else value


Day: TypeAlias = Annotated[datetime.date | None, BeforeValidator(_only_a_day)]
"""A day, or None where none is said."""
