"""Observations: what was known of every package at a period's end, as one DuckDB table.

The as-of merge of dated reports happens here (domain §4, realizations): per package and field the
last value stated in reports whose period ends by then. Formulas are evaluated by `measures`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from duckdb.func import FunctionNullHandling, PythonUDFType

from kinerja.achievement.formula import area_column
from kinerja.content.columns import REPORT, columns, observed
from kinerja.model.records import Indicator
from kinerja.periods import Period
from kinerja.workdays import FIRST, WorkingDays

PACKAGES, ACTIONS = "packages", "action_plans"

ACTION_COLUMNS = {
    "action": "VARCHAR",
    "indicator": "VARCHAR",
    "unit": "VARCHAR",
    "owner": "VARCHAR",
    "start_date": "DATE",
    "due_date": "DATE",
    "progress": "DECIMAL(18,4)",
    "state": "VARCHAR",
    "fiscal_year": "BIGINT",
    "period_start": "DATE",
    "period_end": "DATE",
    "year_start": "DATE",
}
"""The table of action plans that formulas may read (domain §3, formula)."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """The days whose packages a figure counts, and as of whose end it counts them."""

    start: date
    end: date


def window(indicator: Indicator, period: Period, *, to_date: bool) -> Window:
    """The days of a figure: the period's or since January, as far as the indicator is valid."""
    start, end = period.to_date() if to_date else (period.start, period.end)
    start = max(start, Period.parse(indicator.valid_from).start)
    if indicator.valid_until is not None:
        end = min(end, Period.parse(indicator.valid_until).end)
    return Window(start, end)


def database(workdays: WorkingDays) -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB that reaches no file and knows `working_days(a, b)`."""
    running = pa.array(workdays.running, pa.int64())

    def number(days: pa.Array) -> pa.Array:
        return running.take(pc.subtract(days.cast(pa.int32()), _FIRST_NUMBER))

    def count(after: pa.Array, until: pa.Array) -> pa.Array:
        return pc.subtract(number(until), number(after))

    connection = duckdb.connect(":memory:")
    connection.create_function(
        "count_working_days",
        count,
        ["DATE", "DATE"],
        "BIGINT",
        type=PythonUDFType.ARROW,
        null_handling=FunctionNullHandling.SPECIAL,
    )
    connection.execute(  # DECIMAL, so that a median is no DOUBLE
        "CREATE MACRO working_days(a, b) AS CAST(count_working_days(a, b) AS DECIMAL(9, 1))"
    )
    connection.execute("SET enable_external_access = false")
    return connection


_FIRST_NUMBER = (FIRST - date(1970, 1, 1)).days
"""The number of the first day of running numbers, as Arrow counts days."""


def declare(connection: duckdb.DuckDBPyConnection) -> None:
    """Tables of the declared columns, to bind formulas on.

    Each holds one made-up row: a text held against a date binds, and fails at the first row.
    """
    for name, declared in ((PACKAGES, observed()), (ACTIONS, ACTION_COLUMNS)):
        told = ", ".join(f'"{column}" {kind}' for column, kind in declared.items())
        row = ", ".join(f"{_ANY[kind]}::{kind}" for kind in declared.values())
        connection.execute(f'CREATE TABLE "{name}" ({told})')
        connection.execute(f'INSERT INTO "{name}" VALUES ({row})')


_ANY = {
    "DATE": "'2026-01-31'",
    "BIGINT": "1",
    "DECIMAL(18,4)": "1",
    "BOOLEAN": "true",
    "VARCHAR[]": "['x']",
    "VARCHAR": "'x'",
}


def observe(
    connection: duckdb.DuckDBPyConnection,
    register: pa.Table,
    reports: pa.Table,
    used: Collection[str],
    ends: Iterable[date],
    *,
    name: str = "snapshots",
) -> None:
    """Make the table of snapshots: one row per package and period end.

    `register` has `package_id, unit, fiscal_year`, the plan's columns and the hidden ones of the
    areas; `reports` the facts as stated, with `period_end, as_of, months` and `retract`; `used`
    names the columns that somebody will read.
    """
    facts = [c.name for c in columns(REPORT) if c.name in used and c.name != "package_id"]
    plan = [c for c in register.column_names if c in used or c.startswith(area_column(""))]
    taken_back = _retracted(reports)
    last = ", ".join(_last_stated(field, retracted=field in taken_back) for field in facts)
    connection.register("given_reports", reports)
    connection.register("given_register", register)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE states AS
        SELECT package_id AS reported, period_end AS stated_at {", " if last else ""}{last}
        FROM given_reports
        WINDOW so_far AS (PARTITION BY package_id ORDER BY period_end, as_of, months
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
        QUALIFY row_number() OVER (
            PARTITION BY package_id, period_end ORDER BY as_of DESC, months DESC) = 1
        """
    )
    connection.register("given_ends", pa.table({"period_end": pa.array(ends, pa.date32())}))
    told = ", ".join(f'"{column}"' for column in ["package_id", "unit", "fiscal_year", *plan])
    stated = "".join(f', "{field}"' for field in facts)
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE "{name}" AS
        SELECT period_end, {told}{stated}
        FROM (FROM given_register CROSS JOIN given_ends) AS plan
        ASOF LEFT JOIN states
            ON plan.package_id = states.reported AND plan.period_end >= states.stated_at
        """
    )


def _last_stated(field: str, *, retracted: bool) -> str:
    """The last value stated of a field; taking back counts as stating that nothing is known."""
    if not retracted:
        return f'last_value("{field}" IGNORE NULLS) OVER so_far AS "{field}"'
    event = (
        f"CASE WHEN list_contains(retract, '{field}') THEN struct_pack(value := NULL) "
        f'WHEN "{field}" IS NOT NULL THEN struct_pack(value := "{field}") END'
    )
    return f'(last_value({event} IGNORE NULLS) OVER so_far).value AS "{field}"'


def _retracted(reports: pa.Table) -> set[str]:
    return {
        field.as_py()
        for chunk in reports.column("retract").chunks
        for field in chunk.flatten().unique()
        if field.is_valid
    }
