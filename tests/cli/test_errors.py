"""What a user's mistake looks like: a golden message each, no traceback, no waiting."""

from pathlib import Path

import pytest

from tests.cli.conftest import SKETCH, Run
from tests.golden import assert_golden
from tests.patience import is_soon

SITUATIONS = {
    "unknown-fact": b"no_progres: true\n",
    "several-problems": b"age: old\nseverity: grave\nno_progress: maybe\nweeks_in_therapy: -1\n",
    "wrong-type": b"no_progress: 3\n",
    "yes-is-text": b"no_progress: yes\n",
    "out-of-range": b"age: 212\n",
    "unknown-member": b"concerns: [depresion]\n",
    "contradicting-list": b"concern_anxiety: false\nconcerns: [anxiety]\n",
    "unknown-outcome": b"tried: {talk: perhaps}\n",
    "look-alike-letters": "аge: 31\n".encode(),
    "not-a-mapping": b"- no_progress\n",
    "empty": b"",
    "only-a-comment": b"# nothing yet\n",
    "twice": b"age: 31\nage: 32\n",
    "not-yaml": b"age: [31\n",
    "not-json": b'{"age": 31,\n',
    "tabs": b"tried:\n\ttalk: done\n",
    "binary": bytes(range(256)),
    "utf-16": "age: 31\n".encode("utf-16"),
    "control-characters": b'"\\e[31m": true\n',
    "ten-megabytes": b"# " + b"x" * 10_000_000,
    "alias-bomb": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "deep-nesting": b"age: " + b"[" * 100_000,
    "deep-json": b'{"a":' * 50_000,
    "tag": b"age: !!python/object/apply:os.system [true]\n",
    "two-documents": b"age: 31\n---\nage: 32\n",
    "endless-number": b"age: " + b"9" * 100_000 + b"\n",
    "long-key": b"k" * 100_000 + b": true\n",
    "not-a-number": b"weeks_in_therapy: .nan\n",
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_faulty_situation_gets_its_message(nextsteps: Run, name: str) -> None:
    """The message is on standard error, and the exit code is 1, soon."""
    Path("me.yaml").write_bytes(SITUATIONS[name])
    ran = nextsteps("recommend", "me.yaml", "--rulebook", SKETCH)

    assert (ran.code, ran.out) == (1, "")
    assert is_soon(ran.seconds)
    assert_golden(f"cli/errors/{name}.txt", str(ran))


INPUTS = {
    "missing-file": ("recommend", "nobody.yaml"),
    "folder-as-file": ("recommend", "."),
    "missing-rulebook": ("recommend", "me.yaml", "--rulebook", "nowhere"),
    "setting-unknown-fact": ("recommend", "me.yaml", "--set", "agee=31", "--set", "age=old"),
    "setting-not-yaml": ("recommend", "me.yaml", "--set", "age=[31"),
    "setting-twice": ("recommend", "me.yaml", "--set", "age=31", "--set", "age=32"),
    "setting-against-file": ("recommend", "me.yaml", "--set", "concerns=[anxiety]"),
}


@pytest.mark.parametrize("name", INPUTS)
def test_faulty_input_gets_its_message(nextsteps: Run, name: str) -> None:
    """The message is on standard error, and the exit code is 1."""
    Path("me.yaml").write_text("concern_anxiety: false\n")
    ran = nextsteps(*INPUTS[name])

    assert (ran.code, ran.out) == (1, "")
    assert_golden(f"cli/errors/{name}.txt", str(ran))


USAGES = {
    "unknown-command": ("recomend", "me.yaml"),
    "unknown-option": ("recommend", "me.yaml", "--formt", "json"),
    "unknown-format": ("recommend", "me.yaml", "--format", "pdf"),
    "unknown-reader": ("recommend", "me.yaml", "--for", "friend"),
    "unknown-engine": ("recommend", "me.yaml", "--rulebook", SKETCH, "--engine", "durabel"),
    "setting-without-value": ("recommend", "me.yaml", "--set", "age"),
    "no-file": ("recommend",),
    "no-id": ("why", "me.yaml"),
    "no-folder": ("check",),
    "too-many": ("recommend", "me.yaml", "you.yaml"),
}


@pytest.mark.parametrize("name", USAGES)
def test_wrong_usage_ends_in_two(nextsteps: Run, name: str) -> None:
    """A command that is wrong in itself ends with exit code 2."""
    Path("me.yaml").write_text("age: 31\n")
    ran = nextsteps(*USAGES[name])

    assert (ran.code, ran.out) == (2, "")
    assert_golden(f"cli/errors/{name}.txt", str(ran))
