"""Personal data that must never enter git, for git cannot forget (domain §4, traps).

Identity, staff and tax numbers, telephone and account numbers and e-mail addresses in any text of
content are errors. The letterhead is the office's own and excepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kinerja.content.yaml import Data, texts
from kinerja.findings import Finding, finding
from kinerja.messages import mark as _

_PATTERNS = (
    (
        "NIK",
        re.compile(
            r"(?<![0-9])(?:[0-9]{16}|[0-9]{4}(?:[ .-][0-9]{4}){3}"
            r"|[0-9]{6}[ .-][0-9]{6}[ .-][0-9]{4})(?![0-9])"
        ),
    ),
    ("NIP", re.compile(r"(?<![0-9])(?:19|20)[0-9]{6} ?[0-9]{6} ?[12] ?[0-9]{3}(?![0-9])")),
    ("NPWP", re.compile(r"(?<![0-9])[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9][-.][0-9]{3}\.[0-9]{3}")),
    ("NPWP", re.compile(r"[Nn][Pp][Ww][Pp][^0-9\n]{0,10}[0-9]{15,16}(?![0-9])")),
    (
        _("nomor telepon"),
        re.compile(
            r"(?<![0-9])(?:(?:\+62|\(\+62\)|62|0)[ -]?8[0-9](?:[ -]?[0-9]){7,10}"
            r"|08[0-9]{1,2}\.[0-9]{3,4}\.[0-9]{3,5})(?![0-9])"
        ),
    ),
    (  # of an office: with its area code apart, or called a telephone
        _("nomor telepon"),
        re.compile(
            r"(?<![0-9])(?:\(0[2-79][0-9]{1,2}\) ?|\+62[ -]?[2-79][0-9]{1,2}[ -]"
            r"|0[2-79][0-9]{1,2}-)[0-9]{3,4}[ -]?[0-9]{3,4}(?![0-9])"
            r"|\b(?:[Tt]el(?:e?pon|p)?|[Ff]a(?:x|ks))\b[.: ]{1,3}\+?[0-9](?:[ .-]?[0-9]){6,14}"
        ),
    ),
    # The limit before the @ keeps the search from growing with the square of the length.
    (
        _("alamat surel"),
        re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+\.[A-Za-z]{2,}"),
    ),
    (
        _("nomor rekening"),
        re.compile(
            r"[Rr][Ee][Kk](?:[Ee][Nn][Ii][Nn][Gg])?\b[^0-9\n]{0,20}[0-9](?:[ .-]?[0-9]){7,}"
        ),
    ),
)
_HASH = re.compile(r"(?:v1:|sha256:)?[0-9a-f]{40,64}").fullmatch
"""Digits of a hash may look like anything."""

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_EXCEPTED = {("organisation", "letterhead")}


def findings(file: str, kind: str, data: Data, text: str) -> Iterator[Finding]:
    """A finding at each value or comment that holds personal data; the data is not repeated."""
    # Nearly no file holds any, and one look at all its different texts together tells so.
    if _pattern("\n".join(_different_texts(data))):
        yield from _in_values(file, kind, data)
    if "#" in text:
        yield from _in_comments(file, text)


def _in_values(file: str, kind: str, data: Data) -> Iterator[Finding]:
    for pointer, value in texts(data):
        free = bool(pointer) and (kind, pointer[0]) in _EXCEPTED
        pattern = "" if free or _HASH(value) else _pattern(value)
        if pattern:
            yield finding(file, "personal-data", pointer, pattern=pattern)


def _in_comments(file: str, text: str) -> Iterator[Finding]:
    for number, line in enumerate(text.splitlines(), 1):
        comment = _COMMENT.search(line) if "#" in line else None
        pattern = _pattern(comment[0]) if comment else ""
        if comment and pattern:
            found = finding(file, "personal-data", pattern=pattern)
            yield replace(found, line=number, column=comment.start() + 1)


def _pattern(text: str) -> str:
    """The name of the first pattern that a text holds; empty where it holds none."""
    return next((name for name, pattern in _PATTERNS if pattern.search(text)), "")


def _different_texts(data: Data) -> set[str]:
    """As `yaml.texts`, but without the ways to them: in half of the time."""
    found: set[str] = set()
    left = [data]
    while left:
        value = left.pop()
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, dict):
            left.extend(value.values())
        elif isinstance(value, list):
            left.extend(value)
    return found
