"""What the vocabulary says of one fact, and how a fact is declared on a model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from inspect import get_annotations
from typing import Any, Literal, TypeAlias, get_args, get_origin

from pydantic import BaseModel, Field
from pydantic.fields import FieldInfo

FactValue: TypeAlias = bool | int | float | str
FactKind: TypeAlias = Literal["yes_no", "whole", "decimal", "choice", "text"]
Danger: TypeAlias = Literal["up", "down"]
Change: TypeAlias = Literal["fixed", "learnable", "changeable"]


@dataclass(frozen=True, slots=True)
class Fact:
    """
    One fact of the vocabulary.

    `danger` says in which direction the fact is dangerous: "up" (yes, more, a later
    choice) or "down". `change` says whether a fact is fixed (age, what happened),
    can be learnt, or can be changed by the person. `follows` names the yes/no fact that
    is asked first: without a yes to it, this one is among the last to be asked.
    A `measured` fact says what questionnaire scores show: it is worked out, never asked.
    `says` makes a statement of the fact, of the person as "they": in a yes/no fact
    `[yes|no]` holds the two wordings, in any other `{}` stands for the value, of which
    `words` has choices that don't read well as they are: "they [are|are not] in therapy now",
    "they usually sleep {} a night".
    """

    name: str
    kind: FactKind
    section: str
    topic: str
    question: str
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    danger: Danger | None = None
    change: Change = "learnable"
    group: str | None = None
    member: str | None = None
    follows: str | None = None
    measured: bool = False
    says: str | None = None
    words: Mapping[str, str] = field(default_factory=dict, hash=False)

    def allows(self, value: FactValue) -> bool:
        """
        Return whether *value* has this fact's kind and lies within its range.

        >>> Fact("age", "whole", "person", "age", "How old?", low=0, high=120).allows(130)
        False
        """
        match self.kind:
            case "yes_no":
                return isinstance(value, bool)
            case "choice":
                return value in self.choices
            case "text":
                return isinstance(value, str)
            case "whole" | "decimal":
                wanted = int if self.kind == "whole" else (int, float)
                if isinstance(value, bool) or not isinstance(value, wanted):
                    return False
                above = self.low is None or value >= self.low
                return above and (self.high is None or value <= self.high)

    def describe_range(self) -> str:
        """
        Return in words what values are allowed.

        >>> Fact("age", "whole", "person", "age", "How old?", low=0, high=120).describe_range()
        'a whole number from 0 to 120'
        """
        match self.kind:
            case "yes_no":
                return "true or false"
            case "choice":
                return "one of " + ", ".join(self.choices)
            case "text":
                return "text"
            case "whole" | "decimal":
                number = "a whole number" if self.kind == "whole" else "a number"
                span = f" from {self.low:g} to {self.high:g}"
                return number + span + (f" ({self.unit})" if self.unit else "")


def fact(
    question: str,
    *,
    topic: str,
    says: str | None = None,
    words: Mapping[str, str] | None = None,
    low: float | None = None,
    high: float | None = None,
    unit: str | None = None,
    danger: Danger | None = None,
    change: Change = "learnable",
    group: str | None = None,
    follows: str | None = None,
    pattern: str | None = None,
    measured: bool = False,
) -> Any:
    """
    Declare a fact on a `Situation` model: optional, strict, None when unknown.

    Args:
        question: How a person is asked, in plain words.
        topic: What the question is about; questions of one topic are asked together.
        says: The fact as a statement; see `Fact`. Without one it is told as question and answer.
        words: Choices in other words than their own.
        low: Smallest value, inclusive; numbers only.
        high: Largest value, inclusive; numbers only.
        unit: What a number counts ("weeks").
        danger: Direction in which the fact is dangerous, if it is.
        change: Whether it is fixed, learnable or changeable.
        group: The list input it belongs to: `side_effect_nausea` of `side_effects` is `nausea`.
        follows: The yes/no fact that is asked before this one.
        pattern: Regular expression that a text must match.
        measured: Whether it is worked out from questionnaire scores, and so never asked.

    >>> from nextsteps import Situation
    >>> class Clinic(Situation):
    ...     seen_by_registrar: bool | None = fact("Seen by the registrar?", topic="clinic")
    >>> Clinic(seen_by_registrar=True).seen_by_registrar
    True
    """
    described = {
        "topic": topic,
        "says": says,
        "words": words,
        "unit": unit,
        "danger": danger,
        "change": change,
        "group": group,
        "follows": follows,
        "measured": measured or None,
    }
    return Field(
        default=None,
        description=question,
        ge=low,
        le=high,
        pattern=pattern,
        allow_inf_nan=False if low is not None or high is not None else None,
        json_schema_extra={"fact": _without_none(described)},
    )


def _without_none(described: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in described.items() if value is not None}


def facts_of(model: type[BaseModel]) -> Mapping[str, Fact]:
    """Return every fact that *model* declares, by name, in the order of its sections."""
    found: dict[str, Fact] = {}
    for owner in model.__mro__:
        section = vars(owner).get("SECTION")
        for name in get_annotations(owner):  # Python 3.14 no longer has them in the class's dict
            info = model.model_fields.get(name)
            if name in found or info is None or not _is_fact(info):
                continue
            found[name] = _fact_of(name, info, section or "more")
    return found


def _is_fact(info: FieldInfo) -> bool:
    return isinstance(info.json_schema_extra, dict) and "fact" in info.json_schema_extra


def _fact_of(name: str, info: FieldInfo, section: str) -> Fact:
    assert isinstance(info.json_schema_extra, dict)
    extra: Any = info.json_schema_extra["fact"]
    kind, choices = _kind_of(info.annotation)
    bounds = {type(item).__name__: item for item in info.metadata}
    group = extra.get("group")
    return Fact(
        name=name,
        kind=kind,
        section=section,
        topic=extra["topic"],
        question=info.description or name,
        choices=choices,
        low=getattr(bounds.get("Ge"), "ge", None),
        high=getattr(bounds.get("Le"), "le", None),
        unit=extra.get("unit"),
        danger=extra.get("danger"),
        change=extra.get("change", "learnable"),
        group=group,
        member=_member(name, group),
        follows=extra.get("follows"),
        measured=extra.get("measured", False),
        says=extra.get("says"),
        words=extra.get("words", {}),
    )


def _kind_of(annotation: Any) -> tuple[FactKind, tuple[str, ...]]:
    """Read the kind off `X | None`; a Literal is a choice with its members in order."""
    inner = next(option for option in get_args(annotation) if option is not type(None))
    if get_origin(inner) is Literal:
        return "choice", tuple(str(choice) for choice in get_args(inner))
    kinds: dict[Any, FactKind] = {bool: "yes_no", int: "whole", float: "decimal", str: "text"}
    return kinds[inner], ()


def _member(name: str, group: str | None) -> str | None:
    """`side_effect_nausea` in the group `side_effects` is the member `nausea`."""
    return None if group is None else name.removeprefix(group.removesuffix("s") + "_")
