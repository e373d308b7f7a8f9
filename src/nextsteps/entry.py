"""What every entry of a rulebook shares: its ids, its words, and how it cites a source."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Grade: TypeAlias = Literal["A", "B", "C", "unverified"]
KebabId: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
SnakeId: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=80)]
Words: TypeAlias = Annotated[str, Field(min_length=1, max_length=2000)]


class Entry(BaseModel):
    """Base of all entries: frozen, and every key must be known."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @classmethod
    def as_written(cls, value: dict[str, Any]) -> dict[str, Any]:
        """
        Return what stands in a file, under the names of the fields.

        Raises:
            ValueError: It cannot be told which fields are meant.
        """
        return value


class Citation(Entry):
    """Where in a source a point stands, and the point in our own words."""

    source: KebabId
    locator: Words
    says: Words | None = None
    grade: Grade | None = None
