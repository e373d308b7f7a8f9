"""A compiled rulebook is the rulebook that its YAML holds, or an error."""

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextsteps import Rulebook, RulebookError, Situation, fact
from nextsteps.language import Condition, Names
from nextsteps.language.tree import from_tree, to_tree
from nextsteps.rulebook import load
from nextsteps.rulebook.compiled import compile_rulebook, read_compiled
from nextsteps.rulebook.kinds import KINDS
from tests.strategies import STEPS, Clinic, conditions, rulebooks

PARTS = ("identity", "stated", *KINDS, "conditions", "places")
NAMES = Names(Clinic.vocabulary().facts, frozenset({"stuck", "in_danger"}), frozenset(STEPS))


@pytest.fixture(scope="module")
def shipped() -> bytes:
    """The shipped rulebook compiled."""
    return Rulebook.default().compiled()


def assert_same(one: Rulebook, other: Rulebook) -> None:
    """All parts are equal, in the same order, and so is what follows from them."""
    for part in PARTS:
        assert getattr(one, part) == getattr(other, part), part
    for part in KINDS:
        assert list(getattr(one, part)) == list(getattr(other, part)), part
    for part in ("rules", "findings", "needs", "contradictions"):
        assert list(getattr(one.conditions, part)) == list(getattr(other.conditions, part)), part
    assert one.content_hash == other.content_hash
    assert one.situation is other.situation


@given(condition=conditions(NAMES))
def test_a_condition_survives_being_a_tree(condition: Condition) -> None:
    """Reading what was written gives the same condition."""
    assert condition == from_tree(to_tree(condition))


@given(
    tree=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=3),
        lambda parts: st.lists(parts | st.sampled_from(["and", "not", "in", ">=", "tried"])),
    )
)
def test_a_tree_that_is_none_is_refused_or_read_whole(tree: Any) -> None:
    """What reads as a condition writes as the same tree again."""
    try:
        condition = from_tree(tree)
    except ValueError:
        return
    assert condition == from_tree(to_tree(condition))


@pytest.mark.parametrize(
    "tree",
    [
        False, None, 1, [], ["and"], [["and"], "a", "b"], ["nor", "a", "b"],
        ["not", "a", "b"], ["found", "a", "b"], ["tried", "a", "b"], ["failed", ["not", "a"]],
        [">=", "a"], [">=", "a", 1, 2], [">=", "a", True], [">=", "a", ["b"]],
        ["in", "a", 1], ["in", "a", "b", None], ["and", "a", ["in", "b", 2]],
    ],
)  # fmt: skip
def test_what_no_condition_is_written_as_is_refused(tree: Any) -> None:
    """One part too many or of another kind, and it is no condition, whatever the rest says."""
    with pytest.raises(ValueError, match="not a condition"):
        from_tree(tree)


def test_the_shipped_rulebook_is_the_same_compiled(shipped: bytes) -> None:
    """Every entry, condition and place, in the same order, with the same content hash."""
    assert_same(Rulebook.default(), Rulebook.from_compiled(shipped))


def test_the_stored_content_hash_is_that_of_the_content(shipped: bytes) -> None:
    """It is not worked out when a compiled rulebook is read, so it must be right."""
    rulebook = Rulebook.from_compiled(shipped)
    stored = rulebook.__dict__.pop("content_hash")

    assert stored == rulebook.content_hash


@given(rulebook=rulebooks(most_rules=12))
def test_any_rulebook_is_the_same_compiled(rulebook: Rulebook) -> None:
    """Compiling and reading gives the same rulebook, and compiling that the same bytes."""
    raw = rulebook.compiled()
    again = Rulebook.from_compiled(raw, situation=rulebook.situation)

    assert_same(rulebook, again)
    assert raw == again.compiled()


def test_what_only_authors_read_is_read_late(shipped: bytes) -> None:
    """What no plan needs waits until it is asked for."""
    rulebook = Rulebook.from_compiled(shipped)

    assert {"vignettes", "laws", "places", "stated", "hazards"}.isdisjoint(rulebook.__dict__)
    assert len(rulebook.vignettes) > 100
    assert "vignettes" in rulebook.__dict__
    with pytest.raises(AttributeError, match="nonsense"):
        rulebook.nonsense  # type: ignore[attr-defined]  # noqa: B018


