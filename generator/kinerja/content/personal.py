"""Personal data that must never enter git, for git cannot forget (domain §4, traps).

Identity, staff and tax numbers, telephone and account numbers and e-mail addresses in any text of
content are errors. The letterhead is the office's own and excepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kinerja.content.yaml import Data
from kinerja.findings import Finding, Pointer, finding

_PATTERNS = (
    ("nik", re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])")),
    ("nip", re.compile(r"(?<![0-9])(?:19|20)[0-9]{6} ?[0-9]{6} ?[12] ?[0-9]{3}(?![0-9])")),
    ("npwp", re.compile(r"(?<![0-9])[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9][-.][0-9]{3}\.[0-9]{3}")),
    ("telepon", re.compile(r"(?<![0-9])(?:\+62|62|0)[ -]?8[0-9](?:[ -]?[0-9]){7,10}(?![0-9])")),
    ("surel", re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}")),
    ("rekening", re.compile(r"[Rr]ek(?:ening)?\b[^0-9\n]{0,20}[0-9](?:[ .-]?[0-9]){7,}")),
)
_HINTS = re.compile(
    r"[0-9]\.[0-9]{3}\.[0-9]|[0-9]{12}|[0-9] [0-9]{6}|\+62|[0-9]-[0-9]{3}"
    r"|(?:62|0)[ -]?8|@|[Rr]ek"
)
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_EXCEPTED = {("organisation", "letterhead")}


def may_hold(text: str) -> bool:
    """Whether a file's text deserves a look at every value; cheap, and never wrongly False."""
    return _HINTS.search(text) is not None


def findings(file: str, kind: str, data: Data, text: str) -> Iterator[Finding]:
    """A finding at each value or comment that holds personal data; the data is not repeated."""
    for pointer, value in _texts(data, ()):
        pattern = "" if pointer and (kind, pointer[0]) in _EXCEPTED else _pattern(value)
        if pattern:
            yield finding(file, "personal-data", pointer, pattern=pattern)
    for number, line in enumerate(text.splitlines(), 1):
        comment = _COMMENT.search(line) if "#" in line else None
        pattern = _pattern(comment[0]) if comment else ""
        if comment and pattern:
            found = finding(file, "personal-data", pattern=pattern)
            yield replace(found, line=number, column=comment.start() + 1)


def _pattern(text: str) -> str:
    """The name of the first pattern that a text holds; empty where it holds none."""
    return next((name.upper() for name, pattern in _PATTERNS if pattern.search(text)), "")


def _texts(data: Data, pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    if isinstance(data, str):
        yield pointer, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*pointer, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _texts(value, (*pointer, place))
