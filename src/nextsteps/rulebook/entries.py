"""The entries of a rulebook's files, as pydantic checks them."""

from datetime import date
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from nextsteps.entry import Citation, Entry, Grade, KebabId, SnakeId, Words

Level: TypeAlias = Literal["emergency", "same_day", "days"]
IfUnknown: TypeAlias = Literal["hold", "check", "ignore"]
Urgency: TypeAlias = Literal["emergency", "same_day", "days", "routine"]
Strength: TypeAlias = Literal["strong", "moderate", "weak"]
RuleKind: TypeAlias = Literal["recommend", "caution", "not_yet", "exclude", "finding", "ask"]
Reader: TypeAlias = Literal["client", "relative", "clinician"]
Stage: TypeAlias = Literal[
    "safety", "misconduct", "urgent_medical", "course", "data", "adherence", "alliance", "goals",
    "homework", "life", "formulation", "change", "medication", "self_care",
]  # fmt: skip
Act: TypeAlias = Literal[
    "call_for_help", "see_clinician", "see_prescriber", "talk", "tell_someone", "write", "practise",
    "measure", "attend", "wait", "continue_care", "change_therapist", "change_therapy",
    "add_treatment", "add_support", "self_care", "leave_abuser", "report", "keep_medicine",
    "start_medicine", "stop_medicine", "change_dose", "stop_substance_alone", "end_care",
    "replace_care", "joint_work_with_abuser",
]  # fmt: skip

URGENCIES: tuple[Urgency, ...] = ("emergency", "same_day", "days", "routine")
STAGES: tuple[Stage, ...] = Stage.__args__  # type: ignore[attr-defined]
SAFETY_STAGES: tuple[Stage, ...] = STAGES[:3]
FORBIDDEN_ACTS = frozenset(
    (
        "start_medicine",
        "stop_medicine",
        "change_dose",
        "stop_substance_alone",
        "end_care",
        "replace_care",
        "joint_work_with_abuser",
    )
)
RULE_KINDS: tuple[RuleKind, ...] = RuleKind.__args__  # type: ignore[attr-defined]


class Source(Entry):
    """A citable reference."""

    id: KebabId
    title: Words
    year: int = Field(ge=1900, le=2100)
    organisation: Words | None = None
    authors: Words | None = None
    address: Words | None = None
    doi: Words | None = None
    note: Words | None = None
    grade: Grade
    checked: date

    @model_validator(mode="after")
    def _says_who_and_where(self) -> Self:
        if self.organisation is None and self.authors is None:
            raise ValueError("a source needs `organisation` or `authors`")
        if self.address is None and self.doi is None and self.note is None:
            raise ValueError(
                "a source needs `address` or `doi`, or a `note` that says where to find it"
            )
        return self


class Danger(Entry):
    """What makes a finding a danger."""

    level: Level
    core: tuple[KebabId, ...] = Field(min_length=1)
    kind: Literal["harm", "misconduct"] = "harm"


class Finding(Entry):
    """A named conclusion that conditions may use."""

    id: SnakeId
    title: Words
    danger: Danger | None = None


class Text(Entry):
    """What to do and how, in words for one reader."""

    title: Words | None = None
    what: Words
    how: tuple[Words, ...] = ()


def _truth_as_text(value: Any) -> Any:
    return "True" if value is True else value


ConditionText: TypeAlias = Annotated[
    str,
    BeforeValidator(_truth_as_text),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"const": True}]}),
]


class Recommendation(Entry):
    """Something to do, or a warning."""

    id: KebabId
    title: Words
    advice: Annotated[str, Field(pattern=r"^[a-z_]+(:[a-z_]+)?$")] | None = None
    kind: Literal["action", "warning"] = "action"
    stage: Stage
    urgency: Urgency = "routine"
    effort: Literal["low", "medium", "high"] = "medium"
    needs: ConditionText | None = None
    opposites: tuple[KebabId, ...] = ()
    drastic: bool = False
    acts: tuple[Act, ...] = ()
    look_again: Words | None = None
    sources: tuple[Citation, ...] = Field(min_length=1)
    client: Text | None = None
    relative: Text | None = None
    clinician: Text | None = None

    @property
    def is_safety_step(self) -> bool:
        """Whether it belongs to safety, misconduct or urgent medical care."""
        return self.stage in SAFETY_STAGES

    def text(self, reader: Reader) -> Text | None:
        """Return the words for *reader*; None when it is not for them."""
        text: Text | None = getattr(self, reader)
        return text

    def title_for(self, reader: Reader) -> str:
        """Return the title in the words of *reader*."""
        text = self.text(reader)
        return self.title if text is None or text.title is None else text.title

    @model_validator(mode="after")
    def _is_for_somebody(self) -> Self:
        if self.client is None and self.relative is None and self.clinician is None:
            raise ValueError(
                "a recommendation needs a text for `client`, `relative` or `clinician`"
            )
        if not self.is_safety_step and self.urgency in ("emergency", "same_day"):
            raise ValueError("only safety steps can be more urgent than `days`")
        return self


