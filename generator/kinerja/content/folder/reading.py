"""One content file as read: parsed, held against its schema, its package rows as lines of JSON.

A file with a finding contributes nothing else. Which files there are is `layout`'s, reading many
on every core is `load`'s, and rules across files are not applied here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import msgspec

from kinerja.cache import digest
from kinerja.content.folder import personal
from kinerja.content.folder.lines import read_lines
from kinerja.content.meant import cut
from kinerja.content.shape import columns, schema, unfinished
from kinerja.content.shape.fingerprint import fingerprint
from kinerja.content.shape.layout import RECORDED, Source
from kinerja.content.text import encoding
from kinerja.content.text.yaml import Data, read
from kinerja.findings import Finding, finding, whole

ROWS = (columns.REGISTER, columns.REPORT)
"""The kinds whose files hold package rows."""


@dataclass(frozen=True, slots=True)
class Read:
    """What reading one file gave: its data, package rows taken out of it, or findings.

    `rows` are lines of JSON, the form in which rows of many files travel and become one table;
    `digest` names the bytes that were read, `fingerprint` what they mean; each is empty where there
    is nothing to name.
    """

    source: Source
    digest: str
    data: dict[str, Data] | None
    rows: bytes = b""
    findings: tuple[Finding, ...] = ()
    fingerprint: str = ""


def read_file(source: Source) -> Read:
    """Read one file; never raises for what is in it."""
    try:
        told = source.path.read_bytes()
    except OSError:
        return Read(source, "", None, findings=(finding(source.name, "file-unreadable"),))
    read = read_bytes(source, told)
    if read.data is None or source.kind not in ROWS:
        return read
    return replace(read, rows=to_lines(read.data.pop("packages", ())))


to_lines = msgspec.json.Encoder(decimal_format="number").encode_lines
"""Rows as lines of JSON, a line for each."""


def read_bytes(source: Source, told: bytes) -> Read:
    """Read what a file holds, wherever the bytes come from; never raises for what is in them.

    Package rows stay in its data.
    """
    name = digest([told])
    data, found = _parsed(source, told)
    if data is None:
        return Read(source, name, None, findings=tuple(found))
    meaning = fingerprint(source.kind, source.id, data)
    return Read(source, name, data, findings=tuple(found), fingerprint=meaning)


LARGEST_FREE_FORM = 8 * 1024 * 1024
"""Bytes of a file that is not of package rows line by line, as `format` writes them."""

_MOST_VALUES = 1_000_000
"""Values of a file of free form: ten times what the largest register of a real office has."""

_PARTING = re.compile("[,:?[{\n]|- ").finditer
"""Signs of which one stands before each value; there may be more of them."""

_CONFLICT = re.compile("^(?:<{7} |={7}\r?$|>{7} )", re.MULTILINE)
"""How git marks two states between which somebody has to choose; one mark may be left over."""


def _parsed(source: Source, told: bytes) -> tuple[dict[str, Any] | None, list[Finding]]:
    try:
        text = told.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, encoding.not_utf8(source.name, told)
    data: Data = read_lines(text) if source.kind in ROWS else None
    if data is None and len(told) > LARGEST_FREE_FORM:
        most = LARGEST_FREE_FORM // 1024 // 1024
        return None, [whole(finding(source.name, "file-too-large", most=most))]
    if data is None and _has_too_many(text):
        return None, [whole(finding(source.name, "file-too-many-values", most=_MOST_VALUES))]
    data, found = _judged(source, text, data)
    if data is None and (mark := _CONFLICT.search(text)):
        line = text.count("\n", 0, mark.start()) + 1
        code = "merge-conflict-record" if source.kind in RECORDED else "merge-conflict"
        return None, [replace(finding(source.name, code), line=line, column=1)]
    if data is None:
        found = _slips(source, text, found) or found
    return data, found


def _has_too_many(text: str) -> bool:
    """Whether a text may hold so many values that reading, or telling of them, takes too long."""
    return len(text) > _MOST_VALUES and sum(1 for _ in _PARTING(text)) > _MOST_VALUES


def _slips(source: Source, text: str, found: list[Finding]) -> list[Finding]:
    from kinerja.content.meant import shifts, slips  # most files never need them

    def judge(mended: str) -> list[Finding]:
        return _judged(source, mended)[1]

    told = slips.told(source.name, text, found, judge)
    return told or shifts.told(source.name, source.kind, text, found, judge)


def _judged(
    source: Source, text: str, data: Data = None
) -> tuple[dict[str, Any] | None, list[Finding]]:
    """What a text of a file says, None where it is refused; `data` if it has been read already."""
    data, faults = (data, []) if data else read(text, source.name)
    if faults:
        return None, [*faults, *encoding.garbled(source.name, text)]
    if not isinstance(data, dict):
        return None, [finding(source.name, "yaml-not-mapping")]
    stated, sound = data, schema.is_valid(source.kind, data)
    if not sound:
        data = schema.without_nulls(source.kind, data)
        sound = schema.is_valid(source.kind, data)
    found = [] if sound else _explained(source, data, stated)
    if sound:
        found += _too_fine(source, data)
        sound = not found
    found += personal.findings(source.name, source.kind, data, text)
    found += encoding.garbled(source.name, text)
    found += encoding.garbled_escapes(source.name, text, data)
    found += unfinished.findings(source.name, data, text)
    found += cut.findings(source.name, source.kind, text)
    return (data if sound else None), found


def _explained(source: Source, data: dict[str, Any], stated: dict[str, Any]) -> list[Finding]:
    from kinerja.content.meant import explain  # most files never need it

    return explain.findings(source.name, source.kind, data, stated)


def _too_fine(source: Source, data: dict[str, Any]) -> Iterator[Finding]:
    """Decimals of package rows with more places than their column holds exactly."""
    if source.kind != columns.REPORT:
        return
    names = [column.name for column in columns.columns(source.kind) if "DECIMAL" in column.type]
    for place, row in enumerate(data.get("packages", ())):
        for name in names:
            value = row.get(name)
            if isinstance(value, Decimal) and value != round(value, columns.PLACES):
                pointer = ("packages", place, name)
                yield finding(
                    source.name, "number-too-fine", pointer, value=value, most=columns.PLACES
                )
