"""The table of observations as the schemas declare it: one column for each key of a package row.

A new field of packages is a property of `register` or `realization` and nothing else; columns of
DuckDB and Arrow, the formulas' names and the register's pages follow from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kinerja.content.shape.schema import resolve, schemas
from kinerja.content.text.yaml import Data

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
                    tuple(resolve(schema.get("items", schema)).get("enum", ())),
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


FILE = {
    REGISTER: {"unit": "VARCHAR", "fiscal_year": "BIGINT", "file": "VARCHAR"},
    REPORT: {
        "unit": "VARCHAR",
        "period_end": "DATE",
        "as_of": "DATE",
        "months": "BIGINT",
        "file": "VARCHAR",
    },
}
"""What a file says of all of its rows, by its kind, with the types of DuckDB."""

_BESIDE = {REGISTER: {}, REPORT: {"retract": "VARCHAR[]"}}
"""What a row says besides its columns."""


@cache
def stated(kind: str) -> dict[str, str]:
    """The columns of a table of package rows, with their DuckDB types.

    Beside what a row states: what its file says of all of them, its file's name, and its place in
    the list, from 0.
    """
    types = {column.name: column.type for column in columns(kind)}
    return {**types, **_BESIDE[kind], **FILE[kind], "row": "BIGINT"}


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


def last_stated(field: str, *, retracted: bool) -> str:
    """SQL for the last value stated of a field, over a window of reports `so_far`.

    Where some report has `retracted` it, taking back counts as stating that nothing is known.
    """
    if not retracted:
        return f'last_value("{field}" IGNORE NULLS) OVER so_far AS "{field}"'
    event = (
        f"CASE WHEN list_contains(retract, '{field}') THEN struct_pack(value := NULL) "
        f'WHEN "{field}" IS NOT NULL THEN struct_pack(value := "{field}") END'
    )
    return f'(last_value({event} IGNORE NULLS) OVER so_far).value AS "{field}"'
