"""The situation: all that is known of one person, and its vocabulary."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal, Self, TypeAlias

from pydantic import ConfigDict, Field, ValidationError, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import InitErrorDetails, PydanticCustomError

from nextsteps.errors import suggestion
from nextsteps.situation.day import Day
from nextsteps.situation.fact import Fact, FactValue, facts_of
from nextsteps.situation.filled import Filled
from nextsteps.situation.health import Access, Concerns, Life
from nextsteps.situation.medication import Medication, Substances
from nextsteps.situation.relationship import Relationship, Wishes
from nextsteps.situation.safety import Safety
from nextsteps.situation.scores import Scores
from nextsteps.situation.therapy import Course, Goals, Person, Signs

Outcome: TypeAlias = Literal[
    "never", "done", "ongoing", "helped", "no_change", "worse", "dismissed", "declined"
]

NONE_ELSE = "none_else"


# pydantic collects fields from the last base to the first: this is the order of the form.
class Situation(
    Scores,
    Access,
    Life,
    Substances,
    Medication,
    Concerns,
    Safety,
    Wishes,
    Goals,
    Relationship,
    Signs,
    Course,
    Person,
):
    """
    All that is known of one person. Every fact is optional, and None means unknown, never "no".

    Beside the facts: `measures` holds questionnaires as they were filled in, `tried` says
    what came of each recommendation that was tried, `cannot_say` and `declined` name facts
    that were asked without an answer, and `as_of` is the day the situation describes (no
    clock is ever read).

    Facts that can be several at once may be given as a list of members; `none_else` sets
    the members that are not listed to false:

    >>> situation = Situation(concerns=["depression"], side_effects=["nausea", "none_else"])
    >>> situation.concern_depression, situation.concern_anxiety, situation.side_effect_drowsiness
    (True, None, False)

    Raises:
        pydantic.ValidationError: An unknown fact (with a suggestion), a wrong type or range.
    """

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        hide_input_in_errors=True,
        extra="forbid",
        ser_json_inf_nan="strings",
    )

    measures: tuple[Filled, ...] = Field(
        default=(), strict=False, description="Questionnaires as they were filled in"
    )
    tried: dict[str, Outcome] = Field(
        default_factory=dict, strict=False, description="What came of steps already tried"
    )
    cannot_say: frozenset[str] = Field(
        default=frozenset(), strict=False, description="Facts asked that the person cannot say"
    )
    declined: frozenset[str] = Field(
        default=frozenset(), strict=False, description="Facts the person would rather not say"
    )
    as_of: Day = Field(default=None, strict=False, description="The day this situation describes")

    @model_validator(mode="wrap")
    @classmethod
    def _read_input(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Spread member lists into facts, and report unknown names with a suggestion."""
        if not isinstance(value, Mapping):
            return handler(value)
        errors: list[InitErrorDetails] = []
        facts = _without_unknown_names(cls, _with_members_spread(cls, value, errors), errors)
        try:
            situation = handler(facts)
        except ValidationError as error:
            lines = error.errors(include_url=False)[:_MOST_ERRORS]
            errors += [_as_detail(line) for line in lines]
        if errors:
            raise ValidationError.from_exception_data(cls.__name__, errors)
        return situation

    @classmethod
    def vocabulary(cls) -> "Vocabulary":
        """Return the facts of this model: `Situation`'s own and those a subclass adds."""
        return _vocabulary(cls)

    def facts(self) -> dict[str, FactValue]:
        """
        Return the known facts by name, in the order of the vocabulary.

        >>> Situation(age=31, no_progress=True).facts()
        {'age': 31, 'no_progress': True}
        """
        values = self.__dict__
        return {
            name: value for name in self.vocabulary().facts if (value := values[name]) is not None
        }

    def with_facts(self, **facts: Any) -> Self:
        """
        Return a copy in which *facts* are changed or added; None makes a fact unknown.

        >>> Situation(age=31).with_facts(weeks_in_therapy=3.0).facts()
        {'age': 31, 'weeks_in_therapy': 3.0}
        """
        known = {name: value for name, value in dict(self).items() if name not in facts}
        return type(self).model_validate(known | facts)


