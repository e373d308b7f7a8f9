"""What charts share: the rows of any table, the facts that were swept, and axes of labels."""

import json
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import altair as alt
import narwhals.stable.v2 as nw

WIDTH = 560
_LETTER = 7


def rows_of(table: Any) -> list[dict[str, Any]]:
    """Return the rows of a pandas, polars, Arrow or other table; what is missing is None."""
    rows: list[dict[str, Any]] = nw.from_native(table, eager_only=True).to_arrow().to_pylist()
    return rows


def axes_of(table: Any, count: int) -> list[str]:
    """
    Return the facts that a sweep or grid went over: its columns before `place`.

    Raises:
        ValueError: It did not go over *count* facts.
    """
    names = list(nw.from_native(table, eager_only=True).columns)
    axes = names[: names.index("place")] if "place" in names else []
    if len(axes) != count or axes == ["person"]:
        wanted = "a table of `sweep`" if count == 1 else "a table of `grid`"
        raise ValueError(f"this is drawn from {wanted}")
    return axes


def is_number(values: Sequence[Any]) -> bool:
    """Return whether all are numbers, and none is unknown."""
    return all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def labelled(field: str, labels: Sequence[str], room: int, title: Sequence[str]) -> Any:
    """Return an axis of labels, each broken into lines that fit into *room* pixels."""
    letters = max(8, room // _LETTER)
    broken = {one: "\n".join(wrap(one, letters)) for one in labels}
    lines = f"split({json.dumps(broken)}[datum.label], '\\n')"
    axis = alt.Axis(labelAngle=0, labelExpr=lines, labelLimit=0)
    return alt.X(f"{field}:O", sort=list(labels), axis=axis).title(list(title))
