"""What a site consists of: pages as text with a title and an address, and files beside them.

Nothing here knows a builder. `plugin` hands pages to MkDocs in memory; `write_pages` puts the same
text into a folder that any builder of Markdown reads.
"""

from __future__ import annotations

import html
import json
import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from kinerja.site.escaping import text, visible
from kinerja.site.language import Language


@dataclass(frozen=True, slots=True)
class Section:
    """What a page stands in: its name in menus, and the address that its name leads to."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site.

    `path` is its address below the site's root, ending in a slash (`indicators/contract-on-time/`;
    the home page has the empty one). `title` is plain text: what menus call the page, and its
    heading unless `heading` says more. `write` makes the Markdown below the heading when it is
    asked for: headings are Markdown, tables and figures HTML blocks. `nav` are the sections that
    the page stands in, outermost first; `search` further words under which it is found, `places`
    anchors on it with the words that lead there; `contents` asks for a list of the page's headings
    beside it.
    """

    path: str
    title: str
    write: Callable[[], str]
    description: str = ""
    nav: tuple[Section, ...] = ()
    search: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    heading: str = ""
    contents: bool = False

    @property
    def body(self) -> str:
        """The Markdown below the heading, written anew each time."""
        return self.write()

    @property
    def source(self) -> str:
        """The Markdown file that builders turn into this address."""
        return f"{self.path.rstrip('/')}.md" if self.path else "index.md"


@dataclass(frozen=True, slots=True)
class Site:
    """The whole site in one language: its pages, its files and what stands on every page.

    `notice` is shown above every page ("Data sintetis"), `data_date` and `label` (a commit, say)
    below; `files` maps addresses such as `data/achievements.csv` to bytes. `address` is where the
    site will be published, if known.
    """

    language: Language
    name: str
    pages: tuple[Page, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    notice: str = ""
    data_date: date | None = None
    label: str = ""
    address: str = ""


Source = Callable[[str], Site]
"""Makes the site in the language of a code (`id`, `en`)."""


@lru_cache(maxsize=100_000)
def relative(origin: str, target: str) -> str:
    """The link from the page at one address to another address of the same site.

    Works under any base path. `relative("areas/x/", "indicators/y/")` is `../../indicators/y/`.
    """
    path, mark, anchor = target.partition("#")
    if mark and (not path or path == origin):
        return mark + anchor
    link = posixpath.relpath(path or ".", origin or ".")
    return link + ("/" if path.endswith("/") or not path else "") + mark + anchor


def file_text(page: Page) -> str:
    """The page as the text of a Markdown file: front matter, heading, body.

    Title and description are escaped for HTML in the front matter too, because themes print them
    as they stand.
    """
    meta: dict[str, object] = {"title": html.escape(visible(page.title))}
    if page.description:
        meta["description"] = html.escape(visible(page.description))
    if not page.contents:
        meta["hide"] = ["toc"]
    # JSON is YAML: every value quoted, one line each, no surprises with `no` or `: `.
    front = "".join(f"{key}: {json.dumps(value)}\n" for key, value in meta.items())
    return f"---\n{front}---\n\n# {text(page.heading or page.title)}\n\n{page.body.strip()}\n"


def write_pages(pages: Iterable[Page], folder: Path) -> None:
    """Write each page as a Markdown file into an existing folder."""
    for page in pages:
        place = folder / page.source
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(file_text(page), encoding="utf-8", newline="\n")
