"""Numbers as people and spreadsheets write them, where content wants plain ones.

Nothing is taken for another number than it says: what could be read in two ways has no reading.
"""

from __future__ import annotations

import re
from decimal import Decimal

from kinerja.numbers import plain

_BLANKS = frozenset((
    "", "-", "--", "–", "—", "n/a", "na", "#n/a", "null", "none", "nil", "nihil", "kosong", "x",
    "?", "tidak ada", "belum ada", "tidak tersedia", "tad", "missing", "not available",
))  # fmt: skip
"""How tables say that there is no number; read as zero they would make a failure of silence."""

_SPACE = "[ \u00a0\u202f\u2009]"
_AMOUNT = re.compile(
    rf"(?:(?:rp|idr)\.?)?{_SPACE}*(?P<sign>-?)"
    rf"(?P<units>[0-9]{{1,3}}(?:(?P<mark>[.,']|{_SPACE})[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)?|[0-9]+)"
    rf"(?:[.,](?P<part>[0-9]+))?(?:,[-–—]?)?{_SPACE}*(?P<word>%|persen|[a-z]+)?\.?",
    re.IGNORECASE,
)
_WORDS = {
    "": 1, "%": 1, "persen": 1, "rupiah": 1,
    "ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12,
}  # fmt: skip
"""What may stand behind a number, and how many of it are meant."""
_THOUSAND, _LONGEST = 3, 40


def is_blank(value: object) -> bool:
    """Whether a text in the place of a number says that there is none."""
    return isinstance(value, str) and value.strip(" .").lower() in _BLANKS


def meant(text: str, *, is_whole: bool = False) -> str:
    """The number that a text means, as it should be written; empty where that is not sure.

    Of a number that `is_whole` one mark alone can only part thousands: `21.255`. Else it may as
    well be a decimal mark.
    """
    text = text.strip()
    found = _AMOUNT.fullmatch(text) if len(text) <= _LONGEST else None
    word = (found["word"] or "").lower() if found else ""
    if not found or word not in _WORDS:
        return ""
    units, mark, part = found["units"], found["mark"], found["part"]
    if mark and part and text[found.start("part") - 1] == mark:
        return ""
    if mark in {".", ","} and units.count(mark) == 1 and not part and not is_whole:
        return ""
    if part and len(part) == _THOUSAND and not mark:
        return ""
    number = Decimal(re.sub(r"\D", "", units) + f".{part or 0}") * _WORDS[word]
    told = plain(-number if found["sign"] else number)
    return "" if is_whole and "." in told else told
