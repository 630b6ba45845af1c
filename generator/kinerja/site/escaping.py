"""Text from content, made safe to stand anywhere on a page: HTML, attribute or Markdown.

One escape for all three places, so that nobody has to know in which one a value lands.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from markupsafe import Markup

_SPECIAL = str.maketrans({c: f"&#{ord(c)};" for c in "&<>\"'\\`*_{}[]#!|~^=$"})
_LINE_START = re.compile(r"\A(?:[-+:]|[0-9]{1,9}(?=[.)](?:\s|\Z)))")
_SPACE = re.compile(r"[^\S\u00a0]+")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """One line of text without anything that acts instead of being read.

    White space of any kind becomes one space, but a no-break space stays; control characters,
    direction marks, private and unassigned characters become a replacement character, so that the
    reader sees that something was there.
    """
    line = _SPACE.sub(" ", text).strip()
    if line.isascii() and line.isprintable():
        return line
    return "".join(_REPLACEMENT if _acts(char) else char for char in line)


def text(value: str) -> Markup:
    """A value as markup that shows exactly its characters, in HTML, attributes and Markdown.

    Markdown's own signs become character references, which Markdown leaves alone and a browser
    shows as the sign; at the start, where `-`, `+`, `:` or `1.` would begin a list, they do too.
    """
    return value if isinstance(value, Markup) else _text(value)


@lru_cache(maxsize=100_000)
def _text(value: str) -> Markup:
    line = visible(value)
    opening = _LINE_START.match(line)
    rest = line[opening.end() :] if opening else line
    return Markup((_as_references(opening.group()) if opening else "") + references(rest))


def references(words: str) -> str:
    """Words of our own with every sign that means something replaced by its reference."""
    return words.translate(_SPECIAL)


def _acts(char: str) -> bool:
    return char in _BIDI or unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"}


def _as_references(chars: str) -> str:
    return "".join(f"&#{ord(char)};" for char in chars)
