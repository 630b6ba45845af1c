"""Numbers of persons in any spelling: their digits tell them, not how these are grouped.

What has as many digits and is nobody's (amounts, dates, codes, numbers of documents) is known by
its own form. What may stand in content, and what is told of it, is `personal`'s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from unicodedata import decimal, normalize

_LINE = " \t\u00a0\u2000-\u200a\u202f\u3000"
_DASH = r"\u2010-\u2015\u2212\-"
BLANK = f"\n{_LINE}"
"""Word processors have several kinds; each engine takes others for blanks."""

GAP, HYPHEN = f"[{BLANK}.{_DASH}]", f"[{BLANK}{_DASH}]"
"""What people put between groups of digits."""

_BETWEEN = "[^0-9A-Za-z\n]{0,3}"
_JOINT = re.compile(rf"[{_LINE}./\\_|()\[\]\u00b7\u2022{_DASH}]{{1,3}}|[,:'\u2019]").fullmatch
"""Signs between digits of one number; where a blank follows a comma, another number begins."""

_OTHERS = re.compile(
    r"(?<![0-9])(?:"
    r"(?:0?[1-9]|[12][0-9]|3[01])([-./])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}(?![0-9])"  # dates
    r"|20[0-9]{2}([-./])(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"
    rf"|(?:19|20)[0-9]{{2}}[{_DASH}/ ]{{1,3}}(?:19|20)[0-9]{{2}}(?![0-9])"  # years
    r"|(?:Rp|IDR)\.? ?[0-9][0-9.,]{0,40}"  # amounts
    r"|[0-9][0-9.,]{0,40} ?(?:rupiah|ribu|juta|mil[iy]ar|triliun)\b"
    r"|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,9}(?:,[0-9]{1,4})?(?![.,]?[0-9])"
    r"|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,9}(?:\.[0-9]{1,4})?(?![.,]?[0-9])"
    r"|(?<![0-9]\.)[0-9](?:\.[0-9]{1,4}){3,20}(?![0-9])"  # codes of a budget
    r"|[0-9][0-9./-]{0,60}/20[0-9]{2}(?![0-9/]))"  # numbers of documents, which end with their year
)
"""What has many digits too and is nobody's; each is bounded, for a hostile text may be long."""


@dataclass(frozen=True)
class Spelling:
    """What stands before a number and its digits, as regular expressions that engines take alike.

    One group of the digits must be as long as `group`; behind words that `unless` finds another
    number is meant. Where `is_sure` no other number has such digits, so that what looks like a date
    may be the beginning of one.
    """

    before: str
    number: str
    group: int = 1
    unless: str = ""
    is_sure: bool = False

    @property
    def wide(self) -> str:
        """A pattern of all that may hold such a number, for a quick look."""
        return f"{self.before.replace(_NO_DIGITS, _ANYTHING)}{self.number}(?:[^0-9]|$)"

    def is_in(self, text: str, alone: str) -> bool:
        """Whether a text with plain digits holds such a number; `alone` is it without others."""
        told = text if self.is_sure else alone
        return any(map(self._is_meant, islice(self._search.finditer(told), _MOST)))

    @cached_property
    def _search(self) -> re.Pattern[str]:
        return re.compile(f"{self.before}(?=({self.number})(?![0-9]))")

    def _is_meant(self, found: re.Match[str]) -> bool:
        (start, end), number, text = found.span(1), found[1], found.string
        groups = list(map(len, re.findall("[0-9]+", number)))
        before, behind = _IN_CODE if max(groups) >= _LEAST else _IN_LIST
        near = text[max(0, start - _NEAR) : start]
        is_part = before(near) or behind(text, end)
        is_other = self.unless and re.search(self.unless, near)
        return (
            not (is_part or is_other)
            and all(map(_JOINT, re.findall("(?<=[0-9])[^0-9]+(?=[0-9])", number)))
            and max(groups) >= self.group
        )


_MOST = 1000
"""Of a text so many are looked at that seem to be one; nobody shall wait for a hostile one."""

_NEAR = 60
_IN_CODE = re.compile("[0-9][-./]$").search, re.compile("[-./][0-9]").match
"""Digits of a longer code stand directly before or behind."""

_IN_LIST = re.compile(f"[0-9]{_BETWEEN}$").search, re.compile(f"{_BETWEEN}[0-9]").match
"""The same for groups so small that they may be a list of numbers."""

