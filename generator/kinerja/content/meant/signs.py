"""What is looked for in a text that is refused: stretches with a sign that YAML wants otherwise.

Each is a guess by its form alone. Whether writing the right stretch mends anything is judged by
`slips`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kinerja.content.text.commas import quoted
from kinerja.messages import mark as _

_NB = "\u00a0\u202f\u2007\u2009\u3000"
_KEY = "[A-Za-z0-9][A-Za-z0-9_-]*"
_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_DOTS = "\u2022\u00b7\u25aa\u25cf\u25e6\u2023\u2219\u25a0\u25a1"
_DASHES = "\u2013\u2014\u2212\u2012\u2010\u2011"
_PART = r"[^,{}\[\]\n]"


class Slip(NamedTuple):
    """A stretch of a text with a wrong sign: the sign as it is shown, and the right stretch."""

    kind: str
    start: int
    end: int
    sign: str
    right: str


PROBLEMS = {
    "colon": _("yang dipakai titik dua biasa (:), diikuti spasi biasa"),
    "hyphen": _("butir daftar diawali tanda hubung biasa (-) dan spasi"),
    "space": _("ini spasi khusus, misalnya dari Word; ketik ulang sebagai spasi biasa"),
    "quotes": _("yang dipakai tanda kutip lurus"),
    "comma": _("baris YAML tidak diakhiri koma"),
    "hash": _("yang di belakangnya menjadi komentar; tulis teksnya di antara tanda kutip"),
    "joined": _("setelah titik dua kurang spasi"),
    "dash": _("setelah tanda hubung di awal butir kurang spasi"),
    "text": _("teks yang memuatnya ditulis di antara tanda kutip"),
    "split": _("di depan kunci ini kurang koma"),
    "braces": _("butir dengan beberapa kunci sebaris ditulis di antara kurung kurawal"),
}
"""What is wrong with a sign, by the kind of its slip."""

_MORE = rf"(?:[^,{{}}\n]|,(?! *{_KEY} *:)|\{{[^{{}},:\n]*\}})*"
"""How a text in braces goes on: also by a comma without a key, and by braces around words."""
_REST = r"(?:(?! #)[^\n])*"
"""What stands on in a line, up to a comment."""
_ODD = re.compile(r":(?= |$)|[\[\]{}]")
"""What in a text makes YAML take it for something else, unless it stands in quotation marks."""
_WHOLE = r"\"[^\"\n]*\"|'[^'\n]*'|\[[^\[\]\n]*\]"
"""What begins a value and ends it: behind it no text stands on."""

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
    "dash": re.compile(r"^ *(?P<wrong>-)(?=[A-Za-z{\[\"'])", re.MULTILINE),
    "text": re.compile(
        rf"^[ -]*{_KEY}: +(?P<wrong>[^\s\"'\[{{|>&*!%@`#\n]{_REST}:(?: {_REST})?"
        rf"|(?:{_WHOLE}) *[^\s#:]{_REST}|[%@`]{_REST})(?=\r?$| +#)",
        re.MULTILINE,
    ),
    "text in braces": re.compile(
        rf"(?<=[ \[{{])(?:{_WHOLE})(?= *[,}}\]\r\n])"
        rf"|[{{,] *{_KEY}: +(?P<wrong>[^\s\"'\[\]{{}},|>&*!%@`#-]{_MORE}"
        rf"|(?:{_WHOLE}) *[^\s,}}\]:#]{_MORE}|[%@`]{_MORE})"
    ),
    "split": re.compile(rf"(?<=[^\s,{{:\[;-])(?P<wrong>;? +)(?={_KEY}: )"),
    "braces": re.compile(
        rf"^ *- (?P<wrong>{_KEY}: [^{{}}\n]*?, *{_KEY}: [^{{}}\n]*?) *(?=\r?$)", re.MULTILINE
    ),
}
"""How each slip is found; what is to be written anew is the group `wrong`."""


def signs(text: str) -> Iterator[Slip]:
    """Every stretch of a text that may be a slip, kind by kind; those of two kinds may overlap."""
    for name, pattern in _PATTERNS.items():
        kind = name.partition(" ")[0]
        for one in pattern.finditer(text):
            found = _slip(kind, text, one) if one["wrong"] else None
            if found:
                yield found


def _slip(kind: str, text: str, found: re.Match[str]) -> Slip | None:
    """What a pattern found, with what is to be written; None where nothing is wrong with it."""
    wrong, after = found["wrong"], text[found.end("wrong") :][:1]
    sign = next((letter for letter in wrong if letter not in " -"), " ")
    start = found.start("wrong")
    if kind == "split" and "{" not in text[text.rfind("\n", 0, start) + 1 : start]:
        return None
    if kind == "braces":
        return Slip(kind, start, found.end("wrong"), "{}", f"{{{wrong}}}")
    if kind in _FIXED:
        shown = sign if sign == ";" else _SHOWN.get(kind, sign)
        return Slip(kind, start, found.end("wrong"), shown, _FIXED[kind])
    if kind == "quotes":
        return Slip(kind, start, found.end("wrong"), sign, quoted(wrong[1:-1]))
    if kind in {"hash", "text"}:
        wrong = wrong.rstrip()
        sign = "#" if kind == "hash" else _odd(wrong)
        told = wrong[1:-1] if (wrong[0], wrong[-1]) in _PAIRS else wrong
        return Slip(kind, start, start + len(wrong), sign, quoted(told)) if sign else None
    special = _special(wrong)
    if kind == "colon" and sign == ":" and not special:
        if wrong[-1] == " " or after in {"", *"/,}]\t\r\n"}:
            return None
        kind, right = "joined", ": "
    elif kind == "colon":
        right = ":" if after in {"", "\r", "\n"} else ": "
    elif special:
        right = re.sub(f"[{_NB}]", " ", wrong) if after.strip(",}]") else ""
    else:
        return None
    return Slip(kind, start, found.end("wrong"), special or sign, right)


_FIXED = {"comma": "", "hyphen": "- ", "dash": "- ", "split": ", "}
"""What is to be written, where it is always the same."""
_SHOWN = {"dash": "-", "split": ":"}
"""The sign at which something is missing."""


def _odd(text: str) -> str:
    """The sign for which a text needs quotation marks: its first, or one in it; empty without."""
    if text[0] in "\"'%@`":
        return text[0]
    found = _ODD.search(text)
    return found[0] if found else ""


_PAIRS = (("\u2018", "\u2019"), ("\u201c", "\u201d"))
"""Word's quotation marks around a text, which straight ones stand for."""


def _special(text: str) -> str:
    """The first space of a kind that YAML takes for a letter, by its number; empty without one."""
    return next((f"U+{ord(letter):04X}" for letter in text if letter in _NB), "")
