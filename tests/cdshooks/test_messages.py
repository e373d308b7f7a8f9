"""The models keep all that the standard allows, and agree with the checker on what it forbids."""

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from nextsteps import cdshooks
from tests.cdshooks.messages import DISCOVERY, FEEDBACK, REQUEST, RESPONSE, damaged, places

KINDS = {
    "discovery": (DISCOVERY, cdshooks.Discovery, cdshooks.check_discovery),
    "request": (REQUEST, cdshooks.HookRequest, cdshooks.check_request),
    "response": (RESPONSE, cdshooks.HookResponse, cdshooks.check_response),
    "feedback": (FEEDBACK, cdshooks.FeedbackReport, cdshooks.check_feedback),
}
EMITTED = {"discovery", "response"}
NOT_IN_MODELS = {"context-required", "context-value", "prefetch-token"}


def is_refused(model, message):
    try:
        model.read(message)
    except ValidationError:
        return True
    return False


def is_forbidden(kind, problems, message):
    """What the model has to refuse: all SHALL, but for what is only about one hook or template."""
    in_context = [one for one in problems if one.place.startswith("/context/")]
    return any(
        (one.level == "SHALL" and one.requirement not in NOT_IN_MODELS and one not in in_context)
        or (kind in EMITTED and one.requirement == "json-unknown")
        for one in problems
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_message_comes_back_as_it_was(kind):
    """Nothing is lost or added, read as text or parsed, and the checker has nothing to require."""
    message, model, check = KINDS[kind]

    assert message == model.read(message).to_dict()
    assert message == json.loads(model.read(json.dumps(message)).to_json())
    assert [] == [one for one in check(message) if one.level == "SHALL"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_message_is_refused_by_both_or_by_none(kind):
    """What the model takes, the checker finds in order, and comes back as it was."""
    message, model, check = KINDS[kind]

    @settings(max_examples=300)
    @given(damaged(message))
    def law(damaged_message):
        problems = check(damaged_message)
        assert is_refused(model, damaged_message) == is_forbidden(kind, problems, damaged_message)
        if not is_refused(model, damaged_message):
            assert damaged_message == model.read(damaged_message).to_dict()

    law()


@pytest.mark.parametrize("kind", KINDS)
def test_every_problem_is_at_a_place(kind):
    """A pointer leads to a value, or to where one is missing."""
    message, _, check = KINDS[kind]

    @settings(max_examples=100)
    @given(damaged(message))
    def law(damaged_message):
        known = {
            "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in place)
            for place in places(damaged_message)
        }
        for problem in check(damaged_message):
            assert problem.place in known or problem.place.rpartition("/")[0] in known

    law()


def test_no_problem_repeats_a_value():
    """What a message says of a person is not in the words about its faults."""
    message = {"hook": "MARKED 1", "hookInstance": "MARKED", "context": {"patientId": "MAR KED"}}

    assert "MAR" not in "".join(map(str, cdshooks.check_request(message)))


def test_optional_members_may_be_none_in_python_only():
    """In code None is absence; in a message null is a fault."""
    source = cdshooks.Source(label="Clinic", url=None)

    assert {"label": "Clinic"} == source.to_dict()
    with pytest.raises(ValidationError):
        cdshooks.Source.read({"label": "Clinic", "url": None})
    with pytest.raises(ValidationError):
        cdshooks.Source.read('{"label": "Clinic", "url": null}')


def test_what_a_newer_client_sends_is_kept():
    """A call is read with members that this version of the standard does not know."""
    message = REQUEST | {"locale": "de"}

    assert message == cdshooks.HookRequest.read(message).to_dict()
    with pytest.raises(ValidationError):
        cdshooks.HookResponse.read({"cards": [], "locale": "de"})


def test_secrets_are_not_in_a_representation():
    """Neither a token nor a comment is shown by repr."""
    shown = repr(cdshooks.HookRequest.read(REQUEST)) + repr(cdshooks.FeedbackReport.read(FEEDBACK))

    assert "opaque" not in shown
    assert "next week" not in shown


def test_the_messages_need_pydantic_alone():
    """Neither the web framework, nor tokens, nor anything of this library's rules is imported."""
    code = "import sys, nextsteps.cdshooks; print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    loaded = shown.stdout.split()
    assert [] == [one for one in loaded if one.split(".")[0] in {"starlette", "jwt", "yaml"}]
    assert {"nextsteps", "nextsteps.version"} == {
        one
        for one in loaded
        if one.split(".")[0] == "nextsteps" and not one.startswith("nextsteps.cdshooks")
    }
