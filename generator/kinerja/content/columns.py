"""The table of observations as the schemas declare it: one column for each key of a package row.

A new field of packages is a property of `register` or `realization` and nothing else; columns of
DuckDB and Arrow, the formulas' names and the register's pages follow from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pyarrow as pa

from kinerja.content.schema import resolve, schemas
from kinerja.content.yaml import Data

REGISTER, REPORT = "register", "realization"

PLACES = 4
"""Decimal places that a column of decimals holds."""

_TYPES = {
    "DATE": pa.date32(),
    "BIGINT": pa.int64(),
    "DECIMAL(18,4)": pa.decimal128(18, PLACES),
    "BOOLEAN": pa.bool_(),
    "VARCHAR[]": pa.list_(pa.string()),
    "VARCHAR": pa.string(),
}
_READ = {"DATE": pa.string()}
"""What parsed values are before they take their column's type: dates are ISO text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its DuckDB type, whether it is an event, its title (Indonesian) and unit."""

    name: str
    type: str
    event: bool
    title: str
    unit: str | None


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


def table(types: Mapping[str, str], rows: Sequence[dict[str, Data]]) -> pa.Table:
    """Rows as an Arrow table with the given columns (name to DuckDB type); not stated is null."""
    read = pa.struct([(name, _READ.get(kind, _TYPES[kind])) for name, kind in types.items()])
    columns = pa.array(rows, read).flatten()
    wanted = [_TYPES[kind] for kind in types.values()]
    return pa.table(
        [column.cast(kind) for column, kind in zip(columns, wanted, strict=True)], names=list(types)
    )


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
