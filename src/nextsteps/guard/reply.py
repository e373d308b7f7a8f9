"""What a check of a reply finds: plain data, frozen, ready for JSON."""

from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

from nextsteps.plan import Safety

FaultKind: TypeAlias = Literal[
    "forbidden", "excluded", "not_yet", "later", "no_safety_step", "no_contact"
]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the reply, and where they stand: `reply[start:end] == text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ReplyFault:
    """
    Something that a reply should not say, or lacks.

    `step` is the recommendation meant, None for a forbidden phrase; `quote` is None where
    something is missing; `rules` are those of the rulebook that say so.
    """

    kind: FaultKind
    step: str | None
    title: str | None
    quote: Quote | None
    because: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplyCheck:
    """
    The faults of a reply, in the order of the text, what it lacks last.

    `safety` is the plan's: a reply without faults is no proof that nobody is in danger.
    """

    faults: tuple[ReplyFault, ...]
    safety: Safety

    @property
    def is_clear(self) -> bool:
        """Whether nothing was found, which is less than that nothing is wrong."""
        return not self.faults

    def to_dict(self) -> dict[str, Any]:
        """Return the check as plain values that JSON can hold."""
        return {
            "is_clear": self.is_clear,
            "faults": [asdict(fault) | {"rules": list(fault.rules)} for fault in self.faults],
            "safety": {
                "level": self.safety.level,
                "at_least": self.safety.at_least,
                "could_be": self.safety.could_be,
                "dangers": [danger.id for danger in self.safety.dangers],
            },
        }
