"""What a rulebook promises of itself: its laws, and what in it is meant although it looks wrong."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from nextsteps.entry import Entry, KebabId, Words
from nextsteps.rulebook.entries import ConditionText, Level, Urgency

CheckCode: TypeAlias = Annotated[str, Field(pattern=r"^V1[0-9]{2}$")]
LEVEL: Literal["level"] = "level"


class Then(Entry):
    """
    What must be so wherever a law's condition holds: all that is named.

    `given` (now or later) and `now` want one of the steps they list, with `urgency` one that
    is at least so urgent; `first` wants one of its steps first, `not_given` none of its own.
    Something speaks against each of `cautioned`, should it be given.
    """

    holds: ConditionText | None = None
    level: Level | None = None
    urgency: Urgency | None = None
    given: tuple[KebabId, ...] = ()
    now: tuple[KebabId, ...] = ()
    first: tuple[KebabId, ...] = ()
    not_given: tuple[KebabId, ...] = ()
    cautioned: tuple[KebabId, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError(f"`then` needs one of {', '.join(Then.model_fields)}")
        if self.urgency is not None and not (self.given or self.now):
            raise ValueError("`urgency` says how urgent `given` or `now` must be")
        return self


class Always(Entry):
    """Wherever `when` is TRUE, `then` is so."""

    when: ConditionText
    then: Then


class Only(Entry):
    """
    Unless `when` is TRUE, nothing of this is so: no alarm without a sign.

    `level`: safety is never that grave. `given`: none of these steps is given, now or later;
    with `urgency`, none is so urgent or more. `cautioned`: nothing speaks against these.
    """

    when: ConditionText
    level: Level | None = None
    given: tuple[KebabId, ...] = ()
    urgency: Urgency | None = None
    cautioned: tuple[KebabId, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.level is None and not (self.given or self.cautioned):
            raise ValueError("`only` needs `level`, `given` or `cautioned`")
        if self.urgency is not None and not self.given:
            raise ValueError("`urgency` says how urgent `given` must not be")
        return self


class Monotone(Entry):
    """When `facts` grow more dangerous (all danger facts, if none is named), `of` never falls."""

    facts: tuple[str, ...] = ()
    of: Literal["level"] | KebabId


class Law(Entry):
    """A statement about every possible situation: proved by `nextsteps check`."""

    id: KebabId
    because: Words
    always: Always | None = None
    never: ConditionText | None = None
    only: Only | None = None
    monotone: Monotone | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        parts = (self.always, self.never, self.only, self.monotone)
        if sum(part is not None for part in parts) != 1:
            raise ValueError("a law needs exactly one of `always`, `never`, `only`, `monotone`")
        return self

    def conditions(self) -> dict[tuple[str, ...], str]:
        """Return the texts of its conditions by where in the law they stand."""
        found: dict[tuple[str, ...], str] = {}
        if self.never is not None:
            found["never",] = self.never
        if self.only is not None:
            found["only", "when"] = self.only.when
        if self.always is not None:
            found["always", "when"] = self.always.when
            if self.always.then.holds is not None:
                found["always", "then", "holds"] = self.always.then.holds
        return found

    def steps(self) -> dict[tuple[str | int, ...], str]:
        """Return the recommendations that it names by where in the law they stand."""
        found: dict[tuple[str | int, ...], str] = {}
        if self.always is not None:
            for key in ("given", "now", "first", "not_given", "cautioned"):
                for index, step in enumerate(getattr(self.always.then, key)):
                    found["always", "then", key, index] = step
        if self.only is not None:
            for key in ("given", "cautioned"):
                for index, step in enumerate(getattr(self.only, key)):
                    found["only", key, index] = step
        if self.monotone is not None and self.monotone.of != LEVEL:
            found["monotone", "of"] = self.monotone.of
        return found


class Meant(Entry):
    """Something that a check would report, and that is meant: why."""

    check: CheckCode
    about: Words
    because: Words

    @property
    def id(self) -> str:
        """The check and what it is about."""
        return f"{self.check} {self.about}"
