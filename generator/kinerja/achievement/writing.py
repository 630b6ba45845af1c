"""Writing the results: `achievements.csv .json .parquet` and `actions.csv`.

The same numbers in each: exact, no exponent, no thousands mark, a missing one empty or null. What
the columns mean is the contract's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from kinerja.achievement.actions import ActionRow
from kinerja.achievement.table import Row
from kinerja.numbers import plain

_TEXT = frozenset(
    ("period", "basis", "scope_type", "scope", "level", "node", "state", "reason", "status")
)
_NARROW = Context(prec=38, rounding=ROUND_HALF_UP)


def write(folder: Path, rows: Sequence[Row], actions: Sequence[ActionRow]) -> None:
    """Write all four files into an existing folder."""
    for name, content in files(rows, actions).items():
        (folder / name).write_bytes(content)


def files(rows: Sequence[Row], actions: Sequence[ActionRow]) -> dict[str, bytes]:
    """The four files by name, as bytes."""
    values = _columns(Row._fields, rows)
    cells = {name: [_cell(value) for value in column] for name, column in values.items()}
    cells["published"] = ["" if v is None else f"{v:.2f}" for v in values["published"]]
    told = _columns(ActionRow._fields, actions)
    return {
        "achievements.csv": _csv(cells),
        "achievements.json": _json(cells),
        "achievements.parquet": _parquet(values, cells["target"]),
        "actions.csv": _csv({name: [_cell(v) for v in column] for name, column in told.items()}),
    }


def _columns(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> dict[str, Sequence[Any]]:
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    return dict(zip(names, columns, strict=True))


def _cell(value: object) -> str:
    """A value as text in CSV; a range prints `5..15`."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "..".join(plain(part) for part in value)
    if isinstance(value, Decimal | int):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _csv(cells: Mapping[str, Sequence[str]]) -> bytes:
    table = pd.DataFrame(cells, dtype=object)
    return table.to_csv(index=False, lineterminator="\n").encode("utf-8")


def _json(cells: Mapping[str, Sequence[str]]) -> bytes:
    """A list of objects with JSON numbers written digit by digit, which no float could."""
    pattern = "{" + ", ".join(f"{json.dumps(name)}: %s" for name in cells) + "}"
    columns = (
        [_quoted(text) if name in _TEXT or ".." in text else text or "null" for text in column]
        for name, column in cells.items()
    )
    lines = [pattern % row for row in zip(*columns, strict=True)]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode("utf-8")


def _parquet(values: Mapping[str, Sequence[Any]], targets: Sequence[str]) -> bytes:
    """The table with types: decimals with ten places, `n` a whole number, the rest text."""
    columns = {}
    for name, column in values.items():
        if name in _TEXT:
            columns[name] = pa.array([value or None for value in column], pa.string())
        elif name == "n":
            columns[name] = pa.array(column, pa.int64())
        elif name == "target":
            columns[name] = pa.array([target or None for target in targets], pa.string())
        else:
            scale = 2 if name == "published" else 10
            kind = pa.decimal128(38, scale)
            columns[name] = pa.array([_fixed(number, scale) for number in column], kind)
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink)
    return bytes(sink.getvalue())


@lru_cache(maxsize=65536)
def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if text else "null"


def _fixed(value: Decimal | int | None, scale: int) -> Decimal | None:
    if value is None:
        return None
    return Decimal(value).quantize(Decimal(1).scaleb(-scale), context=_NARROW)
