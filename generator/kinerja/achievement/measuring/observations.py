"""Observations: what was known of every package at a period's end, as one DuckDB table.

The as-of merge of dated reports happens here (domain §4, realizations): per package and field the
last value stated in reports whose period ends by then. Formulas are evaluated by `measures`.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

import duckdb
import pyarrow as pa

from kinerja.achievement.formulas.formula import area_column
from kinerja.achievement.measuring.actions import ACTION_COLUMNS
from kinerja.content.folder.tables import table
from kinerja.content.shape.columns import REPORT, columns, last_stated, observed
from kinerja.database import connect, define
from kinerja.workdays import FIRST, WorkingDays

PACKAGES, ACTIONS = "packages", "action_plans"


def database(workdays: WorkingDays) -> duckdb.DuckDBPyConnection:
    """A connection to DuckDB that reaches no file and knows `working_days(a, b)`."""
    connection, number = connect(), _numbered(os.getpid(), workdays.running)
    connection.execute(  # DECIMAL, so that a median is no DOUBLE
        f"CREATE TEMP MACRO working_days(a, b) AS CAST({number}(b) - {number}(a) AS DECIMAL(9, 1))"
    )
    return connection


@cache
def _numbered(_process: int, numbers: tuple[int, ...]) -> str:
    """The name of the function that gives a day's running number, in the database of a process."""
    days = array("q", [0] * _BEFORE_FIRST + [*numbers])
    running = pa.Int64Array.from_buffers(pa.int64(), len(days), [None, pa.py_buffer(days)])

    def running_number(days: pa.Array) -> pa.Array:
        return running.take(days.cast(pa.int32()))

    return define(running_number, ("DATE",), "BIGINT")


_BEFORE_FIRST = (FIRST - date(1970, 1, 1)).days
"""Days that Arrow counts before the first running number."""


def declare(connection: duckdb.DuckDBPyConnection) -> None:
    """Tables of the declared columns, to bind formulas on.

    Each holds one made-up row: a text held against a date binds, and fails at the first row.
    """
    for name, declared in ((PACKAGES, observed()), (ACTIONS, ACTION_COLUMNS)):
        told = ", ".join(f'"{column}" {kind}' for column, kind in declared.items())
        row = ", ".join(f"{_ANY[kind]}::{kind}" for kind in declared.values())
        connection.execute(f'CREATE TEMP TABLE "{name}" ({told})')
        connection.execute(f'INSERT INTO "{name}" VALUES ({row})')


_ANY = {
    "DATE": "'2026-01-31'",
    "BIGINT": "1",
    "DECIMAL(18,4)": "1",
    "BOOLEAN": "true",
    "VARCHAR[]": "['x']",
    "VARCHAR": "'x'",
}


@dataclass(frozen=True, slots=True)
class Observed:
    """The merged reports of all packages in a database, ready to be seen as of any day.

    `columns` are those that a snapshot can have besides `period_end`; of each day of the table
    `<name>_days` it has one row per package.
    """

    connection: duckdb.DuckDBPyConnection
    name: str
    columns: tuple[str, ...]

    def as_of(
        self, days: Iterable[date], used: Collection[str] | None = None, *, stored: bool = True
    ) -> None:
        """Make the table `name` of snapshots as of the days, or a view that is worked out anew.

        `used` names the columns that are asked for; the keys of a row are always there.
        """
        kept = [c for c in self.columns if used is None or c in used or c in _KEYS or _is_area(c)]
        told = ", ".join(f'"{column}"' for column in kept)
        days_told = table({"day": "DATE"}, ({"day": day} for day in days))
        self.connection.register(f"{self.name}_days", days_told)
        self.connection.execute(f'DROP TABLE IF EXISTS "{self.name}"')
        self.connection.execute(
            f"""
            CREATE TEMP {"TABLE" if stored else "VIEW"} "{self.name}" AS
            SELECT day AS period_end, {told}
            FROM {self.name}_register CROSS JOIN {self.name}_days
            LEFT JOIN {self.name}_states ON package_id = reported
                AND stated_at <= day AND day < until
            """
        )


_PORTION = 2048
"""Rows of the register in one portion of DuckDB's work, which is as many as it takes at a time."""

_KEYS = ("package_id", "unit", "fiscal_year")


def _is_area(column: str) -> bool:
    return column.startswith(area_column(""))


def observe(
    connection: duckdb.DuckDBPyConnection,
    register: pa.Table,
    reports: pa.Table,
    used: Collection[str],
    name: str,
) -> Observed:
    """Merge dated reports: of every package the state from each report to the next.

    `register` has `package_id, unit, fiscal_year`, the plan's columns and the hidden ones of the
    areas; `reports` the facts as stated, with `period_end, as_of, months` and `retract`; `used`
    names the columns that somebody will read. A snapshot has these and `period_end`.
    """
    facts = [c.name for c in columns(REPORT) if c.name in used and c.name != "package_id"]
    plan = [c for c in register.column_names if c in used or _is_area(c)]
    taken_back = _retracted(reports)
    last = "".join(f", {last_stated(field, retracted=field in taken_back)}" for field in facts)
    connection.register(f"{name}_reports", reports)
    portions = register.to_batches(max_chunksize=_PORTION)  # each core takes its own
    connection.register(f"{name}_register", pa.Table.from_batches(portions, register.schema))
    connection.execute(
        f"""
        CREATE TEMP TABLE {name}_states AS
        SELECT package_id AS reported, period_end AS stated_at,
            lead(period_end, 1, 'infinity') OVER (PARTITION BY package_id ORDER BY period_end)
                AS until, * EXCLUDE (package_id, period_end)
        FROM (
            SELECT package_id, period_end{last}
            FROM {name}_reports
            WINDOW so_far AS (PARTITION BY package_id ORDER BY period_end, as_of, months
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
            QUALIFY row_number() OVER (
                PARTITION BY package_id, period_end ORDER BY as_of DESC, months DESC) = 1)
        """
    )
    return Observed(connection, name, (*_KEYS, *plan, *facts))


def _retracted(reports: pa.Table) -> set[str]:
    return {
        field.as_py()
        for chunk in reports.column("retract").chunks
        for field in chunk.flatten().unique()
        if field.is_valid
    }
