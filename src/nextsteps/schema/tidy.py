"""What pydantic says of a model, without what is only noise to the reader of a schema."""

from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]

DATE = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
"""`format: date` is a remark that few checkers act on; a pattern is a rule."""


def tidied(schema: Schema) -> Schema:
    """
    Return *schema* without titles, defaults of null and what only Python readers need.

    >>> tidied({"type": "string", "title": "Id", "default": None})
    {'type': 'string'}
    """
    kept: Schema = {}
    for key, value in schema.items():
        match key:
            case "title" | "fact":
                continue
            case "default" if value is None or value == []:
                continue
            case "uniqueItems":  # a set forgives a name said twice
                continue
            case "description":
                kept[key] = first_paragraph(value)
            case "properties" | "$defs":
                kept[key] = {name: tidied(part) for name, part in value.items()}
            case "items" | "additionalProperties" if isinstance(value, dict):
                kept[key] = tidied(value)
            case "anyOf" | "oneOf" | "allOf":
                kept[key] = [tidied(part) for part in value]
            case _:
                kept[key] = value
    if kept.get("format") == "date":
        kept["pattern"] = DATE
    return kept


def first_paragraph(text: str) -> str:
    r"""
    Return what a docstring says first, on one line.

    >>> first_paragraph("One\nthought.\n\nAnother.")
    'One thought.'
    """
    return " ".join(text.strip().split("\n\n")[0].split())
