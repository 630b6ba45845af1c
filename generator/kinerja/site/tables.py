"""A page's tables written as Markdown, as a person would who writes for any builder.

The HTML tables of the components are read back, so every template serves both forms. What only
decorates (bars, shapes of a status, classes) has no place in Markdown and is left out.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser

from kinerja.site.blocks import put_back, take_out
from kinerja.site.escaping import references
from kinerja.site.pages import Page

_TABLE = re.compile(r"(<table\b.*?</table>)", re.DOTALL)
_FOLD = re.compile(r"</?details\b[^>]*>")
_SUMMARY = re.compile(r"<summary>(.*?)</summary>", re.DOTALL)
_SIGNS = {"strong": "**", "em": "*"}
_VOID = frozenset({"br", "hr", "img", "input", "wbr"})
_SPACE = re.compile(r"\s+")


def in_markdown(pages: Iterable[Page]) -> Iterator[Page]:
    """The same pages with Markdown tables.

    A link from a cell to another page names that page's file, which builders turn into its address
    and check.
    """
    known = tuple(pages)
    sources = {page.path.rstrip("/"): page.source for page in known}
    for page in known:
        yield replace(page, write=partial(_body, page, sources))


def _body(page: Page, sources: Mapping[str, str]) -> str:
    around, blocks = take_out(page.body)
    return put_back(around, [_block(block, page, sources) for block in blocks])


def _block(block: str, page: Page, sources: Mapping[str, str]) -> str:
    """One HTML block; a fold around a table is opened, for Markdown is not read inside it."""
    if "<table" not in block:
        return block
    pieces = []
    for piece in _TABLE.split(_FOLD.sub("", block)):
        if piece.startswith("<table"):
            reader = _Reader(page, sources)
            reader.feed(piece)
            reader.close()
            pieces.append(reader.markdown())
        else:
            pieces.append(_SUMMARY.sub(r"**\1**\n", piece).strip())
    return "\n\n".join(piece for piece in pieces if piece)


class _Reader(HTMLParser):
    """Reads one table: its caption, and the Markdown of each cell, row by row."""

    def __init__(self, page: Page, sources: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=False)
        self._page = page
        self._sources = sources
        self._caption = ""
        self._rows: list[list[str]] = []
        self._numeric: list[bool] = []
        self._text: list[str] = []
        self._links: list[str] = []
        self._code = 0  # where the code that is open began
        self._hidden = 0  # how deep inside of what only decorates
        self._width = 1  # columns of the cell that is open

    def markdown(self) -> str:
        """The table, its caption above it."""
        head, *body = self._rows
        rule = ["---:" if numeric else "---" for numeric in self._numeric]
        lines = "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *body))
        return f"*{self._caption}*\n\n{lines}" if self._caption else lines

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if self._hidden or tag == "svg" or told.get("aria-hidden") == "true":
            self._hidden += tag not in _VOID
            return
        match tag:
            case "tr":
                self._rows.append([])
            case "caption" | "th" | "td":
                self._text = []
                self._width = int(told.get("colspan", 1))
                if tag == "th" and len(self._rows) == 1:
                    self._numeric.append("k-num" in told.get("class", ""))
            case "a":
                self._links.append(self._target(told.get("href", "")))
                self._text.append("[")
            case "code":
                self._code = len(self._text)
            case "br":
                self._text.append("<br>")
            case _:
                self._text.append(_SIGNS.get(tag, ""))
        if "id" in told:
            self._text.append(f'<span id="{html.escape(told["id"])}"></span>')

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            self._hidden -= tag not in _VOID
            return
        match tag:
            case "caption":
                self._caption = self._take()
            case "th" | "td":
                self._rows[-1] += [self._take(), *[""] * (self._width - 1)]
            case "a":
                self._text.append(f"]({self._links.pop()})")
            case "code":
                self._text[self._code :] = [_code("".join(self._text[self._code :]))]
            case _:
                self._text.append(_SIGNS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        self._keep(references(data))

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def _keep(self, text: str) -> None:
        if not self._hidden:
            self._text.append(text)

    def _take(self) -> str:
        """The text gathered, on one line."""
        return _SPACE.sub(" ", "".join(self._text)).strip()

    def _target(self, href: str) -> str:
        """Where a link leads, as Markdown writes it: a page by its file, anything else as it is."""
        path, mark, anchor = href.partition("#")
        if not path or ":" in path:
            return href
        found = posixpath.normpath(posixpath.join(self._page.path, path)).strip("./")
        source = self._sources.get(found)
        if source is None:
            return href
        return posixpath.relpath(source, posixpath.dirname(self._page.source)) + mark + anchor


def _code(inner: str) -> str:
    """Code between backticks; where a sign in it would end it or the cell, as an element."""
    plain = html.unescape(inner)
    return f"<code>{inner}</code>" if re.search(r"[`|\\]", plain) else f"`{plain}`"
