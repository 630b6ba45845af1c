"""Writing the results: `achievements.csv .json .parquet` and `actions.csv`.

The same numbers in each: exact, no exponent, no thousands mark, a missing one empty or null. What
the columns mean is the contract's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from kinerja.achievement.actions import ActionRow
from kinerja.achievement.table import Row
from kinerja.numbers import plain

_TEXT = frozenset(
    ("period", "basis", "scope_type", "scope", "level", "node", "state", "reason", "status")
)
_PUBLISHED = Row._fields.index("published")
_NARROW = Context(prec=38, rounding=ROUND_HALF_UP)


def write(folder: Path, rows: Sequence[Row], actions: Sequence[ActionRow]) -> None:
    """Write all four files into an existing folder."""
    for name, content in files(rows, actions).items():
        (folder / name).write_bytes(content)


def files(rows: Sequence[Row], actions: Sequence[ActionRow]) -> dict[str, bytes]:
    """The four files by name, as bytes."""
    cells = [_cells(row) for row in rows]
    table = pd.DataFrame(cells, columns=list(Row._fields), dtype=object)
    told = pd.DataFrame(
        [[_cell(value) for value in row] for row in actions],
        columns=list(ActionRow._fields),
        dtype=object,
    )
    return {
        "achievements.csv": _csv(table),
        "achievements.json": _json(cells),
        "achievements.parquet": _parquet(rows),
        "actions.csv": _csv(told),
    }


def _parquet(rows: Sequence[Row]) -> bytes:
    """The table with types: decimals with ten places, `n` a whole number, the rest text."""
    columns = {}
    for place, name in enumerate(Row._fields):
        values = [row[place] for row in rows]
        if name in _TEXT:
            columns[name] = pa.array([value or None for value in values], pa.string())
        elif name == "n":
            columns[name] = pa.array(values, pa.int64())
        elif name == "target":
            columns[name] = pa.array([_cell(value) or None for value in values], pa.string())
        else:
            scale = 2 if name == "published" else 10
            kind = pa.decimal128(38, scale)
            numbers = [value for value in values if not isinstance(value, str | tuple)]
            columns[name] = pa.array([_fixed(number, scale) for number in numbers], kind)
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink)
    return bytes(sink.getvalue())


def _cells(row: Row) -> list[str]:
    """The row as text; `published` always has two decimals."""
    cells = [_cell(value) for value in row]
    if row.published is not None:
        cells[_PUBLISHED] = f"{row.published:.2f}"
    return cells


def _cell(value: object) -> str:
    """A value as text in CSV; a range prints `5..15`."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "..".join(plain(part) for part in value)
    if isinstance(value, Decimal | int):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _csv(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False, lineterminator="\n").encode("utf-8")


def _json(rows: Iterable[Sequence[str]]) -> bytes:
    """A list of objects with JSON numbers written digit by digit, which no float could."""
    pattern = "{" + ", ".join(f"{json.dumps(name)}: %s" for name in Row._fields) + "}"
    texts = [name in _TEXT for name in Row._fields]
    lines = (
        pattern
        % tuple(
            _quoted(text) if is_text or ".." in text else text or "null"
            for text, is_text in zip(row, texts, strict=True)
        )
        for row in rows
    )
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode("utf-8")


@lru_cache(maxsize=65536)
def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if text else "null"


def _fixed(value: Decimal | int | None, scale: int) -> Decimal | None:
    if value is None:
        return None
    return Decimal(value).quantize(Decimal(1).scaleb(-scale), context=_NARROW)