def test_a_compiled_rulebook_needs_no_yaml_reader(shipped: bytes, tmp_path: Path) -> None:
    """As in a browser, where there is none."""
    import subprocess

    (tmp_path / "rules.jsonl").write_bytes(shipped)
    program = (
        "import sys; sys.modules['yaml'] = None\n"
        "import nextsteps as ns\n"
        "rulebook = ns.Rulebook.from_compiled(open('rules.jsonl', 'rb').read())\n"
        "plan = rulebook.recommend({'no_progress': True})\n"
        "from nextsteps.explorer import form_of\n"
        "from nextsteps.render import plan_to_html\n"
        "assert form_of(rulebook) and plan_to_html(plan)\n"
        "print(plan.recommendations[0].id)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    plan = Rulebook.default().recommend({"no_progress": True})
    assert (ran.stdout.strip(), ran.stderr) == (plan.recommendations[0].id, "")


class Other(Situation):
    """A vocabulary with one fact more."""

    is_other: bool | None = fact("Is it another?", topic="other")


DAMAGES: dict[str, Any] = {
    "empty": lambda _: b"",
    "not JSON": lambda _: b"rules:\n- id: a\n",
    "not an object": lambda _: b"[]\n",
    "cut short": lambda raw: raw[:-1000],
    "one letter changed": lambda raw: raw.replace(b"crisis-help-now", b"crisis-help-not", 1),
    "another format": lambda raw: raw.replace(b'"format":2', b'"format":3', 1),
    "another version of the library": lambda raw: raw.replace(b'"library":"', b'"library":"9', 1),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_an_error(shipped: bytes, damage: str) -> None:
    """Never a rulebook with something missing."""
    with pytest.raises(RulebookError) as caught:
        Rulebook.from_compiled(DAMAGES[damage](shipped))
    assert ["R420"] == [problem.code for problem in caught.value.problems]


def test_another_vocabulary_is_an_error(shipped: bytes) -> None:
    """The conditions were checked against one vocabulary only."""
    with pytest.raises(RulebookError, match="vocabulary"):
        Rulebook.from_compiled(shipped, situation=Other)


def test_parts_that_do_not_read_are_an_error() -> None:
    """A file that was made to look whole is validated nevertheless."""
    rulebook = Rulebook.default()
    raw = compile_rulebook(rulebook)
    first, _, body = raw.partition(b"\n")
    lines = body.split(b"\n")
    lines[PARTS.index("rules")] = b'{"a-rule":{"id":"a-rule"}}'
    body = b"\n".join(lines)
    header = first.replace(
        load.hashlib.sha256(raw.partition(b"\n")[2]).hexdigest().encode(),
        load.hashlib.sha256(body).hexdigest().encode(),
    )
    with pytest.raises(RulebookError, match="`rules` do not read"):
        read_compiled(header + b"\n" + body)


@pytest.fixture
def packaged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A package folder with the rules of the checkout in it and no compiled file yet."""
    rules = Path(str(load.shipped_rules()))
    (tmp_path / "rules").symlink_to(rules, target_is_directory=True)
    monkeypatch.setattr(load, "package_files", lambda _: tmp_path)
    return tmp_path


def test_the_shipped_rulebook_is_read_compiled_where_that_fits(packaged: Path) -> None:
    """The file beside the rules is taken, and gives the same rulebook."""
    (packaged / load.SHIPPED_COMPILED).write_bytes(load.compile_shipped())
    rulebook = load.load_default.__wrapped__()

    assert "_lines" in rulebook.__dict__
    assert_same(Rulebook.default(), rulebook)


@pytest.mark.parametrize("damage", ["stale", "cut short", "empty"])
def test_a_compiled_file_that_does_not_fit_is_passed_over(packaged: Path, damage: str) -> None:
    """The YAML counts: a rule edited on disk is never ignored."""
    raw = load.compile_shipped()
    if damage == "stale":
        raw = compile_rulebook(Rulebook.default(), made_of=load.hash_of({"rules/a.yaml": b""}))
    else:
        raw = DAMAGES[damage](raw)
    (packaged / load.SHIPPED_COMPILED).write_bytes(raw)
    rulebook = load.load_default.__wrapped__()

    assert "_lines" not in rulebook.__dict__
    assert rulebook.content_hash == Rulebook.default().content_hash
