"""What lives on a page that should only be read: found by parsing the HTML that content becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import markdown

from kinerja.site.pages import file_text
from kinerja.site.views import source

EXTENSIONS = ("tables", "toc", "fenced_code", "attr_list", "md_in_html", "admonition", "def_list",
              "footnotes", "abbr")  # fmt: skip
"""More than the site uses, for pages are also written for other builders."""

_LIVE_TAGS = frozenset(
    (
        "script", "iframe", "object", "embed", "form", "base", "meta", "link", "style", "math",
        "textarea", "applet", "frame", "frameset", "img", "video", "audio", "source",
    )
)  # fmt: skip
"""Not `input` and `button`: the pages have some, and without a handler they do nothing."""

_ADDRESSES = frozenset(("href", "src", "action", "formaction", "xlink:href", "data", "srcset"))
_LIVE_ADDRESS = re.compile(r"\s*(?:javascript|vbscript|data):|(?:https?:)?//", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class _Living(HTMLParser):
    """Collects what would act: scripts, handlers, foreign addresses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LIVE_TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "srcdoc":
                self.found.append(f"<{tag} {name}>")
            elif name in _ADDRESSES and _LIVE_ADDRESS.match(value or ""):
                self.found.append(f"<{tag} {name}={value!r}>")

    def handle_data(self, data: str) -> None:
        if _UNSEEN.search(data):
            self.found.append("a sign that nobody sees")


def living(html: str) -> list[str]:
    """What is alive in a piece of HTML."""
    parser = _Living()
    parser.feed(html)
    parser.close()
    return parser.found


def live_in_pages(content: Path) -> Iterator[str]:
    """What is alive on the pages of a content folder, in both languages."""
    told = source(content, content.parent / "reports", "")
    for code in ("id", "en"):
        for page in told(code).pages:
            text = file_text(page).split("\n---\n", 1)
            html = markdown.markdown(text[1], extensions=EXTENSIONS)
            for one in living(html):
                yield f"{code}/{page.path}: {one}"
            if "<" in text[0] or "{{" in html:
                yield f"{code}/{page.path}: front matter or template"