@dataclass(frozen=True)
class Vocabulary:
    """
    The facts of a situation model by name, and the list inputs by name.

    >>> vocabulary = Situation.vocabulary()
    >>> vocabulary.facts["age"].unit
    'years'
    >>> vocabulary.groups["side_effects"]["nausea"]
    'side_effect_nausea'
    """

    facts: Mapping[str, Fact]
    groups: Mapping[str, Mapping[str, str]]

    @cached_property
    def followers(self) -> Mapping[str, Fact]:
        """The facts that follow another, by name."""
        return {name: fact for name, fact in self.facts.items() if fact.follows is not None}

    @property
    def danger_facts(self) -> tuple[Fact, ...]:
        """The facts that can mean danger."""
        return tuple(fact for fact in self.facts.values() if fact.danger is not None)


@cache
def _vocabulary(model: type[Situation]) -> Vocabulary:
    facts = facts_of(model)
    groups: dict[str, dict[str, str]] = {}
    for fact in facts.values():
        if fact.group is not None and fact.member is not None:
            groups.setdefault(fact.group, {})[fact.member] = fact.name
    order = {name: index for index, name in enumerate(model.model_fields)}
    in_order = dict(sorted(facts.items(), key=lambda pair: order[pair[0]]))
    return Vocabulary(in_order, groups)


def _with_members_spread(
    model: type[Situation], value: Mapping[str, Any], errors: list[InitErrorDetails]
) -> dict[str, Any]:
    """`side_effects: [nausea, none_else]` becomes one yes/no fact per member."""
    facts = dict(value)
    for group, members in _vocabulary(model).groups.items():
        if group not in facts:
            continue
        listed = facts.pop(group)
        if not isinstance(listed, (list, tuple, set, frozenset)):
            errors.append(
                _detail("wrong_type", f"`{group}` is a list of members", (group,), listed)
            )
            continue
        for member in listed:
            if member == NONE_ELSE:
                continue
            if not isinstance(member, str) or member not in members:
                if len(errors) >= _MOST_ERRORS:
                    break
                close = suggestion(str(member), [*members, NONE_ELSE])
                hint = close or "one of " + ", ".join(members)
                message = f"`{str(member)[:80]}` is not a member of `{group}`; {hint}"
                errors.append(_detail("not_a_choice", message, (group,), member))
                continue
            _set_member(facts, members[member], True, group, errors)
        if NONE_ELSE in listed:
            for member, name in members.items():
                if member not in listed and facts.get(name) is None:
                    facts[name] = False
    return facts


def _set_member(
    facts: dict[str, Any], name: str, value: bool, group: str, errors: list[InitErrorDetails]
) -> None:
    if facts.get(name) is False:
        message = f"`{name}` is false, yet `{group}` lists it"
        errors.append(_detail("contradictory_list", message, (group,), name))
    facts[name] = value


_MOST_ERRORS = 100  # a file of nothing but faults must not take minutes to refuse


def _without_unknown_names(
    model: type[Situation], facts: dict[str, Any], errors: list[InitErrorDetails]
) -> dict[str, Any]:
    vocabulary, fields = _vocabulary(model), model.model_fields
    known = {}
    for name, value in facts.items():
        if name in fields:
            known[name] = value
            continue
        if len(errors) < _MOST_ERRORS:
            errors.append(_unknown_fact(str(name), (str(name),), vocabulary, value))
    for field in ("cannot_say", "declined"):
        listed = facts.get(field) or ()
        if isinstance(listed, (list, tuple, set, frozenset)):
            wrong = [
                name for name in listed if not isinstance(name, str) or name not in vocabulary.facts
            ][: max(0, _MOST_ERRORS - len(errors))]
            errors += [_unknown_fact(str(name), (field,), vocabulary, name) for name in wrong]
    return known


def _unknown_fact(
    name: str, path: tuple[str, ...], vocabulary: Vocabulary, value: Any
) -> InitErrorDetails:
    beside = ("measures", "tried", "cannot_say", "declined", "as_of")
    known = [*vocabulary.facts, *vocabulary.groups, *beside]
    hint = suggestion(name, known) or "`nextsteps facts` lists all facts"
    return _detail("unknown_fact", f"unknown fact `{name[:80]}`; {hint}", path, value)


def _detail(kind: str, message: str, path: tuple[str | int, ...], value: Any) -> InitErrorDetails:
    # The message is passed as a value, so that braces in it are never read as a template.
    error = PydanticCustomError(kind, "{message}", {"message": message})
    return InitErrorDetails(type=error, loc=path, input=value)


def _as_detail(line: Any) -> InitErrorDetails:
    if "message" in line.get("ctx", {}):  # one of our own
        return _detail(line["type"], line["ctx"]["message"], line["loc"], line["input"])
    details = InitErrorDetails(type=line["type"], loc=line["loc"], input=line["input"])
    if "ctx" in line:
        details["ctx"] = line["ctx"]
    return details
