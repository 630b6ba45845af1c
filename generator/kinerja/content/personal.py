"""Personal data that must never enter git, for git cannot forget (domain §4, traps).

Identity, staff and tax numbers, telephone and account numbers and e-mail addresses in any text of
content are errors. The letterhead is the office's own and excepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from unicodedata import normalize

import jsonschema_rs

from kinerja.content.yaml import Data, texts
from kinerja.findings import Finding, finding
from kinerja.messages import mark as _

_FROM, _TO = "(?:^|[^0-9])", "(?:[^0-9]|$)"
"""No digit before or behind, without looking around, which only some engines can."""

_BLANK = " \t\n\u00a0\u2000-\u200a\u202f\u3000"
"""Word processors have several kinds; each engine takes others for blanks."""

_GAP, _HYPHEN = f"[{_BLANK}.-]", f"[{_BLANK}-]"
"""What people put between groups of digits."""

_PATTERNS = {
    "NIK": rf"{_FROM}(?:[0-9]{{16}}|[0-9]{{4}}(?:{_GAP}[0-9]{{4}}){{3}}"
    rf"|[0-9]{{6}}{_GAP}[0-9]{{6}}{_GAP}[0-9]{{4}}){_TO}",
    "NIP": rf"{_FROM}(?:19|20)[0-9]{{6}}{_GAP}?[0-9]{{6}}{_GAP}?[12]{_GAP}?[0-9]{{3}}{_TO}",
    "NPWP": rf"{_FROM}[0-9]{{2}}\.[0-9]{{3}}\.[0-9]{{3}}\.[0-9][-.][0-9]{{3}}\.[0-9]{{3}}"
    rf"|[Nn][Pp][Ww][Pp][^0-9\n]{{0,10}}[0-9](?:{_GAP}?[0-9]){{14,15}}{_TO}",
    # Of a person; or of an office: with its area code apart, or called a telephone.
    _("nomor telepon"): (
        rf"{_FROM}(?:(?:\+62|\(\+62\)|62|0){_HYPHEN}?8[0-9](?:{_HYPHEN}?[0-9]){{7,10}}"
        rf"|08[0-9]{{1,2}}\.[0-9]{{3,4}}\.[0-9]{{3,5}}){_TO}"
        rf"|{_FROM}(?:\(0[2-79][0-9]{{1,2}}\)[{_BLANK}]?"
        rf"|\+62{_HYPHEN}?[2-79][0-9]{{1,2}}{_HYPHEN}"
        rf"|0[2-79][0-9]{{1,2}}-)[0-9]{{3,4}}{_HYPHEN}?[0-9]{{3,4}}{_TO}"
        rf"|\b(?:[Tt]el(?:e?pon|p)?|[Ff]a(?:x|ks))\b[.:{_BLANK}]{{1,3}}"
        rf"\+?[0-9](?:{_GAP}?[0-9]){{6,14}}"
    ),
    _("alamat surel"): r"[A-Za-z0-9._%+-](?:@| ?\[at\] ?)[A-Za-z0-9-]+\.[A-Za-z]{2,}",
    _("nomor rekening"): (
        r"[Rr][Ee][Kk](?:[Ee][Nn][Ii][Nn][Gg])?\b[^0-9\n]{0,20}"
        rf"[0-9](?:{_GAP}?[0-9]){{7,}}"
    ),
}
"""Each as a regular expression that Python and the schemas' validator take alike."""

_WIDE = "[\uff10-\uff19\uff20]"
"""Digits and the sign of e-mail as East Asian keyboards write them: another look at the same."""

_SEARCHES = {name: re.compile(pattern).search for name, pattern in _PATTERNS.items()}
_HASH = re.compile(r"(?:v1:|sha256:)?[0-9a-f]{40,64}").fullmatch
"""Digits of a hash may look like anything."""

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_EXCEPTED = {("organisation", "letterhead")}


def findings(file: str, kind: str, data: Data, text: str) -> Iterator[Finding]:
    """A finding at each value or comment that holds personal data; the data is not repeated."""
    if not _is_clean().is_valid(data):  # nearly no file holds any
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
    ways = (text,) if text.isascii() else (text, normalize("NFKC", text))
    return next((name for name, search in _SEARCHES.items() if any(map(search, ways))), "")


def is_personal(text: str) -> bool:
    """Whether a text holds personal data, so that it must not be shown either."""
    return bool(_pattern(text))


@cache
def _is_clean() -> jsonschema_rs.Draft202012Validator:
    """The schema of data without personal data, which compiled code looks through at once."""
    held = "|".join(f"(?:{pattern})" for pattern in (*_PATTERNS.values(), _WIDE))
    return jsonschema_rs.Draft202012Validator({
        "if": {"type": "string"},
        "then": {"not": {"pattern": held}},
        "items": {"$ref": "#"},
        "additionalProperties": {"$ref": "#"},
    })  # fmt: skip
