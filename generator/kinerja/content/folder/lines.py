"""The quick way through a file of package rows that stand one to a line, as `format` writes them.

Such lines hold only forms that no reader of YAML could take differently. Everything else in the
file, and any file with a line of another form, is for the reader in `yaml`, which alone decides
what is wrong. Both must give the same data; a property test holds them against each other.
"""

from __future__ import annotations

import re
from collections.abc import KeysView

from kinerja.content.text.scalars import DoubtfulNumberError, Scalar, scalar
from kinerja.content.text.yaml import Data, read

_PLAIN = r"[A-Za-z0-9](?: ?[A-Za-z0-9._/()+&%;'-])*"
"""Unquoted text without a sign that could end it, open something, or begin a comment."""

_QUOTED = r'"[ !#-\[\]-~]*"'
"""Quoted text of plain ASCII without escapes."""

_ITEM = rf"(?:{_PLAIN}|{_QUOTED})"
_LIST = rf"\[(?:{_ITEM}(?:, {_ITEM})*)?\]"
_KEY = "[a-z][a-z_]+"
_SIMPLE = re.compile(rf"  - \{{{_KEY}: {_PLAIN}(?:, {_KEY}: {_PLAIN})*\}}").fullmatch
_LINE = re.compile(
    rf"  - \{{{_KEY}: (?:{_ITEM}|{_LIST})(?:, {_KEY}: (?:{_ITEM}|{_LIST}))*\}}"
).fullmatch
_PAIRS = re.compile(rf"({_KEY}): (?:({_PLAIN})|({_QUOTED})|({_LIST}))").findall
_ITEMS = re.compile(rf"({_PLAIN})|({_QUOTED})").findall
_AFTER = re.compile(r"[a-z]").match

_NAME = "packages"
_START = f"\n{_NAME}:\n"


class _OtherFormError(Exception):
    """A line that is not of the one form."""


def read_lines(text: str) -> dict[str, Data] | None:
    """The data of a file whose `packages` are such lines, and nothing wrong in it; else None."""
    before, start, after = text.partition(_START)
    if not start:
        return None
    lines = after.split("\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith("  - {")), len(lines))
    rest = "\n".join(lines[count:])
    if not count or (rest and not _AFTER(rest)):
        return None
    # The parser stands where the rows begin in the same state as with them: the text before is
    # the same. If it takes this for the empty list of that key, it would have taken the rows so.
    data, faults = read(f"{before}\n{_NAME}: []\n{rest}", "")
    if faults or not isinstance(data, dict) or data.get(_NAME) != []:
        return None
    meanings = _Meanings()
    try:
        data[_NAME] = [_row(line, meanings) for line in lines[:count]]
    except (_OtherFormError, DoubtfulNumberError):
        return None
    return data


class _Meanings(dict[str, Scalar]):
    """What unquoted texts mean, each found out once: the same words return in every row."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: set[str] = set()

    def are_texts(self, keys: KeysView[str]) -> bool:
        """Whether each of the keys means itself."""
        if not keys <= self._texts:
            self._texts |= {key for key in keys if self[key] == key}
        return keys <= self._texts

    def __missing__(self, text: str) -> Scalar:
        self[text] = meaning = scalar(text)
        return meaning


def _row(line: str, meanings: _Meanings) -> dict[str, Data]:
    if _SIMPLE(line):
        told = [pair.split(": ", 1) for pair in line[len("  - {") : -1].split(", ")]
        return _checked({key: meanings[plain] for key, plain in told}, len(told), meanings)
    if not _LINE(line):
        raise _OtherFormError
    pairs = _PAIRS(line)
    row: dict[str, Data] = {
        key: meanings[plain]
        if plain
        else quoted[1:-1]
        if quoted
        else [meanings[one] if one else text[1:-1] for one, text in _ITEMS(listed)]
        for key, plain, quoted, listed in pairs
    }
    return _checked(row, len(pairs), meanings)


def _checked(row: dict[str, Data], pairs: int, meanings: _Meanings) -> dict[str, Data]:
    """The row, if no key came twice and each is a text for every reader."""
    if len(row) != pairs or not meanings.are_texts(row.keys()):
        raise _OtherFormError
    return row
