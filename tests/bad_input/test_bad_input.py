"""Bad input, end to end: one clear error; nothing crashes, hangs or is run."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from nextsteps import NextStepsError, Plan, Rulebook, read_situation
from tests.patience import is_soon, seconds_of
from tests.sketches import sketch
from tests.test_document import BOMBS, LAUGHS

CODE = '__import__("os").system("touch hacked")'
LARGE = 1_000_000

SITUATIONS: dict[str, tuple[str, bytes]] = {
    "unknown-fact": ("S201", b"agee: 31"),
    "look-alike-fact": ("S201", "аge: 31".encode()),
    "full-width-fact": ("S201", "ａge: 31".encode()),
    "wrong-type": ("S202", b"age: old"),
    "yes-is-text": ("S202", b"no_progress: yes"),
    "out-of-range": ("S203", b"age: 300"),
    "huge-number": ("S202", b"age: " + b"9" * 1_000),
    "not-a-choice": ("S204", b"progress: wonderful"),
    "contradictory-list": ("S205", b"concerns: [anger]\nconcern_anger: false"),
    "a-list": ("S206", b"[age]"),
    "a-word": ("S206", b"age"),
    "empty": ("D108", b""),
    "only-a-comment": ("D108", b"# nothing"),
    "ten-megabytes": ("D102", b"age: 31\n" * 1_250_000),
    "binary": ("D101", bytes(range(256))),
    "picture": ("D101", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    "utf-16": ("D101", "age: 31".encode("utf-16")),
    "billion-laughs": ("D105", LAUGHS.encode()),
    "python-tag": ("D106", b"age: !!python/object/apply:os.system ['touch hacked']"),
    "python-name-tag": ("D106", b"!!python/name:os.system ''"),
    "deep-nesting": ("D107", b"[" * 100_000),
    "two-documents": ("D109", b"age: 31\n---\nage: 32"),
    "broken-yaml": ("D103", b"age: [31"),
    "broken-json": ("D103", b'{"age": 31'),
    "duplicate-key": ("D104", b"age: 31\nage: 32"),
    "code-as-a-value": ("S202", f"age: '{CODE}'".encode()),
    "code-as-a-name": ("S201", f"'{CODE}': 1".encode()),
    "code-as-a-member": ("S204", f"concerns: ['{CODE}']".encode()),
    "template-as-a-name": ("S201", b"'{age.__class__}': 1"),
    "lists-in-declined": ("S201", b"declined: [[age]]"),
}

CONDITIONS: dict[str, tuple[str, str]] = {
    "code": ("L302", CODE),
    "code-in-a-comparison": ("L304", f"age >= {CODE}"),
    "code-in-a-set": ("L305", f"progress in {{{CODE}}}"),
    "code-in-tried": ("L302", f"tried({CODE})"),
    "code-in-an-f-string": ("L302", f"f'{{{CODE}}}'"),
    "code-after-a-bracket": ("L301", f"no_progress) or ({CODE}"),
    "code-in-a-lambda": ("L302", f"(lambda: {CODE})()"),
    "code-in-a-loop": ("L302", f"[{CODE} for x in progress]"),
    "code-on-the-next-line": ("L301", f"no_progress\n{CODE}"),
    "dunder": ("L302", "no_progress.__class__.__mro__"),
    "eval": ("L302", "eval('1')"),
    "walrus": ("L302", "(age := 3)"),
    "await": ("L302", "(await no_progress)"),
    "look-alike": ("L307", "no_рrogress"),
    "full-width": ("L307", "ｎo_progress"),
    "deep-not": ("L306", "not " * 400 + "no_progress"),
    "deep-brackets": ("L301", "(" * 900 + "no_progress" + ")" * 900),
    "deep-and-or": ("L306", "(no_progress and (not_heard or " * 40 + "age" + "))" * 40),
    "long": ("L306", "no_progress or " * 10_000 + "no_progress"),
    "huge-number": ("L305", "age >= " + "9" * 1_900),
    "huge-power": ("L304", "age >= 9 ** 9 ** 9 ** 9"),
    "huge-repetition": ("L304", 'progress == "a" * 10 ** 10'),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in: whatever is run from here leaves its trace."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes_of(read: Callable[[], object]) -> set[str]:
    """The codes of the error that *read* raises."""
    with pytest.raises(NextStepsError) as raised:
        read()
    return {problem.code for problem in raised.value.problems}


def refused(read: Callable[[], object]) -> Callable[[], None]:
    """*read*, where it may raise its error."""

    def run() -> None:
        with suppress(NextStepsError):
            read()

    return run


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_bad_situation_gets_one_clear_error(name, folder):
    """
    Whatever is in the file.
    """
    code, raw = SITUATIONS[name]
    (folder / "me.yaml").write_bytes(raw)

    assert code in codes_of(lambda: read_situation("me.yaml"))


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_bad_situation_is_refused_soon(name, folder):
    """
    However large, deep or repeated.
    """
    (folder / "me.yaml").write_bytes(SITUATIONS[name][1])

    assert is_soon(seconds_of(refused(lambda: read_situation("me.yaml"))))


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_bad_situation_runs_nothing(name, folder):
    """
    A file is read, and never run.
    """
    (folder / "me.yaml").write_bytes(SITUATIONS[name][1])

    codes_of(lambda: read_situation("me.yaml"))

    assert ["me.yaml"] == [path.name for path in folder.iterdir()]


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_bad_situation_is_a_bad_rulebook_too(name, folder):
    """
    The same files in a folder of rules: an error, within two seconds.
    """
    (folder / "rules.yaml").write_bytes(SITUATIONS[name][1])

    took = seconds_of(lambda: codes_of(lambda: Rulebook.load(folder)))

    assert is_soon(took)


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_bad_situation_is_a_bad_plan_too(name):
    """
    The same files as a plan: one error.
    """
    text = SITUATIONS[name][1].decode("utf-8", "replace")

    assert {"P501"} == codes_of(lambda: Plan.from_json(text))


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_bad_condition_gets_one_clear_error(name, folder):
    """
    Only the rule language is read; Python is not.
    """
    code, condition = CONDITIONS[name]

    assert code in codes_of(lambda: Rulebook.from_text(_with_condition(condition)))


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_bad_condition_runs_nothing_and_takes_no_time(name, folder):
    """
    Nothing of a condition is ever run, not even a power of numbers.
    """
    took = seconds_of(refused(lambda: Rulebook.from_text(_with_condition(CONDITIONS[name][1]))))

    assert (True, []) == (is_soon(took), list(folder.iterdir()))


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_no_situation_and_is_refused_soon(name, folder):
    """
    A megabyte of what is worst to read.
    """
    (folder / "me.yaml").write_text(BOMBS[name], encoding="utf-8")

    took = seconds_of(lambda: codes_of(lambda: read_situation("me.yaml")))

    assert is_soon(took)


MANY: dict[str, str] = {
    "unknown-facts": "".join(f"fact_{number}: 1\n" for number in range(LARGE // 14)),
    "unknown-members": f"concerns: [{','.join(f'x{number}' for number in range(LARGE // 8))}]",
    "unknown-declined": f"declined: [{','.join(f'x{number}' for number in range(LARGE // 8))}]",
    "unknown-outcomes": f"tried: {{{','.join(f'x{number}: 5' for number in range(LARGE // 16))}}}",
}


@pytest.mark.parametrize("name", MANY)
def test_a_situation_of_nothing_but_faults_is_refused_soon(name, folder):
    """
    The first hundred are told.
    """
    (folder / "me.yaml").write_text(MANY[name], encoding="utf-8")

    took = seconds_of(lambda: codes_of(lambda: read_situation("me.yaml")))

    assert is_soon(took)


MANY_ENTRIES: dict[str, str] = {
    "without-id": "rules:\n" + "- {a: 1}\n" * 20_000,
    "empty": "rules:\n" + "- {}\n" * 20_000,
    "text": "rules:\n" + "- x\n" * 20_000,
    "unknown-keys": "".join(f"key{number}: []\n" for number in range(20_000)),
    "the-same": "vignettes:\n" + "- {id: a, story: b, facts: {}}\n" * 10_000,
    "faulty-conditions": "rules:\n"
    + "".join(
        f"- {{id: a{number}, recommend: b, when: c, because: d, "
        "sources: [{source: e, locator: f}]}\n"
        for number in range(3_000)
    ),
}


@pytest.mark.parametrize("name", MANY_ENTRIES)
def test_a_rulebook_of_nothing_but_faults_is_refused_soon(name):
    """
    Thousands of entries, and a fault in each.
    """
    took = seconds_of(lambda: codes_of(lambda: Rulebook.from_text(MANY_ENTRIES[name])))

    assert is_soon(took)


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        "{age.__class__}",
        "%s%s%s%n",
        "\x1b[31mred",
        "${HOME}",
        "<script>alert(1)</script>",
        "'; DROP TABLE rules; --",
        "../../etc/passwd",
        "\u202eright to left",
        "quote\" and ' and \\",
        "line\nbreak",
    ],
)
def test_text_of_a_rulebook_is_only_ever_text(text, folder):
    """
    Titles and reasons come out as they went in, whichever engine runs, and run nothing.
    """
    quoted = json.dumps(text) if "\x1b" not in text else json.dumps(text).replace("\\u001b", "\\e")
    rulebook = Rulebook.from_text(
        sketch(("because: The therapist may not know.", f"because: {quoted}"))
    )
    plan = rulebook.recommend(
        {
            "in_therapy": True,
            "weeks_in_therapy": 14.0,
            "no_progress": True,
            "raised_with_therapist": False,
        }
    )

    assert (text, []) == (plan.recommendations[0].because, list(folder.iterdir()))


@pytest.mark.parametrize("name", ["../../outside", "/etc/passwd", "a\0b", "x" * 5_000, ""])
def test_a_path_that_leads_nowhere_gets_one_clear_error(name, folder):
    """
    D110 says what cannot be read.
    """
    assert {"D110"} == codes_of(lambda: read_situation(name + ".nothing" if name else name))


def test_the_error_of_a_person_holds_no_traceback_of_ours(folder):
    """
    What went wrong inside is not what is wrong in the file.
    """
    (folder / "me.yaml").write_text("age: [31")

    with pytest.raises(NextStepsError) as raised:
        read_situation("me.yaml")

    assert raised.value.__suppress_context__


def _with_condition(condition: str) -> str:
    return sketch(
        ("when: no_progress and weeks_in_therapy >= 12", f"when: {json.dumps(condition)}")
    )


def test_a_plan_without_a_situation_is_told_what_it_lacks():
    """
    No place is named by nothing.
    """
    with pytest.raises(NextStepsError) as raised:
        Plan.from_json("{}")

    assert "not a plan: `situation`: input should be an object" in str(raised.value)
