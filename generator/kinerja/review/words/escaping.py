"""Text from content in a comment of a forge: it shows what it says, and nothing in it acts.

A forge reads a comment twice: as Markdown, and then, reference or not, for names of accounts,
numbers of issues, addresses, commits and pictures. Signs are kept from the first by character
references, words from the second by a space without width.
"""

from __future__ import annotations

import re
import unicodedata

from kinerja.site.escaping import references, visible

_BREAK = "&#8203;"
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_LONGEST = 120
_FIRST_PICTURE = "\u2300"
"""From here on Unicode's symbols are such as stand for a state: ticks, crosses, padlocks."""

_ACTING = re.compile(
    r"(?P<sign>[@#!~$&%](?=[\w@#!-])|:(?=[\w+/-]))"
    r"|(?P<word>\b(?:www|gh)(?=[.-]))"
    r"|\b(?=[0-9a-f]{0,39}[a-f])(?P<hash>[0-9a-f]{3})(?=[0-9a-f]{4,37}\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\A(?:[-+][-+ ]*|[0-9]{1,9}[.)](?=\s|\Z))")
"""What would begin a list or draw a line."""


def shown(text: str) -> str:
    """A text of content as one line to be read, of bearable length.

    What acts instead of being read, and what could be taken for one of our own signs, is a
    replacement character.
    """
    line = "".join(_REPLACEMENT if _misleads(char) else char for char in visible(text))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def literal(text: str) -> str:
    """A line as Markdown that shows exactly its characters, also where a line or a cell begins."""
    opening = _OPENING.match(text)
    head = "".join(f"&#{ord(char)};" for char in opening.group()) if opening else ""
    rest = text[opening.end() :] if opening else text
    marked = _ACTING.sub(lambda found: f"{found.group()}\0", rest)
    return head + references(marked).replace("\0", _BREAK)


def _misleads(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind == "Cf" or (kind == "So" and char >= _FIRST_PICTURE) or char == "\0"
