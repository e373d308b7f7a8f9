"""What runs the pages notices a page that is wrong."""

import pytest

from tests.docs.blocks import as_run


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a page of these lines in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run_it(text):
        path = tmp_path / "page.md"
        path.write_text(text, encoding="utf-8")
        return as_run(path)

    return run_it


def test_a_text_block_becomes_what_the_python_above_prints(run):
    """So that a stale one is told from a fresh one."""
    fresh = run("```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n")

    assert fresh.endswith("```text\n2\n```\n")


def test_a_console_shows_what_is_printed_now(run):
    """By `nextsteps` and by others, with times that stay the same."""
    fresh = run("```console\n$ nextsteps --version\nold\n$ echo passed in 3.21s\n```\n")

    assert "$ nextsteps --version\n0." in fresh
    assert "$ echo passed in 3.21s\npassed in 0.10s\n" in fresh


def test_a_block_with_a_title_is_a_file_for_those_below(run):
    """It is written and not run, whatever it is."""
    run('```python title="mine/one.py"\nTHREE = 3\n```\n\n```sh\npython mine/one.py\n```\n')


def test_a_marked_block_stays_as_it_is(run):
    """Its mark says why."""
    page = "<!-- not run: it would not end -->\n```sh\nnextsteps serve\n```\n"

    assert page == run(page)


@pytest.mark.parametrize(
    "page",
    [
        "```sh\nnextsteps recommend nowhere.yaml\n```\n",
        "```text\nwho printed this?\n```\n",
        "```ruby\nputs 1\n```\n",
        "```\nno kind\n```\n",
        "- a list\n\n  ```python\n  1 / 0\n  ```\n",
    ],
    ids=["fails", "nothing printed it", "unknown kind", "no kind", "indented"],
)
def test_what_cannot_be_run_is_no_block(run, page):
    """It needs a mark, or is a mistake."""
    with pytest.raises(AssertionError):
        run(page)
