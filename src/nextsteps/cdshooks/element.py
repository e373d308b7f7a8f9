"""What all objects of CDS Hooks have in common: names, strictness, extensions, absence."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    SerializerFunctionWrapHandler,
    StrictStr,
    ValidationInfo,
    model_serializer,
    model_validator,
)
from pydantic.alias_generators import to_camel
from pydantic_core import from_json

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_READ = {"message": True}


def is_uuid(text: str) -> bool:
    """
    Tell whether *text* is a UUID, with or without `urn:uuid:` before it.

    >>> is_uuid("4e0a3a1e-3283-4575-ab82-028d55fe2719"), is_uuid("card-1")
    (True, False)
    """
    return _UUID.fullmatch(text.removeprefix("urn:uuid:")) is not None


def is_absolute_url(text: str) -> bool:
    """
    Tell whether a browser can open *text* without knowing where it stands.

    >>> is_absolute_url("https://example.org/a?b=1"), is_absolute_url("/a"), is_absolute_url("x:")
    (True, False, False)
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    is_plain = not any(letter.isspace() or not letter.isprintable() for letter in text)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and is_plain


def _uuid(text: str) -> str:
    if not is_uuid(text):
        raise ValueError("not a UUID")
    return text


def _absolute_url(text: str) -> str:
    if not is_absolute_url(text):
        raise ValueError("not an absolute http or https URL")
    return text


def _resource(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    kind = value.get("resourceType")
    if not isinstance(kind, str) or not kind:
        raise ValueError("a FHIR resource has a resourceType")
    return value


Text = Annotated[StrictStr, Field(min_length=1)]
Uuid = Annotated[Text, AfterValidator(_uuid)]
Url = Annotated[Text, AfterValidator(_absolute_url)]
Object = Annotated[dict[str, JsonValue], Field(min_length=1)]

Resource = Annotated[dict[str, JsonValue], AfterValidator(_resource)]


class Element(BaseModel):
    """
    An object of the standard: frozen, with the standard's names in JSON.

    In Python an optional member may be None, and is left out of the JSON.
    In a message that is read (`read`), null and what is empty is an error, as in the standard.
    `extension` is open: whatever two parties agree on.
    """

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        frozen=True,
        extra="forbid",
        serialize_by_alias=True,
    )
    extension: Object | None = None

    @classmethod
    def read(cls, message: Mapping[str, Any] | str | bytes) -> Self:
        """
        Read a *message* as it came: JSON text, or JSON that is already parsed.

        Raises ValueError (pydantic's ValidationError); `check_*` says more, and all at once.
        """
        if isinstance(message, str | bytes):
            message = from_json(message, allow_inf_nan=False)
        return cls.model_validate(message, context=_READ, by_name=False, by_alias=True)

    def to_dict(self) -> dict[str, Any]:
        """Return what goes over the wire, as plain data."""
        return self.model_dump(mode="json")

    def to_json(self) -> bytes:
        """Return what goes over the wire, as UTF-8."""
        return self.model_dump_json().encode()

    @model_validator(mode="before")
    @classmethod
    def _no_null(cls, value: Any, about: ValidationInfo) -> Any:
        """In a message, absence is said by leaving out."""
        is_message = about.mode == "json" or about.context == _READ
        if is_message and isinstance(value, Mapping):
            for name, member in value.items():
                if member is None:
                    raise ValueError(f"`{name}` is null; leave it out")
        return value

    @model_serializer(mode="wrap")
    def _without_absent(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in write(self).items() if value is not None}
