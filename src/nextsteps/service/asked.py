"""What a call may ask: models of its body, and the body read with every problem at its place."""

import json
from functools import cache
from typing import Any, Literal, NoReturn, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from nextsteps.document import decode, read_node
from nextsteps.errors import DocumentError, Location, Problem, SituationError
from nextsteps.shape import problems_of
from nextsteps.situation import Situation
from nextsteps.situation.read import CODES as SITUATION_CODES

NAME = "the body"
MAX_BYTES = 200_000
"""How large a body is at most: a situation takes a few thousand, and what is wrong takes long."""
_EXACT = 2**53
"""Up to here a float is the whole number that was written."""
_CODES = SITUATION_CODES | {"missing": "W106", "extra_forbidden": "W106"}
_Model = TypeVar("_Model", bound=BaseModel)
_Plan = TypeVar("_Plan", bound="AskedPlan")


class Asked(BaseModel):
    """Base of the bodies."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


class AskedScore(Asked):
    """A questionnaire to score: `answers` in order (null where one is missing), or a `total`."""

    measure: str = Field(min_length=1, max_length=80)
    answers: tuple[int | None, ...] | None = Field(default=None, strict=False, max_length=100)
    total: int | None = None
    norms: str | None = Field(default=None, max_length=80)
    prorate: bool = False


class AskedPlan(Asked):
    """A situation to make a plan for."""

    situation: Situation


class AskedSteps(AskedPlan):
    """A whole plan; what to ask takes nearly all of its time, so it can be left out."""

    questions: bool = True


class AskedWhy(AskedPlan):
    """A question about one recommendation; `to` is for `what_would_change` alone."""

    recommendation: str = Field(min_length=1, max_length=80)
    ask: Literal["why", "why_not", "what_would_change"] = "why"
    to: Literal["in", "out", "top"] = "in"


class Told(AskedPlan):
    """The context of our own hook: the situation itself, and of whom it is told by whom."""

    patient_id: str | None = Field(
        default=None, alias="patientId", pattern=r"^[A-Za-z0-9\-.]{1,64}$"
    )
    encounter_id: str | None = Field(
        default=None, alias="encounterId", pattern=r"^[A-Za-z0-9\-.]{1,64}$"
    )
    user_id: str | None = Field(
        default=None, alias="userId", pattern=r"^[A-Z][A-Za-z]*/[A-Za-z0-9\-.]{1,64}$"
    )


@cache
def for_vocabulary(base: type[_Plan], situation: type[Situation]) -> type[_Plan]:
    """Return *base* for situations in another vocabulary."""
    if situation is Situation:
        return base
    field: Any = (situation, ...)
    return create_model(base.__name__, __base__=base, situation=field)


def read_body(raw: bytes, model: type[_Model]) -> _Model:
    """
    Return the JSON in *raw* as *model*.

    Raises:
        DocumentError: It is not JSON.
        SituationError: Listing everything that is not as it should be.
    """
    values = _json(raw)
    if not isinstance(values, dict):
        keys = ", ".join(f"`{name}`" for name in model.model_fields)
        raise SituationError(Problem("W106", "the body is not an object", help=f"it has {keys}"))
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise SituationError(_problems(error, raw, model)) from None


def read_at_once(raw: bytes, model: type[_Model]) -> _Model | None:
    """
    Return what `read_body` returns; None where there is anything to say about the body.

    To say it at its place takes far longer than to read what is well.
    """
    try:
        return model.model_validate(_json(raw))
    except (DocumentError, ValidationError):
        return None


def _json(raw: bytes) -> Any:
    source = decode(raw, NAME)
    try:
        values = json.loads(
            source.text,
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_float=_whole_where_it_is,
        )
        if "\\u" in source.text:
            json.dumps(values, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        place = Location(NAME, error.lineno, error.colno)
        raise DocumentError(Problem("D103", "the body is not valid JSON", place)) from None
    except UnicodeEncodeError:
        raise DocumentError(Problem("D101", "the body holds half of a character")) from None
    except RecursionError:
        raise DocumentError(Problem("D107", "the body is nested too deeply")) from None
    except ValueError:  # a number of thousands of digits, NaN
        raise DocumentError(Problem("D103", "the body holds a number that is none")) from None
    return values


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        message = "a key stands twice in one object of the body"
        raise DocumentError(Problem("D104", message, help="say each fact once"))
    return values


def _whole_where_it_is(text: str) -> int | float:
    """To JSON 31.0 is the same number as 31."""
    number = float(text)
    return int(number) if number.is_integer() and abs(number) <= _EXACT else number


def _no_number(_: str) -> NoReturn:
    raise ValueError


def _problems(error: ValidationError, raw: bytes, model: type[BaseModel]) -> list[Problem]:
    try:
        node = read_node(decode(raw, NAME))
    except DocumentError:  # JSON that is no YAML: the problems are told without their places
        node = None
    return problems_of(error, node, model, _CODES)
