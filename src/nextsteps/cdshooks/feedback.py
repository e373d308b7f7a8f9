"""What a client tells later: whether a card was accepted or overridden."""

import re
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from nextsteps.cdshooks.element import Element, Text
from nextsteps.cdshooks.response import Coding

_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII)


def is_time(text: str) -> bool:
    """
    Tell whether *text* is a time with a zone, as RFC 3339 writes it.

    >>> is_time("2020-12-11T00:00:00Z"), is_time("2020-12-11"), is_time("2020-13-11T00:00:00Z")
    (True, False, False)
    """
    if _TIME.fullmatch(text) is None:
        return False
    try:
        datetime.fromisoformat(re.sub(r"\.\d+", "", text.upper()))
    except ValueError:
        return False
    return True


def _time(text: str) -> str:
    if not is_time(text):
        raise ValueError("not a time with a zone, such as 2020-12-11T08:30:00Z")
    return text


Time = Annotated[Text, AfterValidator(_time)]


class AcceptedSuggestion(Element):
    """Which suggestion was accepted, by its uuid."""

    model_config = ConfigDict(extra="allow")

    id: Text


class ReportedCoding(Coding):
    """A code as a client reports it, which may be a whole FHIR Coding."""

    model_config = ConfigDict(extra="allow")


class OverrideReason(Element):
    """Why a card was overridden: a code, a comment, or both. A comment may name a person."""

    model_config = ConfigDict(extra="allow")

    reason: ReportedCoding | None = None
    user_comment: Text | None = Field(default=None, repr=False)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.reason is None and self.user_comment is None:
            raise ValueError("an override reason without reason or userComment")
        return self


class Feedback(Element):
    """What a person did with one card (`card` is its uuid)."""

    model_config = ConfigDict(extra="allow")

    card: Text
    outcome: Literal["accepted", "overridden"]
    accepted_suggestions: Annotated[tuple[AcceptedSuggestion, ...], Field(min_length=1)] | None = (
        None
    )
    override_reason: OverrideReason | None = None
    outcome_timestamp: Time

    @model_validator(mode="after")
    def _says_what_was_accepted(self) -> Self:
        if self.outcome == "accepted" and self.accepted_suggestions is None:
            raise ValueError("accepted without acceptedSuggestions")
        return self


class FeedbackReport(Element):
    """All that a client reports at once; the same may come twice."""

    model_config = ConfigDict(extra="allow")

    feedback: tuple[Feedback, ...]
