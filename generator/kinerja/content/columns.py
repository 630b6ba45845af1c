"""The table of observations as the schemas declare it: one column for each key of a package row.

A new field of packages is a property of `register` or `realization` and nothing else; columns of
DuckDB and Arrow, the formulas' names and the register's pages follow from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from kinerja.content.schema import resolve, schemas
from kinerja.content.yaml import Data

if TYPE_CHECKING:
    import pyarrow as pa

REGISTER, REPORT = "register", "realization"

PLACES = 4
"""Decimal places that a column of decimals holds."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its DuckDB type, whether it is an event, title (Indonesian), unit, and codes."""

    name: str
    type: str
    event: bool
    title: str
    unit: str | None
    codes: tuple[str, ...]


@cache
def columns(kind: str) -> tuple[Column, ...]:
    """The columns that a register or a realization row declares, in the schema's order."""
    rows = resolve(schemas()[kind])["properties"]["packages"]
    found = []
    for name, told in resolve(resolve(rows)["items"])["properties"].items():
        schema = resolve(told)
        if schema.get("x-column", True):
            found.append(
                Column(
                    name,
                    _type(schema),
                    bool(schema.get("x-event")),
                    schema["title"],
                    schema.get("x-unit"),
                    tuple(schema.get("enum", ())),
                )
            )
    return tuple(found)


@cache
def observed() -> dict[str, str]:
    """All columns that a formula may name, with their DuckDB types (domain §4)."""
    facts = [column for column in columns(REPORT) if column.name != "package_id"]
    named = {column.name: column.type for column in (*columns(REGISTER), *facts)}
    return {
        "package_id": named.pop("package_id"),
        "unit": "VARCHAR",
        "fiscal_year": "BIGINT",
        **named,
        "period_start": "DATE",
        "period_end": "DATE",
        "year_start": "DATE",
    }


_TOLD = {
    REGISTER: {"unit": "VARCHAR", "fiscal_year": "BIGINT"},
    REPORT: {
        "unit": "VARCHAR",
        "retract": "VARCHAR[]",
        "period_end": "DATE",
        "as_of": "DATE",
        "months": "BIGINT",
    },
}
_PLACE = {"file": "VARCHAR", "row": "BIGINT"}


@cache
def stated(kind: str) -> dict[str, str]:
    """The columns of a table of package rows, with their DuckDB types.

    Beside what a row states: what its file says of all of them, its file's name, and its place in
    the list, from 0.
    """
    types = {column.name: column.type for column in columns(kind)}
    return {**types, **_TOLD[kind], **_PLACE}


def table(types: Mapping[str, str], rows: Iterable[Mapping[str, Data]]) -> pa.Table:
    """Rows as an Arrow table with the given columns (name to DuckDB type).

    Values are parsed content, dates as ISO text or `date`; not stated is null, other keys are left
    out. Each column is of one piece. The rows travel as lines of JSON, which both libraries handle
    in compiled code; Arrow's own way from Python lists is five times slower.
    """
    import pyarrow as pa  # whoever only asks for the columns does without
    from pyarrow import json as arrow_json

    wanted = [_arrow(kind) for kind in types.values()]
    # Dates are still ISO text.
    text = [pa.string() if pa.types.is_date(kind) else kind for kind in wanted]
    read = pa.schema(list(zip(types, text, strict=True)))
    lines = _LINES.encode_lines([*rows, {}])  # a row too many, for Arrow reads no empty text
    told = arrow_json.read_json(
        pa.BufferReader(lines),
        arrow_json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        arrow_json.ParseOptions(explicit_schema=read, unexpected_field_behavior="ignore"),
    )
    columns = [told[name] for name in types]
    whole = pa.table(
        [
            column if column.type == kind else column.cast(kind)
            for column, kind in zip(columns, wanted, strict=True)
        ],
        names=list(types),
    )
    return whole.slice(0, whole.num_rows - 1)


_LINES = msgspec.json.Encoder(decimal_format="number")


@cache
def _arrow(kind: str) -> pa.DataType:
    """Arrow's type for one of DuckDB's."""
    import pyarrow as pa

    return {
        "DATE": pa.date32(),
        "BIGINT": pa.int64(),
        "DECIMAL(18,4)": pa.decimal128(18, PLACES),
        "BOOLEAN": pa.bool_(),
        "VARCHAR[]": pa.list_(pa.string()),
        "VARCHAR": pa.string(),
    }[kind]


def _type(schema: dict[str, Data]) -> str:
    if schema.get("format") == "date":
        return "DATE"
    return {
        "integer": "BIGINT",
        "number": "DECIMAL(18,4)",
        "boolean": "BOOLEAN",
        "array": "VARCHAR[]",
        "string": "VARCHAR",
    }[schema["type"]]
