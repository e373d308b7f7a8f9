"""One questionnaire as it was filled in; whether its numbers fit is checked with the rulebook."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from nextsteps.situation.day import Day


def _numbered(value: Any) -> Any:
    """In files keys are text: `item: {9: 1}` is item 9."""
    if not isinstance(value, dict):
        return value
    return {int(key) if str(key).isdecimal() else key: points for key, points in value.items()}


class Filled(BaseModel):
    """
    A measure filled in once: when, and its total, all its answers, or single items.

    `week` counts from the first session; `date` is the day. `answers` are the points of each
    item in order, None where one is missing; `item` holds single answers by number, from 1.
    `norms` names the norms to read it by, and `prorate` lets the mean stand in for missing
    answers where the measure allows it.

    >>> Filled(measure="phq-9", week=4, total=14).total
    14
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    measure: str = Field(min_length=1, max_length=80)
    week: float | None = Field(default=None, ge=0, le=2600, allow_inf_nan=False)
    date: Day = Field(default=None, strict=False)
    total: int | None = None
    answers: tuple[int | None, ...] | None = Field(default=None, strict=False)
    item: Annotated[dict[int, int] | None, BeforeValidator(_numbered)] = None
    norms: str | None = None
    prorate: bool | None = None

    @model_validator(mode="after")
    def _says_when_and_what(self) -> Self:
        if (self.week is None) == (self.date is None):
            raise _wrong(
                f"`{self.measure}` needs `week` or `date`, one of them; "
                "as in `week: 4` or `date: 2026-11-01`"
            )
        if self.total is None and self.answers is None and not self.item:
            raise _wrong(
                f"`{self.measure}` has no score; give `total`, `answers` or `item`, "
                "as in `total: 14` or `item: {9: 1}`"
            )
        if self.answers is not None and self.item is not None:
            raise _wrong(
                f"`{self.measure}` has `answers` and `item`; `answers` alone says all of it"
            )
        return self

    @property
    def when(self) -> str:
        """The time in words, for messages."""
        return f"week {self.week:g}" if self.week is not None else str(self.date)


def _wrong(message: str) -> PydanticCustomError:
    return PydanticCustomError("wrong_filled", "{message}", {"message": message})
