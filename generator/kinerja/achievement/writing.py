"""Writing the results: `achievements.csv .json .parquet` and `actions.csv`.

The same numbers in each: exact, no exponent, no thousands mark, a missing one empty or null. What
the columns mean is the contract's.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
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


def files(rows: Sequence[Row], actions: Sequence[ActionRow]) -> dict[str, bytes]:
    """The four files by name, as bytes."""
    cells = _cells(rows)
    achievements = _csv(cells)
    return {
        "achievements.csv": achievements,
        "achievements.json": _json(cells),
        "achievements.parquet": _parquet(achievements),
        "actions.csv": actions_csv(actions),
    }


def achievements_csv(rows: Sequence[Row]) -> bytes:
    """The table of achievements as CSV."""
    return _csv(_cells(rows))


def actions_csv(actions: Sequence[ActionRow]) -> bytes:
    """The compiled action plans as CSV."""
    told = _columns(ActionRow._fields, actions)
    return _csv({name: _each(cell, column) for name, column in told.items()})


def _cells(rows: Sequence[Row]) -> dict[str, Sequence[str]]:
    """The texts of the table, column by column."""
    values = _columns(Row._fields, rows)
    cells = {
        name: column if name in _TEXT else _each(cell, column) for name, column in values.items()
    }
    cells["published"] = _each(lambda v: "" if v is None else f"{v:.2f}", values["published"])
    return cells


def _each(text: Callable[[Any], str], column: Sequence[Any]) -> list[str]:
    """The texts of a column; the same values return in many rows."""
    texts = {value: text(value) for value in set(column)}
    return [texts[value] for value in column]


def _columns(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> dict[str, Sequence[Any]]:
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    return dict(zip(names, columns, strict=True))


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


def _csv(cells: Mapping[str, Sequence[str]]) -> bytes:
    written = io.BytesIO()
    lines = io.TextIOWrapper(written, "utf-8", newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(cells)
    writer.writerows(zip(*cells.values(), strict=True))
    lines.flush()
    return written.getvalue()


def _json(cells: Mapping[str, Sequence[str]]) -> bytes:
    """A list of objects with JSON numbers written digit by digit, which no float could."""
    pattern = "{" + ", ".join(f"{json.dumps(name)}: %s" for name in cells) + "}"
    columns = (_each(_text if name in _TEXT else _number, column) for name, column in cells.items())
    rows, written, between = zip(*columns, strict=True), io.BytesIO(), "[\n"
    while some := list(islice(rows, _AT_ONCE)):
        written.write((between + ",\n".join(pattern % row for row in some)).encode("utf-8"))
        between = ",\n"
    written.write(b"\n]\n" if written.tell() else b"[\n\n]\n")
    return written.getvalue()


_AT_ONCE = 10_000
"""Rows that become text at a time: of millions there would be several copies."""


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
