"""Letters that were broken on the way: bytes that are no UTF-8, and text that was decoded wrongly.

Each place is told by itself, for one letter mended does not mend the others. Nothing is repaired:
the right letter is offered in the hint, and a person decides.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from kinerja.content.text.yaml import Data, texts
from kinerja.findings import Finding, finding, whole

_MOST = 200
"""Findings of one file; who has more has saved the whole file in another encoding."""

_ESCAPED = re.compile("[\udc80-\udcff]+")
_LOST = re.compile("\ufffd+")

# What Windows-1252, or Latin-1, makes of the bytes 0x80 to 0xbf that continue a letter in UTF-8.
_SIGNS = (
    "\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u02dc"
    "\u2122\u0161\u203a\u0153\u017e\u0178\x80-\xbf"
)
_NEXT = f"[{_SIGNS}\u2018\u2019\u201c\u201d\u2022\u2013\u2014]"
_GARBLED = re.compile(
    "(?:"
    f"[\u00c2\u00c3]{_NEXT}"  # é, °, a fixed space
    f"|[\u00c4\u00c5][{_SIGNS}]"  # š, ć; a quotation mark or dash behind these may be meant
    "|\u00c5[\u2019\u201c]|\u00c6\u2019|\u00cb[\u2020\u0153]"  # signs of the list above, once more
    f"|\u00e2(?![\u00b0-\u00bf])[{_SIGNS}]{_NEXT}"  # ’, –, €
    f"|\u00ef[\u00bb\u00bc\u00bf]{_NEXT}"  # a byte order mark, U+FFFD
    f"|\u00f0\u0178{_NEXT}{_NEXT}"  # pictures
    "|\u00c2(?= )"  # a fixed space that became a plain one
    ")+"
)

_FIRST = "\ufffd\u00c2\u00c3\u00c4\u00c5\u00c6\u00cb\u00e2\u00ef\u00f0"
"""What a broken run can begin with; texts without any of these are passed over quickly."""


def not_utf8(file: str, data: bytes) -> list[Finding]:
    """A finding at each run of bytes that is no UTF-8, at most 200; none for sound bytes.

    The hint shows the run as Windows-1252 would read it. Lines and columns count from 1, columns
    in letters; a byte order mark is none. UTF-16 with its mark is told once, of the whole file.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) and not data.startswith(BOM_UTF32_LE):
        return [whole(finding(file, "file-utf16"))]
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    return _told(file, text, _ESCAPED, "file-not-utf8", _as_windows)


def garbled(file: str, text: str) -> list[Finding]:
    """A finding at each run of letters that were decoded wrongly before, at most 200 of a kind.

    Both kinds are errors. U+FFFD stands where a letter was lost for good, and no writer means it.
    UTF-8 read as Windows-1252 is told only where the letters decode back into one, which no word
    of Indonesian or English does; once published, nobody can tell which letter was meant.
    """
    if text.isascii() or not any(letter in text for letter in _FIRST):
        return []
    return [
        found
        for code, pattern, meant in _KINDS
        for found in _told(file, text, pattern, code, meant)
    ]


def garbled_escapes(file: str, text: str, data: Data) -> list[Finding]:
    """The same for letters that the text writes as escapes, at most 200 at their values.

    `data` is what the text says; what stands in the text as it is has been told by `garbled`.
    """
    if "\\" not in text:
        return []

    def each() -> Iterator[Finding]:
        for pointer, value in texts(data):
            if value.isascii():
                continue
            for code, pattern, meant in _KINDS:
                for run in pattern.finditer(value):
                    if run[0] not in text:
                        told = _visible(run[0])
                        yield finding(file, code, pointer, value=told, nearest=meant(run[0]))

    return list(islice(each(), _MOST))


def _told(
    file: str, text: str, pattern: re.Pattern[str], code: str, meant: Callable[[str], str]
) -> list[Finding]:
    def each() -> Iterator[Finding]:
        for number, line in enumerate(text.split("\n"), 1):
            for run in pattern.finditer(line):
                found = finding(file, code, value=_visible(run[0]), nearest=meant(run[0]))
                yield replace(found, line=number, column=run.start() + 1)

    return list(islice(each(), _MOST))


def _visible(run: str) -> str:
    """The letters as they are; bytes that are none in figures."""
    if _ESCAPED.match(run):
        return run.encode("utf-8", "surrogateescape").hex(" ").upper()
    return run


def _as_windows(run: str) -> str:
    return run.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _mended(run: str) -> str:
    """The letters that were meant, also where the mistake was made several times over."""
    raw = b"".join(_byte(letter) for letter in run)
    text = raw.decode("utf-8", "replace").replace("\ufffd", " ")
    return _mended(text) if _GARBLED.fullmatch(text) else text


def _byte(letter: str) -> bytes:
    """The byte that Windows-1252 shows as a letter; the five it does not know are Latin-1's."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...] = (
    ("text-lost", _LOST, str),
    ("text-garbled", _GARBLED, _mended),
)
"""What can be wrong with letters: its code, how it is found, and what was meant."""
