"""A comment as a forge shows it: rendered, with what is live in it and what a person reads.

A forge acts twice. Markdown and HTML are rendered by a library of the standard with tables; of what
it does with the words afterwards (accounts, numbers, addresses, commits, pictures) the patterns are
here.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from markdown_it import MarkdownIt

_RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_OURS = {
    "h2", "p", "strong", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "details",
    "summary", "br", "code",
}  # fmt: skip
_ACTS = re.compile(
    r"(?<![\w`])@[\w-]|#\d|\bgh-\d|:[\w+-]+:|://|\bwww\.\w|[\w.+-]@[\w-]|\b[0-9a-f]{7,40}\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"[0-9]+")


class _Page(HTMLParser):
    """Collects tags, attributes, comments and the text between."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[str] = []
        self.comments: list[str] = []
        self.text: list[str] = []
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [f"{name}={value}" for name, value in attrs]
        self._code += tag == "code"
        if tag in ("p", "li", "td", "th", "h2", "br", "summary"):
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag == "code"

    def handle_comment(self, data: str) -> None:
        self.comments.append(data.strip())

    def handle_data(self, data: str) -> None:
        self.text.append("·" if self._code else data)


def page(markdown: str) -> _Page:
    """The rendered page."""
    found = _Page()
    found.feed(_RENDERER.render(markdown))
    found.close()
    return found


def read(markdown: str) -> str:
    """What a person reads: text with spaces without width taken out; what is code is a dot."""
    lines = "".join(page(markdown).text).replace("\u200b", "").split("\n")
    return "\n".join(line for line in map(str.strip, lines) if line)


def live(markdown: str) -> list[str]:
    """What acts and should not: foreign tags and attributes, and words a forge makes into links."""
    found = page(markdown)
    alive = sorted(found.tags - _OURS)
    alive += [one for one in found.attributes if not one.startswith("style=text-align")]
    for part in "".join(found.text).split("\n"):
        acts = [told.group() for told in _ACTS.finditer(part)]
        alive += [one for one in acts if not _NUMBERS.fullmatch(one)]
    return alive
