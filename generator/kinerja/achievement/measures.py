"""Measures: every formula over every window and unit, in one scan of the snapshots.

Numerators, denominators and row counts come out exact; dividing them is `realization`'s.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb
import pyarrow as pa

from kinerja.achievement.formula import Formula
from kinerja.achievement.observations import Window

Exact = Decimal | int


@dataclass(frozen=True, slots=True)
class Measure:
    """A formula over one window and scope: `n` rows held, and the two aggregates."""

    numerator: Exact | None
    denominator: Exact | None
    n: int


NOTHING = Measure(None, None, 0)
Measures = dict[tuple[str, Window, str | None], Measure]
"""By indicator, window and unit (None: all units together)."""


class FormulaFailedError(Exception):
    """A formula that binds but cannot be evaluated on this content (an overflow)."""

    def __init__(self, indicator: str, problem: str) -> None:
        """`problem` is DuckDB's own sentence."""
        super().__init__(indicator, problem)
        self.indicator, self.problem = indicator, problem


def measure(
    connection: duckdb.DuckDBPyConnection,
    snapshots: str,
    formulas: Sequence[Formula],
    windows: Collection[Window],
) -> Measures:
    """Evaluate formulas over the windows.

    `snapshots` names the table: one row per package or action and `period_end`. Raises
    `FormulaFailedError`.
    """
    if not formulas or not windows:
        return {}
    ordered = sorted(windows)
    connection.register("given_windows", _windows(ordered))
    try:
        rows = connection.execute(_query(snapshots, formulas)).fetchall()
    except duckdb.Error as error:
        if len(formulas) > 1:
            for formula in formulas:  # find whose fault it is
                measure(connection, snapshots, [formula], windows)
        problem = str(error).partition("\n")[0]
        raise FormulaFailedError(formulas[0].indicator, problem) from None
    measures: Measures = {}
    for number, all_units, unit, *values in rows:
        if unit is None and not all_units:
            continue  # an action nobody reported belongs to no unit
        for place, formula in enumerate(formulas):
            numerator, denominator, n = values[3 * place : 3 * place + 3]
            if n:
                key = formula.indicator, ordered[number], unit
                measures[key] = Measure(numerator, denominator, n)
    return measures


def _query(snapshots: str, formulas: Sequence[Formula]) -> str:
    aggregates = ", ".join(
        f"{formula.numerator}, {formula.denominator or 'NULL'},"
        f" count(*) FILTER (WHERE {formula.held})"
        for formula in formulas
    )
    return f"""
        SELECT number, grouping(unit) = 1, unit, {aggregates}
        FROM (FROM given_windows JOIN "{snapshots}" USING (period_end))
        GROUP BY GROUPING SETS ((number), (number, unit))
    """


def _windows(windows: Sequence[Window]) -> pa.Table:
    return pa.table(
        {
            "number": pa.array(range(len(windows)), pa.int32()),
            "period_start": pa.array([w.start for w in windows], pa.date32()),
            "period_end": pa.array([w.end for w in windows], pa.date32()),
            "year_start": pa.array([date(w.end.year, 1, 1) for w in windows], pa.date32()),
        }
    )
