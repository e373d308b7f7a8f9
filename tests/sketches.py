"""A small rulebook, written by hand, that tests change in one place."""

import textwrap

from nextsteps import Rulebook

SKETCH = """\
rulebook: {id: sketch, version: 0.1.0, title: A sketch}
sources:
- id: a-book
  authors: A. Author
  title: A book
  year: 2020
  note: made up
  grade: C
  checked: 2026-11-23
findings:
- {id: stalled, title: nothing moves}
- id: in_danger
  title: someone is in danger
  danger: {level: emergency, core: [get-help]}
recommendations:
- id: get-help
  title: Get help now
  stage: safety
  acts: [call_for_help]
  sources: [{source: a-book, locator: page 1}]
  client: {what: Call for help.}
  relative: {what: Call for help.}
  clinician: {what: Call for help.}
- id: talk-to-therapist
  title: Talk to the therapist
  stage: alliance
  needs: in_therapy
  opposites: [switch-therapist]
  sources: [{source: a-book, locator: page 2}]
  client: {what: Say what isn't working., how: [Write it down first.]}
- id: switch-therapist
  title: Look for another therapist
  stage: change
  drastic: true
  sources: [{source: a-book, locator: page 3}]
  client: {what: Look for another therapist.}
rules:
- id: stalled-without-progress
  finding: stalled
  when: no_progress and weeks_in_therapy >= 12
  because: Nothing has moved.
  sources: [{source: a-book, locator: page 4}]
- id: danger-now
  finding: in_danger
  when: in_danger_now or suicide_plan
  because: Someone is in danger.
  sources: [{source: a-book, locator: page 5}]
- id: talk-when-stalled
  recommend: talk-to-therapist
  when: stalled and not raised_with_therapist
  strength: strong
  because: The therapist may not know.
  sources: [{source: a-book, locator: page 6}]
- id: switch-when-talk-failed
  recommend: switch-therapist
  when: stalled and failed("talk-to-therapist")
  because: Talking changed nothing.
  sources: [{source: a-book, locator: page 7}]
- id: wait-before-switching
  not_yet: switch-therapist
  when: weeks_in_therapy < 3
  until: three weeks have passed
  because: It is early.
  sources: [{source: a-book, locator: page 8}]
contradictions:
- id: more-sessions-than-weeks
  when: weeks_in_therapy <= 2 and sessions_attended > 15
  facts: [weeks_in_therapy, sessions_attended]
  question: How many weeks, and how many sessions, has it been?
contacts:
- {country: "*", emergency: "112", checked: 2026-11-23, confidence: unverified}
"""


def sketch(*changes: tuple[str, str], more: str = "") -> str:
    """Return the sketch with each (old, new) replaced, and *more* lines after it."""
    text = SKETCH
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text + textwrap.dedent(more)


def load_sketch(*changes: tuple[str, str], more: str = "") -> Rulebook:
    """Return the sketch, changed, as a rulebook."""
    return Rulebook.from_text(sketch(*changes, more=more), name="sketch.yaml")
