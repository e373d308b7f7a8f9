"""What a service answers: cards, and actions that the client may take by itself."""

from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, model_validator

from nextsteps.cdshooks.element import Element, Resource, Text, Url

MAX_SUMMARY = 139
"""Characters that a card's summary may have: the standard says fewer than 140."""

Indicator = Literal["info", "warning", "critical"]


class Coding(Element):
    """A code with its system; `display` is what people read."""

    code: Text
    system: Text
    display: Text | None = None


class Source(Element):
    """Whose guidance a card rests on."""

    label: Text
    url: Url | None = None
    icon: Url | None = None
    topic: Coding | None = None


class SystemAction(Element):
    """
    A change that the client may make unseen; only where both sides have agreed on it.

    `resource` is for create and update, `resource_id` (`Type/id`) for delete.
    """

    type: Literal["create", "update", "delete"]
    description: Text | None = None
    resource: Resource | None = None
    resource_id: Text | None = None

    @model_validator(mode="after")
    def _says_what_changes(self) -> Self:
        if self.type == "delete":
            if self.resource_id is None or self.resource is not None:
                raise ValueError("a delete names its resourceId, and carries no resource")
        elif self.resource is None:
            raise ValueError(f"{self.type} without the resource")
        return self


class Action(SystemAction):
    """A change that a person may accept, so it says in words what it does."""

    description: Text


class Suggestion(Element):
    """
    A set of changes that belong together: a button on the card.

    `action_selection_behavior` is of CDS Hooks 3.0, and only for clients known to support it.
    """

    label: Text
    uuid: Text | None = None
    is_recommended: StrictBool | None = None
    actions: Annotated[tuple[Action, ...], Field(min_length=1)] | None = None
    action_selection_behavior: Literal["all", "any", "at-most-one"] | None = None


class Link(Element):
    """A page, or an app (`type="smart"`, which may be given an `app_context`)."""

    label: Text
    url: Url
    type: Literal["absolute", "smart"]
    app_context: Text | None = None
    autolaunchable: StrictBool | None = None

    @model_validator(mode="after")
    def _only_apps_have_context(self) -> Self:
        if self.app_context is not None and self.type != "smart":
            raise ValueError("appContext is for links of the type smart")
        return self


class Card(Element):
    """
    One piece of guidance. `detail` is GitHub-flavoured Markdown.

    >>> Card(summary="Weight is due", indicator="info", source=Source(label="Clinic")).to_dict()
    {'summary': 'Weight is due', 'indicator': 'info', 'source': {'label': 'Clinic'}}
    """

    uuid: Text | None = None
    summary: Annotated[Text, Field(max_length=MAX_SUMMARY)]
    detail: Text | None = None
    indicator: Indicator
    source: Source
    suggestions: Annotated[tuple[Suggestion, ...], Field(min_length=1)] | None = None
    selection_behavior: Literal["at-most-one", "any"] | None = None
    override_reasons: Annotated[tuple[Coding, ...], Field(min_length=1)] | None = None
    links: Annotated[tuple[Link, ...], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _says_how_many_may_be_chosen(self) -> Self:
        if self.suggestions and self.selection_behavior is None:
            raise ValueError("suggestions without selectionBehavior")
        recommended = sum(one.is_recommended is True for one in self.suggestions or ())
        if self.selection_behavior == "at-most-one" and recommended > 1:
            raise ValueError("more than one suggestion is recommended, but at most one is chosen")
        return self

    @model_validator(mode="after")
    def _reasons_can_be_read(self) -> Self:
        if any(reason.display is None for reason in self.override_reasons or ()):
            raise ValueError("an override reason without display")
        return self


class HookResponse(Element):
    """The answer to a call; nothing to say is `HookResponse(cards=())`."""

    cards: tuple[Card, ...]
    system_actions: Annotated[tuple[SystemAction, ...], Field(min_length=1)] | None = None
