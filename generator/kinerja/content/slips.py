"""Signs that office programs write where YAML wants others: Word's spaces, dashes and quotes.

Only a file that is refused is looked at, and a sign is only told if writing the right one mends
something: in a text that is read as it is meant every sign may stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from kinerja.codes import RULES
from kinerja.content.commas import quoted
from kinerja.content.marks import compose, locate
from kinerja.findings import Finding, Severity, finding
from kinerja.messages import mark as _

Judge = Callable[[str], Sequence[Finding]]
"""What is found in a text of the file."""

_MOST_LETTERS = 500_000
_MOST_TRIED = 500_000
"""Letters of a file to look at, and of all the texts in which signs are put back one by one."""
_MOST_TOLD = 20
_BEFORE, _SHOWN = 30, 100
"""Letters of a long line: before the sign, and in all."""

_NB = "\u00a0\u202f\u2007\u2009\u3000"
_KEY = "[A-Za-z0-9][A-Za-z0-9_-]*"
_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_DOTS = "\u2022\u00b7\u25aa\u25cf\u25e6\u2023\u2219\u25a0\u25a1"
_DASHES = "\u2013\u2014\u2212\u2012\u2010\u2011"
_PART = r"[^,{}\[\]\n]"


class _Slip(NamedTuple):
    """A stretch of a text with a wrong sign: the sign as it is shown, and the right stretch."""

    kind: str
    start: int
    end: int
    sign: str
    right: str


_PROBLEMS = {
    "colon": _("yang dipakai titik dua biasa (:), diikuti spasi biasa"),
    "hyphen": _("butir daftar diawali tanda hubung biasa (-) dan spasi"),
    "space": _("ini spasi khusus, misalnya dari Word; ketik ulang sebagai spasi biasa"),
    "quotes": _("yang dipakai tanda kutip lurus"),
    "comma": _("baris YAML tidak diakhiri koma"),
    "hash": _("yang di belakangnya menjadi komentar; tulis teksnya di antara tanda kutip"),
}

_PATTERNS = {
    "colon": re.compile(
        rf"(?:^[ \-{_NB}{_DOTS}{_DASHES}]*|[{{,][ {_NB}]*)[\"{_QUOTES}]?{_KEY}[\"{_QUOTES}]?"
        rf"(?P<wrong>[ {_NB}]*[:\uff1a][ {_NB}]*)",
        re.MULTILINE,
    ),
    "hyphen": re.compile(
        rf"^[ {_NB}]*(?P<wrong>[{_DOTS}][ {_NB}\t]*|[{_DASHES}][ {_NB}\t]+)(?=\S)", re.MULTILINE
    ),
    "space": re.compile(
        rf"(?P<wrong>^[ \-{_NB}]+(?=\S)|(?<![ {_NB}])[ {_NB}]+(?=[,}}\]]|\r?$))", re.MULTILINE
    ),
    "quotes": re.compile(
        rf"(?:^[ -]*|: |, |[\[{{])(?P<wrong>[{_QUOTES}][^\"{_QUOTES}\n]*[{_QUOTES}])", re.MULTILINE
    ),
    "comma": re.compile(rf"(?P<wrong>,[ \t{_NB}]*)(?=\r?$)", re.MULTILINE),
    "hash": re.compile(
        rf"^[ -]*(?:(?<=- )|{_KEY}: +)"
        rf"(?P<wrong>(?:[^\s\"'\[{{|>&*!%@`#-][^\n]*? )?#[^\s#][^\n]*)",
        re.MULTILINE,
    ),
    "hash in braces": re.compile(
        rf"[{{,] *{_KEY}: +(?P<wrong>(?:[^\s\"'#,{{}}\[\]]{_PART}*? )?#[^\s#,{{}}\[\]]{_PART}*)"
    ),
}
"""How each slip is found; what is to be written anew is the group `wrong`."""


def told(file: str, text: str, found: Sequence[Finding], judge: Judge) -> list[Finding]:
    """Slips in a text that is refused, and what is found once they are mended; empty without any.

    `found` is what is found in the text, `judge` tells it of another text of the file.
    """
    if len(text) > _MOST_LETTERS:
        return []
    slips = list(_without_overlap(_slips(text)))
    kinds = dict.fromkeys(slip.kind for slip in slips)
    if not slips:
        return []
    before = _progress(found)
    tries = [slips, *([one for one in slips if one.kind == kind] for kind in kinds)]
    for chosen in tries if len(kinds) > 1 else tries[:1]:
        after = _progress(judge(_mended(text, chosen)))
        if after > before:
            needed = _needed(text, chosen, after, judge)
            mended = _mended(text, needed)
            return [*_shown(file, text, mended, needed), *_located(mended, judge(mended))]
    return []


def _slips(text: str) -> Iterator[_Slip]:
    for name, pattern in _PATTERNS.items():
        kind = name.partition(" ")[0]
        for one in pattern.finditer(text):
            wrong = one["wrong"]
            strange = next((letter for letter in wrong if letter not in " -"), " ")
            right, sign = "", strange
            if kind == "hash":
                wrong, sign = wrong.rstrip(), "#"
                right = quoted(wrong)
            elif kind == "quotes":
                right = quoted(wrong[1:-1])
            elif kind == "colon":
                if strange == ":" and not _special(wrong):
                    continue
                sign = _special(wrong) or strange
                right = ":" if text[one.end("wrong") :][:1] in {"", "\r", "\n"} else ": "
            elif kind == "hyphen":
                right = "- "
            elif kind == "space":
                sign = _special(wrong)
                if not sign:
                    continue
                right = re.sub(f"[{_NB}]", " ", wrong) if text[one.end() :][:1].strip(",}]") else ""
            yield _Slip(kind, one.start("wrong"), one.start("wrong") + len(wrong), sign, right)


def _special(text: str) -> str:
    """The first space of a kind that YAML takes for a letter, by its number; empty without one."""
    return next((f"U+{ord(letter):04X}" for letter in text if letter in _NB), "")


def _without_overlap(slips: Iterator[_Slip]) -> Iterator[_Slip]:
    end = 0
    for slip in sorted(slips, key=lambda slip: slip.start):
        if slip.start >= end:
            end = slip.end
            yield slip


def _mended(text: str, slips: Sequence[_Slip]) -> str:
    parts, end = [], 0
    for slip in slips:
        parts += [text[end : slip.start], slip.right]
        end = slip.end
    return "".join([*parts, text[end:]])


_Progress = tuple[int, int, int, int]


def _progress(found: Sequence[Finding]) -> _Progress:
    """How far reading came: up to which line, else how much is wrong of structure, and at all."""
    errors = [one for one in found if RULES[one.code].severity is Severity.ERROR]
    shaped = [one for one in errors if one.code.startswith(_STRUCTURE) and one.code not in _VALUES]
    broken = [one for one in shaped if one.code.startswith("yaml-")]
    stopped = min((one.line for one in broken if one.code in _STOPPING), default=0)
    reach = 0 if stopped else 1 if broken else 2
    return reach, stopped, -len(shaped), -len(errors)


_STOPPING = ("yaml-syntax", "yaml-alias", "yaml-tag")
"""Behind these nothing has been read."""
_STRUCTURE = ("yaml-", "key-", "array-", "object-")
_VALUES = ("yaml-number-form",)


def _needed(text: str, slips: Sequence[_Slip], reached: _Progress, judge: Judge) -> list[_Slip]:
    """The slips without those that may as well stand: a dash in a text, a note behind a hash."""
    needed = list(slips)
    tried = min(len(needed), _MOST_TRIED // max(len(text), 1))
    for slip in needed[:tried]:
        rest = [one for one in needed if one is not slip]
        if _progress(judge(_mended(text, rest))) >= reached:
            needed = rest
    return needed


def _shown(file: str, text: str, mended: str, slips: Sequence[_Slip]) -> Iterator[Finding]:
    """A finding for each slip, with its line as it should be written."""
    moved = 0
    for slip in slips[:_MOST_TOLD]:
        line = text.count("\n", 0, slip.start) + 1
        column = slip.start - text.rfind("\n", 0, slip.start)
        whole = _around(mended, slip.start + moved)
        moved += len(slip.right) - (slip.end - slip.start)
        kind = "space" if slip.sign.startswith("U+") else slip.kind
        found = finding(file, "yaml-sign", value=slip.sign, problem=_PROBLEMS[kind], meant=whole)
        yield replace(found, line=line, column=column)


def _around(text: str, place: int) -> str:
    """The line at a place, of a long one whole words around it: half a number is not recognised."""
    start = text.rfind("\n", 0, place) + 1
    line, place = text[start:].partition("\n")[0], place - start
    if len(line.strip()) <= _SHOWN:
        return line.strip()
    first = line.find(" ", max(place - _BEFORE, 0), place) + 1 or place
    end = first + _SHOWN
    last = len(line) if end >= len(line) else line.rfind(" ", place, end)
    return f"… {line[first : last if last > place else end].strip()} …"


def _located(text: str, found: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of a text with their places in it, which the file itself does not show."""
    node = compose(text) if any(not one.line for one in found) else None
    for one in found:
        if one.line:
            yield one
        else:
            line, column = locate(node, one.pointer, at_key=one.at_key)
            yield replace(one, line=line, column=column)