ONLY_FOR = {
    "strength": ("recommend",),
    "urgency": ("recommend",),
    "ground": ("recommend", "caution"),
    "until": ("not_yet",),
    "if_unknown": ("not_yet", "exclude"),
}


class Rule(Entry):
    """A condition and what it argues: `kind` says how, `target` for or against what."""

    id: KebabId
    kind: RuleKind
    target: str
    when: str
    because: Words
    sources: tuple[Citation, ...] = Field(min_length=1)
    strength: Strength = "moderate"
    urgency: Urgency | None = None
    ground: KebabId | None = None
    until: Words | None = None
    if_unknown: IfUnknown = "check"

    @classmethod
    def as_written(cls, value: dict[str, Any]) -> dict[str, Any]:
        """`exclude: x` in the file is kind exclude, target x."""
        kinds = [kind for kind in RULE_KINDS if kind in value]
        if len(kinds) != 1:
            raise ValueError(f"a rule needs exactly one of {', '.join(RULE_KINDS)}")
        rest = {key: part for key, part in value.items() if key not in kinds}
        for key in ("kind", "target"):
            if key in rest:  # names of fields, not of a file's keys
                raise ValueError(f"unknown key `{key}`")
        for key, fitting in ONLY_FOR.items():
            if key in rest and kinds[0] not in fitting:
                raise ValueError(f"`{key}` belongs to {' and '.join(fitting)} only")
        if rest.get("when") is True:
            rest["when"] = _truth_as_text(True)
        return rest | {"kind": kinds[0], "target": value[kinds[0]]}

    @model_validator(mode="after")
    def _says_until_when(self) -> Self:
        if self.kind == "not_yet" and self.until is None:
            raise ValueError("`not_yet` needs `until`: what must happen first")
        return self


class Contradiction(Entry):
    """Facts that cannot all be true, and what to ask."""

    id: KebabId
    when: ConditionText
    facts: tuple[str, ...] = Field(min_length=1)
    question: Words


class Vignette(Entry):
    """
    An example situation with what must come of it.

    What is said of a rule stands under `holds`, `fails` and `unknown`; all else is said of the
    plan. `urgency` and `checks` are exact: so urgent, and these facts to make sure of first.
    """

    id: KebabId
    story: Words
    facts: dict[str, Any]
    holds: tuple[KebabId, ...] = ()
    fails: tuple[KebabId, ...] = ()
    unknown: tuple[KebabId, ...] = ()
    first: tuple[KebabId, ...] = ()
    includes: tuple[KebabId, ...] = ()
    leaves_out: tuple[KebabId, ...] = ()
    asks: tuple[str, ...] = ()
    level: Level | Literal["clear"] | None = None
    urgency: dict[KebabId, Urgency] = Field(default_factory=dict)
    order: tuple[KebabId, ...] = ()
    later: tuple[KebabId, ...] = ()
    not_yet: tuple[KebabId, ...] = ()
    excluded: tuple[KebabId, ...] = ()
    cautions: tuple[KebabId, ...] = ()
    checks: dict[KebabId, tuple[str, ...]] = Field(default_factory=dict)

    @property
    def steps(self) -> tuple[str, ...]:
        """The recommendations that it names, one by one."""
        several = (self.first, self.includes, self.leaves_out, self.urgency, self.order)
        more = (self.later, self.not_yet, self.excluded, self.cautions, self.checks)
        return tuple(dict.fromkeys(step for some in (*several, *more) for step in some))

    @property
    def says_of_the_plan(self) -> bool:
        """Whether it says anything of the plan but what is asked."""
        return bool(self.steps) or self.level is not None


class Line(Entry):
    """One telephone line or service."""

    name: Words
    contact: Words
    use: Literal["crisis", "abuse", "child", "poison", "substance"] = Field(
        default="crisis", validation_alias="for", serialization_alias="for"
    )


class Contact(Entry):
    """Where to get help at once in one country; `country` "*" is for all others."""

    country: Annotated[str, Field(pattern=r"^([A-Z]{2}|\*)$")]
    emergency: Words
    lines: tuple[Line, ...] = ()
    checked: date
    confidence: Literal["seen", "secondary", "unverified"]


class Identity(Entry):
    """What the rulebook is called."""

    id: KebabId
    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+([-+.][A-Za-z0-9.]+)?$")]
    title: Words