_LEAST = 3


def _spaced(*digits: str) -> str:
    """Digits, each written as one sign or class, with signs between any two of them."""
    each = re.sub(r"\[[^]]*\]|[0-9]", lambda digit: digit[0] + _BETWEEN, "".join(digits))
    return each.removesuffix(_BETWEEN)


def _caseless(words: str) -> str:
    """A pattern of letters for either case; not every engine has a switch for that."""
    return re.sub("[A-Za-z]", lambda one: f"[{one[0].upper()}{one[0].lower()}]", words)


_START, _ANY = "(?:^|[^0-9])", "[0-9]"
WORD = "(?:^|[^0-9A-Za-z])"
"""Where a word begins; in texts with other letters engines are slow to tell by `\\b`."""

_NO_DIGITS, _ANYTHING = "[^0-9\n]", "[^\n]"
_MONTH, _DAY = "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
_DAY_OF_EITHER = "(?:0[1-9]|[1256][0-9]|4[1-9]|[37][01])"  # a woman's is 40 more
_PROVINCE = "(?:1[1-9]|21|3[1-6]|5[1-4]|6[1-5]|7[1-6]|8[12]|9[1-7])"
_SINCE = "(?:0[1-9]|1[0-2]|2[1-9])"  # a month, or what marks those employed by contract

IDENTITY = Spelling(
    _START, _spaced(_PROVINCE, _ANY * 4, _DAY_OF_EITHER, _MONTH, _ANY * 6)
)  # fmt: skip
"""Province, regency and district, the date of birth, a running number."""

STAFF = Spelling(
    _START,
    _spaced("(?:19[3-9]|200)[0-9]", _MONTH, _DAY, "(?:19|20)", _ANY * 2, _SINCE, "[12]", _ANY * 3),
    is_sure=True,
)
"""The date of birth, the month of appointment, the sex, a running number."""

MOBILE = Spelling(
    rf"{_START}\(?",
    rf"(?:\+62[(){BLANK}{_DASH}]{{0,3}}(?:0\){HYPHEN}?)?|0)8\)?{HYPHEN}?[1-35789]"
    rf"(?:[){BLANK}{_DASH}]{{0,2}}[0-9]){{7,10}}",
    group=3,
)
"""Of a person, with brackets or with its first digits apart."""

DOTTED = Spelling(_START, r"08[0-9]{1,2}\.[0-9]{3,4}\.[0-9]{3,5}")
"""The same with dots, as amounts have them too."""

_BANKS = _caseless(
    "bca|bri|bni|btn|bsi|bjb|btpn|bpd|mandiri|cimb|niaga|danamon|permata|muamalat|mega|ocbc|panin"
    "|bukopin|maybank|sinarmas|jago|jenius|seabank"
)
_BANK = rf"{WORD}(?:{_BANKS}|{_caseless('bank')}(?: [A-Z][A-Za-z]{{1,20}}){{0,2}})"
_CALLED = _caseless("no|nomor|number|acc|account|ac|a/c|norek|no rek")
_OF = _caseless(r"a\.?/?n|atas nama|cabang|kcp|kc")
_APART = "[^0-9A-Za-z\n]{1,4}"
_ACCOUNT = rf"[0-9](?:{GAP}?[0-9])"

ACCOUNT = Spelling(
    rf"{_caseless('rek')}(?:{_caseless('ening')})?[^0-9A-Za-z\n]{_NO_DIGITS}{{0,19}}",
    f"{_ACCOUNT}{{7,}}",
)
"""Called so."""

ACCOUNT_AT_A_BANK = Spelling(
    rf"{_BANK}{_APART}(?:(?:{_CALLED}){_APART}){{0,2}}(?:(?:{_OF})[^0-9A-Za-z\n]{_NO_DIGITS}{{0,40}})?",
    f"{_ACCOUNT}{{9,15}}",
    unless=_caseless("garansi|guarantee|jaminan"),  # papers of a bank have numbers too
)


def without_others(text: str) -> str:
    """A text without the numbers that are nobody's, in its length."""
    return _OTHERS.sub(lambda other: "x" * len(other[0]), text)


def plain(text: str) -> str:
    """A text with its digits and signs as ASCII has them, whatever script they are of."""
    if text.isascii():
        return text
    return "".join(str(decimal(one)) if one.isdecimal() else one for one in normalize("NFKC", text))
