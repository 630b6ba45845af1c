"""Measures: every formula over every window and unit, in one scan of the snapshots.

Numerators, denominators and row counts come out exact; dividing them is `realization`'s.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kinerja.achievement.formulas.formula import Formula
from kinerja.achievement.terms.schedule import Window
from kinerja.numbers import Exact

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


class Measure(NamedTuple):
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
        """`problem` is a msgid of `refusals`."""
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
    from duckdb import Error  # who only compares results never measures

    ordered = sorted(windows)
    connection.register("given_windows", _windows(ordered))
    try:
        rows = connection.execute(_query(snapshots, formulas)).fetchall()
    except Error as error:
        from kinerja.achievement.formulas.refusals import problem

        if len(formulas) > 1:
            for formula in formulas:  # find whose fault it is
                measure(connection, snapshots, [formula], windows)
        raise FormulaFailedError(formulas[0].indicator, problem(error)) from None
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
    from kinerja.content.folder.tables import table

    days = ("period_start", "period_end", "year_start")
    return table(
        {"number": "BIGINT", **dict.fromkeys(days, "DATE")},
        (
            {"number": number, **dict(zip(days, (w.start, w.end, w.year_start), strict=True))}
            for number, w in enumerate(windows)
        ),
    )
