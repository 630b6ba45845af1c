"""Membership: which rows a formula counts in a window, and why it does not count the others.

The same conditions that `measures` pushes into the aggregates, asked of each package or action.
What a package does to a figure is `trace`'s, the whole calculation `explanation`'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import duckdb

from kinerja.achievement.formulas.formula import Formula
from kinerja.achievement.measuring.observations import PACKAGES
from kinerja.achievement.terms.schedule import Window

REASONS = (
    "unit_not_reported", "not_in_area", "out_of_scope", "date_missing", "not_in_period",
    "not_counted",
)  # fmt: skip
"""Why a package does not count, beside its own `exclusion_reason`; the first that fits is told.

`unit_not_reported` is the figure's, not the formula's: a silent unit has none. `not_counted` has
all that is asked for, but passes no FILTER, or what would be added up is not stated.
"""

_ACTION = "fiscal_year || '/' || id || coalesce('@' || unit, '')"


class Member(NamedTuple):
    """A package, or an action as one unit reported it, and its part in a figure.

    `id` of an action is `2026/indicator/action@unit`, for it is counted once per plan and unit;
    `counted`: an aggregate of the numerator takes it; `divides`: one of the denominator; `reason`
    says why neither does, else it is empty.
    """

    id: str
    unit: str | None
    fiscal_year: int
    counted: bool
    divides: bool
    reason: str


def snapshot(formula: Formula, days: Window) -> str:
    """SQL for the rows that a formula looks at in a window, with the columns of the window."""
    return (
        f"(SELECT *, DATE '{days.start}' AS period_start, DATE '{days.year_start}' AS year_start"
        f" FROM {snapshots(formula)} WHERE period_end = DATE '{days.end}')"
    )


def members(
    connection: duckdb.DuckDBPyConnection,
    formula: Formula,
    days: Window,
    units: Sequence[str] | None,
) -> list[Member]:
    """Every row of the units (None: of all) as the figure of a window sees it, by id.

    `connection` still holds the snapshots from which the figure was measured.
    """
    id = "id" if formula.table == PACKAGES else _ACTION
    sql = f"SELECT * REPLACE ({id} AS id) FROM ({members_sql(formula, days, units)}) ORDER BY id"
    return [Member(*row) for row in connection.execute(sql).fetchall()]


def tally(
    connection: duckdb.DuckDBPyConnection,
    formula: Formula,
    days: Window,
    units: Sequence[str] | None,
) -> tuple[int, int, Counter[str]]:
    """How many of the units' packages are counted and divide, and how many there are by reason.

    Under the reason "" stand those that are taken by either.
    """
    sql = (
        "SELECT counted, divides, reason, count(*)"
        f" FROM ({members_sql(formula, days, units)}) GROUP BY ALL ORDER BY ALL"
    )
    rows: list[tuple[bool, bool, str, int]] = connection.execute(sql).fetchall()
    by_reason = Counter[str]()
    for _, _, reason, count in rows:
        by_reason[reason] += count
    return (
        sum(count for counted, *_, count in rows if counted),
        sum(count for _, divides, _, count in rows if divides),
        by_reason,
    )


def weighing(
    connection: duckdb.DuckDBPyConnection, formula: Formula, days: Window, *columns: str
) -> list[tuple[Any, ...]]:
    """The packages that count in a window: id, unit, what each adds and weighs, and the columns."""
    told = "".join(f', "{column}"' for column in columns)
    rows: list[tuple[Any, ...]] = connection.execute(
        f"""
        SELECT package_id, unit, {formula.adds}, {formula.weighs}{told}
        FROM {snapshot(formula, days)}
        WHERE ({formula.held}) AND (({formula.counts}) IS TRUE OR ({formula.divides}) IS TRUE)
        ORDER BY package_id
        """
    ).fetchall()
    return rows


def members_sql(formula: Formula, days: Window, units: Sequence[str] | None) -> str:
    """SQL for the rows of `members`, in no order."""
    over_packages = formula.table == PACKAGES
    id = "package_id" if over_packages else "action"
    own = "exclusion_reason" if "exclusion_reason" in formula.columns else "NULL"
    undated = f'"{formula.dated}" IS NULL' if formula.dated else "false"
    # An action that nobody reported belongs to no unit, yet to the organisation.
    told = "true" if units is None else "unit IN (" + ", ".join(f"'{u}'" for u in units) + ")"
    return f"""
        SELECT id, unit, fiscal_year, counted, divides, CASE
            WHEN counted OR divides THEN ''
            WHEN is_outside THEN 'not_in_area'
            WHEN is_unfit THEN coalesce(own_reason, 'out_of_scope')
            WHEN is_undated THEN 'date_missing'
            WHEN is_elsewhen THEN 'not_in_period'
            ELSE 'not_counted' END AS reason
        FROM (
            SELECT {id} AS id, unit, fiscal_year,
                ({formula.held}) IS TRUE AND ({formula.counts}) IS TRUE AS counted,
                ({formula.held}) IS TRUE AND ({formula.divides}) IS TRUE AS divides,
                ({formula.area}) IS NOT TRUE AS is_outside,
                ({formula.scope}) IS NOT TRUE AS is_unfit,
                {own} AS own_reason,
                {undated} AS is_undated,
                ({formula.anchor}) IS NOT TRUE AS is_elsewhen
            FROM {snapshot(formula, days)} WHERE {told})
    """


def snapshots(formula: Formula) -> str:
    """The name of the table of snapshots that a formula is measured on."""
    return "package_snapshots" if formula.table == PACKAGES else "action_snapshots"
