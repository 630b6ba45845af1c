"""Blame: packages by which a realization is where it cannot be, and the rows that told of them.

A quotient of sums lies between its packages' own quotients, a median between its values: where it
is beyond a bound, a package is. That so many are that the formula or the bound must be wrong, not
the facts, is possible too; then nobody is blamed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import duckdb

from kinerja.achievement.figures.consolidation import computed
from kinerja.achievement.formulas.formula import Formula
from kinerja.achievement.measuring.measures import Measure
from kinerja.achievement.measuring.membership import weighing
from kinerja.achievement.measuring.observations import PACKAGES
from kinerja.achievement.terms.schedule import Window
from kinerja.content.shape.columns import REPORT, columns
from kinerja.model.content import Content
from kinerja.model.manual import divisor, is_beyond
from kinerja.model.records import Indicator
from kinerja.numbers import Exact


class Blamed(NamedTuple):
    """A package beyond the bounds by itself: the row that told of it last, and what counts of it.

    `columns` are those of the formula outside its scope.
    """

    id: str
    file: str
    row: int
    columns: tuple[str, ...]


def blamed(
    content: Content,
    formula: Formula,
    connection: duckdb.DuckDBPyConnection,
    days: Window,
    unit: str | None,
) -> Iterator[Blamed]:
    """The packages of a unit (None: of all) that are to blame for a figure over these days, by id.

    None where more than half of all packages that weigh in the figure would be, or where the
    denominator is no package's. `connection` holds the snapshots of these days.
    """
    indicator = content.indicators[formula.indicator]
    if formula.table != PACKAGES or divisor(indicator):
        return
    rows = weighing(connection, formula, days)
    alone = [(id, of) for id, of, *own in rows if _is_beyond_alone(indicator, *own)]
    if 2 * len(alone) > len(rows):
        return
    for id, of in alone:
        if unit in (None, of):
            yield _told(content, formula, connection, days, id)


def _is_beyond_alone(indicator: Indicator, adds: Exact, weighs: Exact) -> bool:
    """Whether a package would be beyond the bounds if it were the only one."""
    value = computed(indicator, Measure(adds, weighs, 1)).value
    if value is None:  # something above, and nothing below to hold it against
        return adds < 0 or (adds > 0 and indicator.natural_max is not None)
    return is_beyond(indicator, value)


def _told(
    content: Content,
    formula: Formula,
    connection: duckdb.DuckDBPyConnection,
    days: Window,
    package: str,
) -> Blamed:
    """The last row by these days that states what the formula reads of a package."""
    reported = [column.name for column in columns(REPORT) if column.name in formula.facts]
    states = " OR ".join(f'"{name}" IS NOT NULL' for name in reported) or "false"
    connection.register("given_reports", content.reports)
    connection.register("given_register", content.packages)
    file, row = connection.execute(
        f"""
        SELECT file, row FROM (
            SELECT file, row, period_end, as_of, months FROM given_reports
            WHERE package_id = $package AND period_end <= $day AND ({states})
            UNION ALL
            SELECT file, row, NULL, NULL, NULL FROM given_register WHERE package_id = $package)
        ORDER BY period_end DESC NULLS LAST, as_of DESC, months DESC LIMIT 1
        """,
        {"package": package, "day": days.end},
    ).fetchall()[0]
    return Blamed(package, file, row, formula.facts)
