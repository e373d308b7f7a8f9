"""What the README promises: its commands, its Python, its output, its links."""

import contextlib
import io
import os
import re
from pathlib import Path

import pytest

import nextsteps as ns
from nextsteps.render import as_text, plan_blocks

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
EXAMPLE = "examples/stuck_after_fourteen_weeks.yaml"
AFTER_THE_SHOWN = "2. "
OUTPUT = re.compile(r"(<!-- output of: .* -->\n\n```text\n)(.*?)(```)", re.DOTALL)
PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "rules/README.md"]


def blocks(language: str) -> list[str]:
    """The fenced blocks of the README in *language*."""
    return re.findall(rf"```{language}\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


def test_the_python_example_runs() -> None:
    """The example is at most 20 lines and prints what it says."""
    (example,) = blocks("python")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(example, "README.md", "exec"), {})  # noqa: S102  (our own README)

    assert len([line for line in example.splitlines() if line.strip()]) <= 20
    assert "Tell your therapist" in printed.getvalue()


def test_the_two_commands_are_in_the_readme() -> None:
    """A stranger needs one line to see a plan and one to run the tests."""
    assert f"pip install uv && uv run --no-dev nextsteps recommend {EXAMPLE}\n" in blocks("sh")
    assert "pip install uv && uv run pytest\n" in blocks("sh")
    assert f"uv run nextsteps recommend {EXAMPLE} --engine durable\n" in blocks("sh")


def test_ci_runs_the_readmes_commands() -> None:
    """What the README promises is what is checked."""
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert f"step uv run --no-dev nextsteps recommend {EXAMPLE}" in steps
    assert "step uv run pytest" in steps


def test_the_output_shown_is_the_real_one() -> None:
    """The README shows the plan up to its first step; UPDATE_GOLDEN=1 writes them anew."""
    plan = ns.recommend(ns.read_situation(ROOT / EXAMPLE))
    printed = as_text(plan_blocks(plan, fact_names=True)).splitlines()
    end = next(place for place, one in enumerate(printed) if one.startswith(AFTER_THE_SHOWN))
    shown = "\n".join([*printed[:end], "...", ""])
    text = README.read_text(encoding="utf-8")
    if os.environ.get("UPDATE_GOLDEN") == "1":
        text = OUTPUT.sub(lambda found: found[1] + shown + found[3], text)
        README.write_text(text, encoding="utf-8", newline="\n")
    found = OUTPUT.search(text)

    assert found is not None
    assert found[2] == shown


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    """A relative link names a file or folder of the checkout."""
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text)
    here = (ROOT / page).parent

    assert [link for link in links if "://" not in link and not (here / link).exists()] == []


def test_the_rule_that_is_read_aloud_is_one_of_the_rules() -> None:
    """Word for word, and the sheet that is named is of a rule that is there."""
    text = (ROOT / "rules" / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    files = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("rules/*.yaml"))
    sheets = re.findall(r"nextsteps cases ([\w-]+)", text)

    assert shown
    assert [one for one in shown if one not in files] == []
    assert [one for one in sheets if one not in ns.Rulebook.default().rules] == []
