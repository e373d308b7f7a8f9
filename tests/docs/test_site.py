"""The site holds every page, and its check finds what leads nowhere."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docs.pages.api import PACKAGES
from docs.site import faults_in

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GOOD = '<p id="here"></p><a href="other.html#there">x</a><a href="#here">y</a><img src="a.svg">'


def _places(nav: Any) -> Iterator[str]:
    """Every page that a part of the navigation names."""
    for entry in nav if isinstance(nav, list) else [nav]:
        match entry:
            case str(place):
                yield place
            case dict(titled):
                for below in titled.values():
                    yield from _places(below)


def test_every_page_is_in_the_navigation():
    """But those of single steps, which the page of the rules lists; nothing else is named."""
    project = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]
    named = list(_places(project["nav"]))
    pages = {str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md")}

    assert len(named) == len(set(named))
    assert set(named) - pages == set()
    assert {place for place in pages - set(named) if not place.startswith("rules/")} == set()


@pytest.mark.parametrize("part", ["how-to", "explanation"])
def test_the_front_page_of_a_part_lists_its_pages(part):
    """So that nothing is found by the search alone."""
    text = (DOCS / part / "index.md").read_text(encoding="utf-8")

    assert [
        path.name
        for path in sorted((DOCS / part).glob("*.md"))
        if path.name != "index.md" and f"]({path.name})" not in text
    ] == []


def test_every_public_package_has_its_page():
    """With all that it exports; the page is generated from `__all__`."""
    assert set(PACKAGES) >= {
        f"nextsteps.{name}"
        for name in (
            "population", "verify", "testing", "explore", "guard", "cdshooks", "service",
        )
    }  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages without fault."""
    (tmp_path / "index.html").write_text(GOOD)
    (tmp_path / "other.html").write_text('<h2 id="there">There</h2><a href="https://x.org">x</a>')
    (tmp_path / "a.svg").write_text("<svg/>")
    return tmp_path


def test_a_site_without_fault_has_none(site: Path) -> None:
    """Links to elsewhere are for people to follow, and are left alone."""
    assert faults_in(site) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("other.html#there", "other.html#nowhere", "names no place on the page"),
        ("#here", "#nowhere", "names no place on the page"),
        ("other.html", "gone.html", "leads to no page"),
        ("a.svg", "b.svg", "leads to no page"),
        ("other.html#there", "../outside.html", "leads to no page"),
        ("a.svg", "https://cdn.example/a.svg", "fetches https://cdn.example/a.svg"),
        ("a.svg", "//cdn.example/a.svg", "fetches //cdn.example/a.svg"),
    ],
)
def test_what_leads_nowhere_or_asks_elsewhere_is_told(
    site: Path, old: str, new: str, fault: str
) -> None:
    """With the page that it stands on."""
    (site / "index.html").write_text(GOOD.replace(old, new))
    (told,) = faults_in(site)

    assert told.startswith("index.html: ")
    assert fault in told
