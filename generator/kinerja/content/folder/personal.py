"""Personal data that must never enter git, for git cannot forget (domain §4, traps).

Identity, staff and tax numbers, telephone and account numbers and e-mail addresses in any text of
content are errors. The letterhead is the office's own and excepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import jsonschema_rs

from kinerja.content.folder import spellings
from kinerja.content.folder.spellings import BLANK, GAP, HYPHEN, WORD
from kinerja.content.text.yaml import Data, texts
from kinerja.findings import Finding, finding
from kinerja.messages import mark as _

_FROM, _TO = "(?:^|[^0-9])", "(?:[^0-9]|$)"
"""No digit before or behind, without looking around, which only some engines can."""

_PATTERNS = {
    "NIK": rf"{_FROM}(?:[0-9]{{16}}|[0-9]{{4}}(?:[{BLANK}.][0-9]{{4}}){{3}}"
    rf"|[0-9]{{6}}{GAP}[0-9]{{6}}{GAP}[0-9]{{4}}){_TO}",
    "NIP": rf"{_FROM}(?:19|20)[0-9]{{6}}{GAP}?[0-9]{{6}}{GAP}?[12]{GAP}?[0-9]{{3}}{_TO}",
    "NPWP": rf"{_FROM}[0-9]{{2}}\.[0-9]{{3}}\.[0-9]{{3}}\.[0-9][-.][0-9]{{3}}\.[0-9]{{3}}"
    rf"|[Nn][Pp][Ww][Pp][^0-9\n]{{0,10}}[0-9](?:{GAP}{{0,3}}[0-9]){{14,15}}{_TO}",
    # Of a person; or of an office: with its area code apart, or called a telephone.
    _("nomor telepon"): (
        rf"{_FROM}(?:\+62|\(\+62\)|62|0){HYPHEN}?8[0-9](?:{HYPHEN}?[0-9]){{7,10}}{_TO}"
        rf"|{_FROM}(?:\(0[2-79][0-9]{{1,2}}\)[{BLANK}]?"
        rf"|\+62{HYPHEN}?[2-79][0-9]{{1,2}}{HYPHEN}"
        rf"|0[2-79][0-9]{{1,2}}-)[0-9]{{3,4}}{HYPHEN}?[0-9]{{3,4}}{_TO}"
        rf"|{WORD}(?:[Tt]el(?:e?pon|p)?|[Ff]a(?:x|ks))[.:{BLANK}]{{1,3}}"
        rf"\+?[0-9](?:{GAP}?[0-9]){{6,14}}"
        rf"|{WORD}(?:H[Pp]|W[Aa])\.?:[{BLANK}]?\+?[0-9](?:{GAP}?[0-9]){{8,14}}"
    ),
    _("alamat surel"): r"[A-Za-z0-9._%+-](?:@| ?[\[(]at[\])] ?)[A-Za-z0-9-]+"
    r"(?:\.| ?[\[(]dot[\])] ?)[A-Za-z]{2,}",
}
"""Each as a regular expression that Python and the schemas' validator take alike."""

_SPELLED = {
    "NIK": (spellings.IDENTITY,),
    "NIP": (spellings.STAFF,),
    _("nomor telepon"): (spellings.MOBILE, spellings.DOTTED),
    _("nomor rekening"): (spellings.ACCOUNT, spellings.ACCOUNT_AT_A_BANK),
}
"""Those that their digits tell, however these are grouped."""

_WIDE = r"[^\P{Nd}0-9]|[\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u249b\u24ea]{2}|\uff20"
"""Digits and the sign of e-mail in other scripts, as only the validator knows them all."""

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
    return "" if _is_clean().is_valid(text) else _searched(text)


def _searched(text: str) -> str:
    told = spellings.plain(text)
    ways = {text, told}
    for name, search in _SEARCHES.items():
        if any(map(search, ways)):
            return name
    alone = spellings.without_others(told)
    return next(
        (name for name, each in _SPELLED.items() if any(one.is_in(told, alone) for one in each)), ""
    )


def is_personal(text: str) -> bool:
    """Whether a text holds personal data, so that it must not be shown either."""
    return bool(_pattern(text))


@cache
def _is_clean() -> jsonschema_rs.Draft202012Validator:
    """The schema of data that surely hold none, which compiled code looks through at once."""
    spelled = (one.wide for each in _SPELLED.values() for one in each)
    held = "|".join(f"(?:{pattern})" for pattern in (*_PATTERNS.values(), *spelled, _WIDE))
    return jsonschema_rs.Draft202012Validator({
        "if": {"type": "string"},
        "then": {"not": {"pattern": held}},
        "items": {"$ref": "#"},
        "additionalProperties": {"$ref": "#"},
    })  # fmt: skip
