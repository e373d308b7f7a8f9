"""What is scaffolded loads, passes the check, concerns nobody, and is never taken for finished."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import nextsteps as ns
from nextsteps.authoring.files import read_all
from nextsteps.authoring.layout import laid_out
from nextsteps.authoring.scaffold import LONGEST, MODELINE, SCHEMA, new_rulebook, scaffold
from nextsteps.authoring.unfinished import MARK, unfinished
from nextsteps.card import card_of
from nextsteps.document import read_node, read_source
from nextsteps.errors import RulebookError
from nextsteps.rulebook.entries import RULE_KINDS
from nextsteps.vignettes import check_vignettes
from tests.cli.conftest import ROOT
from tests.knowledge.test_texts import (
    BLAME,
    ONE_SENTENCE,
    PROMISE,
    all_lines,
    reasons,
    texts_for,
    too_hard,
)
from tests.strategies import situations

STARTER = ROOT / "src" / "nextsteps" / "authoring" / "starter"


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """A folder with the starter rulebook."""
    folder = tmp_path / "my-rules"
    new_rulebook(folder)
    return folder


def held(folder: Path) -> dict[Path, bytes]:
    """All that is in a folder, hidden files too."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def assert_sound(folder: Path) -> ns.Rulebook:
    """It loads, its vignettes come out, and its files are laid out."""
    rulebook = ns.Rulebook.load(folder)
    assert [] == check_vignettes(rulebook)
    assert [] == [one.name for one in read_all([folder]) if laid_out(one) != one.text]
    return rulebook


def test_a_new_rulebook_is_sound(starter: Path) -> None:
    """And says that it is not finished."""
    rulebook = assert_sound(starter)

    assert rulebook.id == "my-rules"
    assert len(unfinished(read_all([starter]))) == 6
    assert "my-rules" in (starter / "README.md").read_text()


def test_the_card_of_a_new_rulebook_states_nothing_that_is_not_filled_in(starter: Path) -> None:
    """It counts as missing; what is filled in is stated, and so is the rest of a list."""
    rulebook = ns.Rulebook.load(starter)
    card = card_of(rulebook)
    filled = starter / "card.yaml"
    filled.write_text(filled.read_text().replace("FILL IN who wrote it", "A clinic"))
    missing = set(card.missing) - set(card_of(ns.Rulebook.load(starter)).missing)

    assert MARK not in str(card.stated)
    assert {"intended_use", "users", "limits"} <= set(card.missing)
    assert len(card.stated.not_for) == 2
    assert missing == {"developer"}
    assert [one.says for one in card.attributes if one.name == "developer"] == [None]


def test_what_the_starter_shares_with_the_shipped_rules_is_the_same(starter: Path) -> None:
    """Sources, crisis contacts and crisis help are the shipped ones, word for word."""
    mine, shipped = ns.Rulebook.load(starter), ns.Rulebook.default()

    assert dict(mine.contacts) == dict(shipped.contacts)
    assert {name: shipped.sources[name] for name in mine.sources} == dict(mine.sources)
    step = mine.recommendations["crisis-help-now"]
    of_shipped = shipped.recommendations["crisis-help-now"]
    assert of_shipped.model_copy(update={"advice": None}) == step


def test_the_starters_own_words_are_as_plain_and_kind_as_the_shipped_ones(starter: Path) -> None:
    """At most grade 8, one sentence for a reason, no blame, no promise."""
    rulebook = ns.Rulebook.load(starter)
    lines = list(all_lines(rulebook))

    assert {} == too_hard(texts_for(rulebook, "client")) | too_hard(texts_for(rulebook, "relative"))
    assert {} == too_hard(reasons(rulebook))
    assert [] == [where for where, line in lines if BLAME.search(line) or PROMISE.search(line)]
    for rule in rulebook.rules.values():
        assert ONE_SENTENCE.fullmatch(rule.because), rule.id


ENTRIES = [
    ("recommendation", None, None),
    ("measure", None, None),
    *(("rule", kind, None) for kind in RULE_KINDS),
    *(("rule", kind, "crisis-help-now") for kind in RULE_KINDS if kind not in ("finding", "ask")),
    ("rule", "ask", "age"),
]


@pytest.mark.parametrize(("what", "kind", "about"), ENTRIES)
def test_every_scaffold_is_sound(
    starter: Path, what: str, kind: str | None, about: str | None
) -> None:
    """In the starter, with whatever it can be about."""
    before = held(starter)
    written = scaffold(what, "brand-new", starter, kind=kind or "recommend", about=about)  # type: ignore[arg-type]

    assert_sound(starter)
    assert held(starter) == before | {starter / "brand-new.yaml": written.text.encode()}
    assert len(unfinished([written])) >= 14


def test_a_scaffold_fits_into_the_shipped_rules(tmp_path: Path) -> None:
    """All their vignettes still come out."""
    folder = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", folder)
    written = scaffold("rule", "new-rule", folder, kind="exclude", about="talk-to-therapist")

    assert not written.text.startswith(MODELINE), "there is no schema beside it"
    assert [] == check_vignettes(ns.Rulebook.load(folder))


