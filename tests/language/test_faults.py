"""What is wrong with a condition is said at its place, with a code and help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextsteps import Rulebook, RulebookError
from nextsteps.errors import ConditionError
from nextsteps.language import IsTrue, Names, parse
from nextsteps.language.parse import MAX_LENGTH
from nextsteps.language.reader import MAX_DEPTH
from nextsteps.situation import Situation
from tests.golden import assert_golden
from tests.strategies import STEPS, Clinic

NAMES = Names(Clinic.vocabulary().facts, frozenset(("poor_fit",)), frozenset(STEPS))

FAULTS: dict[str, tuple[str, str]] = {
    "does-not-parse": ("L301", "no_progress and"),
    "unclosed-bracket": ("L301", "(no_progress and not_heard"),
    "bracket-too-many": ("L301", "no_progress) or (not_heard"),
    "unclosed-quote": ("L301", 'progress == "none'),
    "ampersands": ("L301", "no_progress && not_heard"),
    "bars": ("L301", "no_progress || not_heard"),
    "exclamation-mark": ("L301", "!no_progress"),
    "one-equals-sign": ("L301", "age = 18"),
    "capital-and": ("L301", "no_progress AND not_heard"),
    "empty": ("L301", ""),
    "blank": ("L301", "   "),
    "attribute": ("L302", "person.age >= 18"),
    "arithmetic": ("L302", "age + 1"),
    "function": ("L302", "(lambda: True)()"),
    "call": ("L302", 'open("x")'),
    "if-else": ("L302", "no_progress if not_heard else age"),
    "square-brackets": ("L302", "facts['age']"),
    "f-string": ("L302", 'f"{age}"'),
    "assignment": ("L302", "(age := 3)"),
    "loop": ("L302", "[age for age in progress]"),
    "is": ("L302", "age is None"),
    "in-a-name": ("L302", "progress in severity"),
    "in-an-empty-set": ("L302", "progress in ()"),
    "false": ("L302", "False"),
    "number-alone": ("L302", "1"),
    "text-alone": ("L302", '"none"'),
    "tried-without-quotes": ("L302", "tried(talk)"),
    "tried-of-two": ("L302", 'tried("step-1", "step-2")'),
    "misspelt-fact": ("L303", "not_heard and no_progres"),
    "unknown-name": ("L303", "zzz and not_heard"),
    "none-is-no-value": ("L303", "none"),
    "null-is-no-value": ("L303", "null"),
    "unknown-is-no-value": ("L303", "unknown"),
    "true-in-small-letters": ("L303", "true"),
    "comments": ("L301", "not_heard # and no_progress # or age > 3"),
    "brackets-too-many": ("L301", "no_progress) or (not_heard) or (no_progress"),
    "closed-at-once": ("L301", ") or (not_heard"),
    "backslash": ("L305", 'progress == "\\d"'),
    "second-line": ("L301", "not_heard and\n? no_progress"),
    "number-as-yes-no": ("L304", "not_heard and age"),
    "choice-as-yes-no": ("L304", "progress"),
    "yes-no-compared": ("L304", "not_heard == True"),
    "finding-compared": ("L304", "poor_fit == 1"),
    "choice-ordered": ("L304", 'progress >= "none"'),
    "two-facts": ("L304", "age >= sessions_attended"),
    "two-numbers": ("L304", "1 < 2"),
    "text-fact": ("L304", 'country == "US"'),
    "number-in-a-set": ("L304", "age in {1, 2}"),
    "text-in-a-set": ("L304", '"none" in {"none", "worse"}'),
    "misspelt-fact-before-a-set": ("L303", 'not_heard and progres in {"none", "worse"}'),
    "set-alone": ("L302", '{"none", "worse"}'),
    "number-as-text": ("L305", 'age >= "18"'),
    "compared-with-nothing": ("L304", "age >= None"),
    "out-of-range": ("L305", "age >= 200"),
    "negative": ("L305", "age >= -1"),
    "half-of-a-whole": ("L305", "age >= 1.5"),
    "huge": ("L305", "weeks_in_therapy >= " + "9" * 400),
    "infinite": ("L305", "weeks_in_therapy >= 1e999"),
    "unknown-choice": ("L305", 'progress == "non"'),
    "unknown-choice-in-a-set": ("L305", 'progress in {"none", "wrose"}'),
    "choice-without-quotes": ("L305", "progress in {none}"),
    "too-long": ("L306", " and ".join(["no_progress"] * 200)),
    "too-deep": ("L306", "not " * 60 + "no_progress"),
    "much-too-deep": ("L306", "not " * 450 + "no_progress"),
    "too-many-brackets": ("L301", "(" * 300 + "no_progress" + ")" * 300),
    "cyrillic-letter": ("L307", "no_рrogress"),
    "full-width-letter": ("L307", "no_ｐrogress"),
    "curly-quotes": ("L307", "progress == “none”"),
    "nul": ("L307", "no_progress\0"),
    "carriage-return": ("L307", "no_progress\r and not_heard"),
    "tab": ("L307", "no_progress\tand not_heard"),
    "escape": ("L307", "no_progress\x1b[31m"),
    "line-separator": ("L307", "no_progress\u2028and not_heard"),
    "right-to-left": ("L307", "no_progress \u202eand not_heard"),
    "surrogate": ("L307", "no_progress \ud800"),
    "unknown-recommendation": ("L308", 'tried("step-11")'),
    "unknown-failed-recommendation": ("L308", 'not_heard and failed("talk-to-terapist")'),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_has_its_code(name):
    """
    One code a kind of fault, so that help can be looked up.
    """
    code, text = FAULTS[name]

    with pytest.raises(ConditionError) as raised:
        parse(text, NAMES)

    assert {code} == {problem.code for problem in raised.value.problems}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told_with_its_place_and_help(name):
    """
    The whole message, caret included, as it is read.
    """
    with pytest.raises(ConditionError) as raised:
        parse(FAULTS[name][1], NAMES)

    assert_golden(f"language/{name}.txt", str(raised.value))


@pytest.mark.parametrize("name", FAULTS)
def test_no_message_holds_a_character_that_a_terminal_obeys(name):
    """
    What a file holds is shown, not sent to the terminal.
    """
    with pytest.raises(ConditionError) as raised:
        parse(FAULTS[name][1], NAMES)

    printed = str(raised.value).replace("\n", "")

    assert [] == [character for character in printed if not character.isprintable()]


def test_all_faults_of_a_condition_are_told_at_once():
    """
    Nobody mends one fault only to be told of the next.
    """
    text = 'no_progres and age >= 200 and tried("nothing") and person.age and age >= None'

    with pytest.raises(ConditionError) as raised:
        parse(text, NAMES)

    assert ["L303", "L305", "L308", "L302", "L304"] == [
        problem.code for problem in raised.value.problems
    ]


def test_a_fault_on_several_lines_is_told_from_its_first_letter_to_its_last():
    """
    Also where its last line ends further left than its first one starts.
    """
    with pytest.raises(ConditionError) as caught:
        parse("no_progress and not_heard and (age\n+ 1)", NAMES)
    place = caught.value.problems[0].location

    assert "age + 1" == place.excerpt[place.column - 1 :][: place.width]


def test_a_condition_may_be_as_long_as_it_says_and_no_longer():
    """
    2,000 characters.
    """
    text = "not_heard".ljust(MAX_LENGTH)

    assert IsTrue("not_heard") == parse(text, NAMES)
    assert {"L306"} == _codes(text + " ")


@pytest.mark.parametrize("form", ["not ({})", "no_progress and ({})", "no_progress or not ({})"])
def test_a_condition_may_be_nested_as_deeply_as_it_says_and_no_deeper(form):
    """
    30 levels; `or not` takes two at a time.
    """
    levels = form.count("not") + form.count("no_progress")
    text = "not_heard"
    for _ in range(MAX_DEPTH // levels):
        text = form.format(text)

    assert parse(text, NAMES)
    assert {"L306"} == _codes(form.format(text))


def _codes(text):
    with pytest.raises(ConditionError) as caught:
        parse(text, NAMES)
    return {problem.code for problem in caught.value.problems}


@given(st.text(max_size=60))
def test_any_text_is_a_condition_or_gets_a_condition_error(text):
    """
    There is one kind of error, whatever is written.
    """
    with pytest.raises(ConditionError):
        parse(f"{text} zzz", NAMES)


WORDS = st.sampled_from(
    ["no_progress", "age", "progress", "and", "or", "not", "in", "(", ")", "{", "}", "[", "]",
     ">=", "==", "<", "is", "18", "1.5", '"none"', "tried", "poor_fit", ",", "-", "\n", "#", "\\",
     "lambda", ":", "if", "else", "for", "await", "yield", "*", "**", "...", "1j", "b''",
     "f'{age}'"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_any_words_in_any_order_with_an_unknown_name_get_a_condition_error(text):
    """
    Python's own parser never fails in a way of its own.
    """
    with pytest.raises(ConditionError):
        parse(f"{text} and zzz", NAMES)


def test_a_comment_inside_a_condition_is_refused_and_never_hides_a_part():
    """
    What stands behind `#` would otherwise be lost without a word.
    """
    with pytest.raises(ConditionError, match="`#` is not part of the rule language"):
        parse("no_progress # and not poor_fit", NAMES)


IN_YAML = {
    "plain": "  when: no_progress and no_progres",
    "single-quoted": "  when: 'no_progress and no_progres'",
    "double-quoted": '  when: "no_progress and no_progres"',
    "single-quoted-with-quotes": "  when: 'progress == ''none'' and no_progres'",
    "double-quoted-with-escapes": '  when: "progress == \\"none\\" and no_progres"',
    "plain-over-two-lines": "  when: no_progress and\n    no_progres",
    "quoted-over-two-lines": "  when: 'no_progress and\n    no_progres'",
    "block": "  when: |\n    no_progress and\n    no_progres",
    "block-with-deeper-second-line": "  when: |\n    no_progress and\n      no_progres",
    "block-with-empty-line": "  when: |\n    no_progress and\n\n    no_progres",
    "block-without-last-line-end": "  when: |-\n    no_progress and\n    no_progres",
    "block-with-two-faults": "  when: |\n    no_progres and\n      zzz and\n    age >= 200",
    "folded": "  when: >\n    no_progress and\n    no_progres",
    "flow": "  {when: no_progress and no_progres}",
    "after-other-letters": "  because: 'ünïcödé 🙂'\n  when: 'no_progress and no_progres'  # ü",
    "long": "  when: " + "no_progress and " * 20 + "no_progres" + " and not_heard" * 20,
}


@pytest.mark.parametrize("style", IN_YAML)
def test_a_fault_is_told_at_its_place_in_the_file(style):
    """
    In every style of text that YAML has, the caret stands below the fault.
    """
    with pytest.raises(RulebookError) as raised:
        _load(_text(IN_YAML[style]))

    assert_golden(f"language/in-yaml/{style}.txt", str(raised.value))


@pytest.mark.parametrize("line_end", ["\r\n", "\r"], ids=["CR LF", "CR"])
def test_a_fault_is_told_in_a_file_with_other_line_ends(line_end):
    """
    Line and column are those that an editor shows.
    """
    text = _text("  when: |\n    no_progress and\n    no_progres").replace("\n", line_end)

    with pytest.raises(RulebookError) as raised:
        _load(text)

    places = [problem.location for problem in raised.value.problems]

    assert [(23, 5)] == [(place.line, place.column) for place in places]


def _text(lines: str) -> str:
    if lines.lstrip().startswith("{"):
        rule = lines.strip()[1:-1]
        rest = "id: a-rule, recommend: step-1, because: b, sources: [{source: a-book, locator: l}]"
        rules = f"- {{{rest}, {rule}}}\n"
    else:
        because = "" if "because" in lines else "  because: Because.\n"
        rules = (
            "- id: a-rule\n  recommend: step-1\n"
            f"{because}  sources: [{{source: a-book, locator: page 1}}]\n{lines}\n"
        )
    return f"""\
rulebook: {{id: sketch, version: 0.1.0, title: A sketch}}
sources:
- id: a-book
  authors: A. Author
  title: A book
  year: 2020
  note: made up for tests
  grade: C
  checked: 2026-11-23
recommendations:
- id: step-1
  title: Do it
  stage: goals
  sources: [{{source: a-book, locator: page 1}}]
  client: {{what: Do it.}}
rules:
{rules}"""


def _load(text: str) -> None:
    Rulebook.from_text(text, name="rules.yaml", situation=Situation)
