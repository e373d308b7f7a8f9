"""The fixed words around an explanation, for each of its readers."""

from collections.abc import Mapping
from dataclasses import dataclass

from nextsteps.explain import Blocked, Place, Target
from nextsteps.rulebook import Reader


@dataclass(frozen=True, slots=True)
class Words:
    """Set phrases; `{}` is filled in where they are used."""

    known: str
    scores: str
    unknown: str
    against: str
    blocked: Mapping[Blocked, str]
    would_fit: str
    needs: str
    goal: Mapping[Target, str]
    nothing: Mapping[Target, str]
    already: Mapping[Target, str]
    none_within: str
    none_found: str
    places: Mapping[Place, str]
    came: str
    left: str
    elsewhere: str
    moved: str
    asked: str
    unasked: str


_PLACES: Mapping[Place, str] = {
    "given": "among the steps for now",
    "later": "waits until the danger has passed",
    "not_yet": "not yet",
    "excluded": "not advised",
    "set_aside": "left out",
    "unsupported": "nothing speaks for it",
}

_CLIENT = Words(
    known="You told us: ",
    scores="Your scores show: ",
    unknown="We don't know yet: ",
    against="Keep in mind",
    blocked={
        "first": "It is the first step on your list.",
        "outranked": "It is on your list, as number {}. Before it come:",
        "later": "It can wait until you are safe.",
        "excluded": "It is not advised for you at present.",
        "not_yet": "It is too soon for it: not until {}.",
        "set_aside": "It is left out of your list.",
        "unsupported": "Nothing you have told us speaks for it so far.",
    },
    would_fit="It would fit if one of these were so",
    needs="It only fits if",
    goal={
        "in": "{} would be on your list if one of these were so",
        "out": "{} would no longer be on your list if one of these were so",
        "top": "{} would come first if one of these were so",
    },
    nothing={
        "in": "Nothing small would bring {} onto your list.",
        "out": "Nothing small would take {} off your list.",
        "top": "Nothing small would bring {} to the top of your list.",
    },
    already={
        "in": "{} is on your list already.",
        "out": "{} is not on your list.",
        "top": "{} comes first already.",
    },
    none_within=(
        "We tried every change of up to three answers that can change or that you can still "
        "find out."
    ),
    none_found="We tried many changes of up to three answers, but could not try them all.",
    places=_PLACES,
    came="These steps would be new",
    left="These steps would no longer be on your list",
    elsewhere="Also, off your list",
    moved="These would change places",
    asked="We would then also ask",
    unasked="We would no longer need to ask",
)

_RELATIVE = Words(
    known="What is known: ",
    scores="The scores show: ",
    unknown="Not known yet: ",
    against="Keep in mind",
    blocked={
        "first": "It is the first step on the list.",
        "outranked": "It is on the list, as number {}. Before it come:",
        "later": "It can wait until everyone is safe.",
        "excluded": "It is not advised at present.",
        "not_yet": "It is too soon for it: not until {}.",
        "set_aside": "It is left out of the list.",
        "unsupported": "Nothing that is known speaks for it so far.",
    },
    would_fit="It would fit if one of these were so",
    needs="It only fits if",
    goal={
        "in": "{} would be on the list if one of these were so",
        "out": "{} would no longer be on the list if one of these were so",
        "top": "{} would come first if one of these were so",
    },
    nothing={
        "in": "Nothing small would bring {} onto the list.",
        "out": "Nothing small would take {} off the list.",
        "top": "Nothing small would bring {} to the top of the list.",
    },
    already={
        "in": "{} is on the list already.",
        "out": "{} is not on the list.",
        "top": "{} comes first already.",
    },
    none_within=(
        "We tried every change of up to three answers that can change or can still be found out."
    ),
    none_found="We tried many changes of up to three answers, but could not try them all.",
    places=_PLACES,
    came="These steps would be new",
    left="These steps would no longer be on the list",
    elsewhere="Also, off the list",
    moved="These would change places",
    asked="We would then also ask",
    unasked="We would no longer need to ask",
)

_CLINICIAN = Words(
    known="Known: ",
    scores="Scores: ",
    unknown="Not known: ",
    against="Against",
    blocked={
        "first": "Given, in first place.",
        "outranked": "Given, in place {}, after:",
        "later": "Waits until the danger has passed.",
        "excluded": "Must not be advised.",
        "not_yet": "Not yet: not until {}.",
        "set_aside": "Set aside.",
        "unsupported": "No rule that speaks for it holds.",
    },
    would_fit="Rules that would speak for it, and what they lack",
    needs="It needs",
    goal={
        "in": "{} would be given if",
        "out": "{} would be given no longer if",
        "top": "{} would be first if",
    },
    nothing={
        "in": "Nothing found that would bring {} in.",
        "out": "Nothing found that would take {} out.",
        "top": "Nothing found that would bring {} to the top.",
    },
    already={
        "in": "{} is given already.",
        "out": "{} is not given.",
        "top": "{} is first already.",
    },
    none_within="Tried: all changes of up to three facts or outcomes that can change or be learnt.",
    none_found="The search was cut short.",
    places=_PLACES,
    came="Comes in",
    left="Leaves",
    elsewhere="Elsewhere",
    moved="Reordered",
    asked="Asked then",
    unasked="No longer asked",
)

WORDS: Mapping[Reader, Words] = {
    "client": _CLIENT,
    "relative": _RELATIVE,
    "clinician": _CLINICIAN,
}
"""The words for each reader."""
