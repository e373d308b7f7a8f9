"""The TypeScript types, made from the schemas."""

import json
import re
import shutil
import subprocess

import pytest

import nextsteps as ns
from nextsteps.card import card_schema
from nextsteps.schema import plan_schema, rulebook_schema, situation_schema, typescript
from tests.golden import assert_golden

MAKERS = {
    "situation": situation_schema,
    "plan": plan_schema,
    "rulebook": rulebook_schema,
    "card": lambda _=None: card_schema(),
}
TSC = shutil.which("tsc")


@pytest.mark.parametrize("what", MAKERS)
def test_the_types_of_a_document(what):
    """
    Recorded whole: who reads the diff sees what becomes of an app.
    """
    assert_golden(f"schema/{what}.ts", typescript(MAKERS[what]()))


@pytest.mark.parametrize("what", MAKERS)
@pytest.mark.parametrize("with_names", [False, True])
def test_every_type_that_is_used_is_declared_once(what, with_names):
    """
    Every definition of the schema has a type, brackets are in pairs, and nothing is unknown.
    """
    schema = MAKERS[what](ns.Rulebook.default() if with_names else None)
    code = typescript(schema)
    declared = re.findall(r"^export (?:type|interface) (\w+)", code, flags=re.MULTILINE)
    bare = re.sub(r"/\*\*.*?\*/|\"[^\"]*\"", "", code)
    used = set(re.findall(r"\b[A-Z]\w+", bare)) - {"Array"}

    assert sorted([*schema["$defs"], schema["title"]]) == sorted(declared)
    assert used == set(declared)
    assert ": unknown;" not in bare
    assert all(bare.count(one) == bare.count(other) for one, other in ("{}", "()", "[]"))


def test_a_remark_cannot_end_early():
    """
    Whatever a description holds, it stays one.
    """
    schema = {"title": "A", "type": "object", "properties": {"a-b": {"type": "array", "items": {
        "type": "string"}, "description": "ends */ here"}}, "required": ["a-b"]}  # fmt: skip

    assert '  /** ends * / here */\n  "a-b": string[];' in typescript(schema)


@pytest.mark.skipif(TSC is None, reason="no TypeScript compiler")
@pytest.mark.parametrize("what", MAKERS)
def test_the_compiler_takes_the_types(what, tmp_path):
    """
    And what uses them rightly.
    """
    (tmp_path / "types.ts").write_text(typescript(MAKERS[what]()))
    title = MAKERS[what]()["title"]
    (tmp_path / "use.ts").write_text(f"import type {{ {title} }} from './types';\n")
    subprocess.run([TSC or "tsc", "--strict", "--noEmit", "use.ts"], cwd=tmp_path, check=True)


def test_the_command_prints_what_the_functions_make(capsys):
    """
    JSON by default.
    """
    from nextsteps.cli import run

    assert 0 == run(["schema", "plan"])
    assert plan_schema() == json.loads(capsys.readouterr().out)
    assert 0 == run(["schema", "situation", "--format", "typescript"])
    assert typescript(situation_schema()) == capsys.readouterr().out