def test_a_scaffolded_rule_holds_for_nobody(starter: Path) -> None:
    """Until it is filled in, whoever is younger than 120 gets the plan that they got before."""
    before = ns.Rulebook.load(starter)
    for kind in ("recommend", "caution", "not_yet", "exclude"):
        scaffold("rule", f"new-{kind.replace('_', '-')}", starter, kind=kind, about="say-it-openly")
    scaffold("rule", "new-finding", starter, kind="finding")
    scaffold("recommendation", "new-step", starter)
    after = ns.Rulebook.load(starter)

    @given(situations(before).filter(lambda one: one.age is None or one.age < 120))
    @settings(max_examples=60)
    def the_same(situation: ns.Situation) -> None:
        old, new = before.recommend(situation), after.recommend(situation)
        assert steps(old) == steps(new)
        assert old.safety.at_least == new.safety.at_least

    the_same()


def steps(plan: ns.Plan) -> list[list[str]]:
    """Every group of a plan, in order."""
    groups = (plan.recommendations, plan.later, plan.not_yet, plan.excluded)
    return [[step.id for step in group] for group in groups]


def test_a_scaffold_cites_no_source_that_could_be_one(starter: Path) -> None:
    """Its year and day are long ago, its grade is the lowest, and its words say what they are."""
    scaffold("rule", "brand-new", starter)
    source = ns.Rulebook.load(starter).sources["brand-new-source"]

    assert (source.year, source.checked.year, source.grade) == (1900, 1900, "unverified")
    assert "FILL IN" in source.title
    assert "FILL IN" in str(source.organisation)


def test_the_schema_stands_beside_the_files_that_name_it(starter: Path) -> None:
    """Each YAML file names it in its first line, and is valid by it; so are files added later."""
    scaffold("rule", "brand-new", starter)
    scaffold("recommendation", "new-step", starter)
    scaffold("measure", "new-measure", starter)
    schema = Draft202012Validator(json.loads((starter / SCHEMA).read_text(encoding="utf-8")))

    for source in read_all([starter]):
        assert source.text.startswith(MODELINE), source.name
        assert [] == list(schema.iter_errors(read_node(source).plain())), source.name


@given(st.from_regex(r"[a-z][a-z0-9]{0,11}(-[a-z0-9]{1,12}){0,6}", fullmatch=True))
@settings(max_examples=10, phases=[Phase.generate])
def test_every_id_is_a_name(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """As long as ids made of it stay short enough."""
    folder = tmp_path_factory.mktemp("any") / "mine"
    new_rulebook(folder)
    if len(name) > LONGEST or name in NAMES_OF_STARTER:
        with pytest.raises(RulebookError):
            scaffold("recommendation", name, folder)
    else:
        scaffold("recommendation", name, folder)
        assert_sound(folder)


NAMES_OF_STARTER = {path.stem for path in STARTER.iterdir()} | {"contacts"}
REFUSED = {
    "My Rule": "R401",
    "my_rule": "R401",
    "../out": "R401",
    "": "R401",
    "true": "R401",
    "12": "R401",
    "a" * (LONGEST + 1): "R401",
    "talking": "D113",  # a file
    "talk-when-stuck": "R402",  # a rule
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_name_that_is_none_or_taken_is_refused(starter: Path, name: str) -> None:
    """Nothing is written, and nothing overwritten."""
    before = held(starter.parent)
    with pytest.raises(RulebookError) as refused:
        scaffold("rule", name, starter)

    assert [REFUSED[name]] == [one.code for one in refused.value.problems]
    assert before == held(starter.parent)


def test_what_a_rule_cannot_be_about_is_refused(starter: Path) -> None:
    """With the nearest name that there is."""
    with pytest.raises(RulebookError) as refused:
        scaffold("rule", "brand-new", starter, about="say-it-opnly")

    assert "did you mean `say-it-openly`?" == refused.value.problems[0].help
    assert not (starter / "brand-new.yaml").exists()


def test_a_rulebook_that_does_not_load_gets_nothing_new(starter: Path) -> None:
    """Its problems are told instead."""
    (starter / "talking.yaml").write_text("rules: [\n")
    before = held(starter)
    with pytest.raises(RulebookError) as refused:
        scaffold("rule", "brand-new", starter)

    assert "D103" in [one.code for one in refused.value.problems]
    assert before == held(starter)


@pytest.mark.parametrize("there", ["file", "folder"])
def test_a_new_rulebook_never_takes_a_place(tmp_path: Path, there: str) -> None:
    """Neither that of a file nor that of a folder."""
    place = tmp_path / "mine"
    place.mkdir() if there == "folder" else place.write_text("mine")
    before = held(tmp_path)
    with pytest.raises(RulebookError) as refused:
        new_rulebook(place)

    assert ["D113"] == [one.code for one in refused.value.problems]
    assert before == held(tmp_path)
    assert [place] == list(tmp_path.iterdir())


def test_what_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full in the middle of a new rulebook, for one."""
    written: list[str] = []
    write_bytes = Path.write_bytes

    def full(path: Path, raw: bytes) -> int:
        written.append(path.name)
        if len(written) == 3:
            raise OSError(28, "no space left on device")
        return write_bytes(path, raw)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space left"):
        new_rulebook(tmp_path / "mine")

    assert [] == list(tmp_path.iterdir())


def test_the_template_itself_is_laid_out() -> None:
    """Whoever changes it formats it."""
    files = sorted(STARTER.glob("*.yaml"))
    assert [] == [path.name for path in files if laid_out(read_source(path)) != path.read_text()]
