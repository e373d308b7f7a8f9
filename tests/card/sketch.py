"""A small rulebook whose authors have stated something of it."""

from nextsteps import Rulebook
from tests.sketches import load_sketch

STATED = """\
card:
  status: draft
  intended_use: To try a card out.
  users: [those who test it, those who read the test]
  developer: A. Author
  limits: [It is small.]
laws:
- id: danger-brings-help
  because: Help comes first.
  always: {when: in_danger, then: {now: [get-help]}}
hazards:
- id: help-is-missed
  hazard: Somebody in danger is not told of help.
  cause: Another step comes first.
  effect: Help comes late.
  severity: fatal
  control: The core step of a danger comes first.
  evidence: [{check: V109}, {law: danger-brings-help}, {test: "tests/x.py::test_x"}]
  remains: Somebody may not read it.
- id: hard-words
  hazard: It cannot be understood.
  cause: Hard words.
  effect: Nothing is done.
  severity: minor
  control: "=SUM(1)"
"""


def load_stated(*changes: tuple[str, str]) -> Rulebook:
    """The sketch with its card, changed."""
    more = STATED
    for old, new in changes:
        if old in more:
            more = more.replace(old, new, 1)
    return load_sketch(*[one for one in changes if one[0] not in STATED], more=more)
