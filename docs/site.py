"""
Build the documentation as a site, and check every link in it.

    uv run --group docs python -m docs.site

Warnings are errors. The site is read from its folder: it asks nobody anything.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
ASKED_FOR = {"img": "src", "script": "src", "link": "href", "source": "src", "iframe": "src"}
"""What a browser fetches by itself; a link is fetched when a person follows it."""


@dataclass
class Page(HTMLParser):
    """What a page links to, what it fetches, and which places in it can be linked to."""

    links: set[str] = field(default_factory=set)
    fetched: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what one tag links to, fetches, or offers as a place."""
        named = dict(attributes)
        if place := named.get("id"):
            self.places.add(place)
        if tag == "a" and (link := named.get("href")):
            self.links.add(link)
        if link := named.get(ASKED_FOR.get(tag, "")):
            self.fetched.add(link)


def build() -> Path:
    """
    Build the site and return its folder.

    Raises:
        SystemExit: Something is amiss; Zensical has said what.
    """
    shutil.rmtree(SITE, ignore_errors=True)
    command = ["zensical", "build", "--strict", "--clean"]
    if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:  # noqa: S603  (our own)
        sys.exit("the site was not built")
    (SITE / "404.html").unlink()  # it is for a server, and names pages from the root
    return SITE


def built() -> Path:
    """Return the site's folder, built anew unless it is younger than all that it is made of."""
    sources = [ROOT / "zensical.toml", *(ROOT / "docs").rglob("*.*"), *(ROOT / "src").rglob("*.py")]
    page = SITE / "index.html"
    changed = max(path.stat().st_mtime for path in sources if "__pycache__" not in path.parts)
    return SITE if page.is_file() and page.stat().st_mtime >= changed else build()


def faults_in(site: Path) -> list[str]:
    """Return every link of *site* that leads nowhere, and everything fetched from elsewhere."""
    pages = {path: _read(path) for path in sorted(site.rglob("*.html"))}
    return [fault for path in pages for fault in _faults(path, pages, site)]


def _read(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def _faults(path: Path, pages: Mapping[Path, Page], site: Path) -> Iterator[str]:
    page, name = pages[path], path.relative_to(site)
    for link in sorted(page.links | page.fetched):
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            if link in page.fetched and parts.scheme != "data":
                yield f"{name}: fetches {link}"
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        if not target.is_relative_to(site.resolve()) or not target.is_file():
            yield f"{name}: {link} leads to no page"
        elif (
            target in pages
            and parts.fragment
            and unquote(parts.fragment) not in pages[target].places
        ):
            yield f"{name}: {link} names no place on the page"


if __name__ == "__main__":
    faults = faults_in(build())
    sys.exit("\n".join(faults) if faults else 0)
