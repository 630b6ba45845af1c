"""Writing the results: `achievements.csv .json .parquet` and `actions.csv`.

The same numbers in each: exact, no exponent, no thousands mark, a missing one empty or null. What
the columns mean is the contract's.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Any

import pyarrow as pa

from kinerja.achievement.measuring.actions import ActionRow
from kinerja.achievement.terms.table import Row
from kinerja.numbers import plain

_TEXT = frozenset(
    ("period", "basis", "scope_type", "scope", "level", "node", "state", "reason", "status")
)


_LIVE = ("=", "+", "-", "@", "\t", "\r")
"""With these a workbook begins a formula; a text that does is marked as text."""

Text = Callable[[Any], str]


def files(rows: Iterable[Row], actions: Sequence[ActionRow]) -> dict[str, bytes]:
    """The four files by name, as bytes."""
    achievements, objects = _Csv(Row._fields), _Json(Row._fields)
    for cells in _batches(rows):
        achievements.write(cells)
        objects.write(cells)
    return {
        "achievements.csv": achievements.whole(),
        "achievements.json": objects.whole(),
        "achievements.parquet": _parquet(achievements.whole()),
        "actions.csv": actions_csv(actions),
    }


def achievements_csv(rows: Iterable[Row]) -> bytes:
    """The table of achievements as CSV."""
    written = _Csv(Row._fields)
    for cells in _batches(rows):
        written.write(cells)
    return written.whole()


def actions_csv(actions: Sequence[ActionRow]) -> bytes:
    """The compiled action plans as CSV."""
    written = _Csv(ActionRow._fields)
    written.write([[cell(value) for value in row] for row in zip(*actions, strict=True)])
    return written.whole()


_AT_ONCE = 10_000
"""Rows that become text at a time: of millions there would be several copies."""

Cells = Sequence[Sequence[str]]
"""The texts of some rows, column by column."""


def _batches(rows: Iterable[Row]) -> Iterator[Cells]:
    """The texts of the table, so many rows at a time."""
    own = {**dict.fromkeys(_TEXT), "published": _published}
    texts = [own.get(name, cell) for name in Row._fields]
    told, coming = _Told(texts), iter(rows)
    while some := list(islice(coming, _AT_ONCE)):
        yield told(zip(*some, strict=True))


class _Told:
    """Columns as texts, each as its own function writes them; without one it is text already."""

    def __init__(self, texts: Iterable[Text | None]) -> None:
        # What a function told is remembered, for the same values return in many rows.
        self._texts = [text and lru_cache(maxsize=1 << 16)(text) for text in texts]

    def __call__(self, columns: Iterable[Sequence[Any]]) -> Cells:
        told = zip(self._texts, columns, strict=True)
        return [list(map(text, column)) if text else column for text, column in told]


def _published(value: Decimal | None) -> str:
    return "" if value is None else f"{value:.2f}"


def cell(value: object) -> str:
    """A value as text in CSV; a range prints `5..15`, and no text begins a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_LIVE) else value
    if isinstance(value, (Decimal, int)):
        return plain(value)
    if isinstance(value, tuple):
        return "..".join(plain(part) for part in value)
    return value.isoformat() if isinstance(value, date) else str(value)


class _Csv:
    """A table as CSV, written a few rows at a time under its header."""

    def __init__(self, names: Sequence[str]) -> None:
        self._bytes = io.BytesIO()
        self._lines = io.TextIOWrapper(self._bytes, "utf-8", newline="")
        self._writer = csv.writer(self._lines, lineterminator="\n")
        self._writer.writerow(names)

    def write(self, cells: Cells) -> None:
        self._writer.writerows(zip(*cells, strict=True))

    def whole(self) -> bytes:
        self._lines.flush()
        return self._bytes.getvalue()


class _Json:
    """A list of objects with JSON numbers written digit by digit, which no float could."""

    def __init__(self, names: Sequence[str]) -> None:
        self._bytes = io.BytesIO()
        self._pattern = "{" + ", ".join(f"{json.dumps(name)}: %s" for name in names) + "}"
        self._told = _Told(_text if name in _TEXT else _number for name in names)

    def write(self, cells: Cells) -> None:
        rows = ",\n".join(self._pattern % row for row in zip(*self._told(cells), strict=True))
        self._bytes.write(((",\n" if self._bytes.tell() else "[\n") + rows).encode("utf-8"))

    def whole(self) -> bytes:
        self._bytes.write(b"\n]\n" if self._bytes.tell() else b"[\n\n]\n")
        return self._bytes.getvalue()


def _parquet(achievements: bytes) -> bytes:
    """The same table with types: decimals with ten places, `n` a whole number, the rest text."""
    import pyarrow.csv as arrow_csv  # a check writes no files, and these take time to import
    import pyarrow.parquet as pq

    typed = arrow_csv.ConvertOptions(
        column_types={name: _type(name) for name in Row._fields},
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
    )
    table = arrow_csv.read_csv(pa.BufferReader(achievements), convert_options=typed)
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return bytes(sink.getvalue())


def _type(name: str) -> pa.DataType:
    if name in _TEXT or name == "target":
        return pa.string()
    return pa.int64() if name == "n" else pa.decimal128(38, 2 if name == "published" else 10)


def _text(cell: str) -> str:
    return json.dumps(cell, ensure_ascii=False) if cell else "null"


def _number(cell: str) -> str:
    """As it is, digit by digit; a range is a text."""
    return _text(cell) if ".." in cell else cell or "null"
