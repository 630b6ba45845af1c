"""Commas that cut a text or a number in braces: `{note: late, but whole}` has a key too many.

YAML takes what stands behind such a comma for a key without colon and value. Content never means
that, so it is told, with what was probably meant.
"""

from __future__ import annotations

import re

from kinerja.content.text import numerals

_KEY = re.compile(r"([a-z]+(?:_[a-z]+)+|[a-z]+(?=[ :]+[0-9]))(?:[ :]+(\S.*))?")
"""A key of ours that lacks its colon: of several words, or with a number behind it."""

_MARKS = "\u201c\u201d\u201e"


def meant(key: str, whole: str, cut: str) -> str:
    """What was probably meant, as it should be written.

    `cut` stands behind a comma without a colon; `whole` is that with the value of `key` before it,
    which is empty where nothing stands there.
    """
    lacks = _KEY.match(cut)
    if lacks or not key:
        name, rest = (lacks[1], lacks[2]) if lacks else (cut, None)
        return f"{name}: {rest or '…'}"
    number = numerals.meant(whole) or numerals.meant(whole, is_whole=True)
    return f"{key}: {number or quoted(whole.strip(_MARKS))}"


def quoted(text: str) -> str:
    """A text between the quotation marks of YAML: of those that it does not hold itself."""
    if '"' in text and "'" not in text:
        return f"'{text}'"
    told = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{told}"'
