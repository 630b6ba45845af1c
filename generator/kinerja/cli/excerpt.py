"""The line of a file that a finding is about, fit to be shown, with a caret under the place.

Files are anybody's: nothing is followed out of the folder, and nothing live reaches a terminal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

_LARGEST = 8 * 1024 * 1024
"""Bytes: of a larger file no line is shown, so that showing one stays cheap."""

_BEFORE, _WIDTH = 60, 100
"""How many characters of a long line are kept, and how many of them before the place."""

_AROUND = 200
"""Characters on either side that may belong to what is shown in part."""


def lines(root: Path, file: Path, wanted: Iterable[int]) -> dict[int, str]:
    """The wanted lines of a file below `root`, counted from 1; none where it cannot be shown."""
    from kinerja.content.folder.looking import refused, text_of

    try:
        outer = root.resolve()
        if not file.resolve().is_relative_to(outer) or refused(file, outer):
            return {}
        if file.stat().st_size > _LARGEST:
            return {}
        found = text_of(file).split("\n")
    except (OSError, RuntimeError, UnicodeDecodeError, ValueError):  # told as a finding already
        return {}
    return {n: found[n - 1].removesuffix("\r") for n in wanted if 0 < n <= len(found)}


def excerpt(line: str, column: int) -> tuple[str, str]:
    """A line as it may be shown, and the blanks that lead a caret to its column, from 1."""
    place = min(column - 1, len(line))
    first = max(0, place - _BEFORE)
    last = first + _WIDTH
    before, after = line[first:place], line[place:last]
    cut = "…" if first else ""
    shown = f"{cut}{before}{after}{'…' if last < len(line) else ''}"
    return safe(shown, keep="\t"), "".join(_blank(c) for c in cut + before)


def around(line: str, column: int) -> str:
    """The stretch of a line that says whether its excerpt may be shown: a line may be endless."""
    first = max(0, column - 1 - _BEFORE)
    return line[max(0, first - _AROUND) : first + _WIDTH + _AROUND]


def safe(text: str, keep: str = "") -> str:
    """Text of anybody's on one line, without what a terminal or a workflow's log would act on.

    A runner of GitHub takes `##[` anywhere in a line for a command, `::` only where one begins.
    """
    shown = "".join(c if c.isprintable() or c in keep else "\ufffd" for c in text)
    return shown.replace("##[", "#\ufffd[")


def _blank(character: str) -> str:
    """As wide as the character is shown."""
    if character == "\t":
        return "\t"
    if unicodedata.combining(character):
        return ""
    return "  " if unicodedata.east_asian_width(character) in "WF" else " "
