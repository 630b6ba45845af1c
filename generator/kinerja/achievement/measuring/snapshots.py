"""Snapshots: packages and action plans as of the ends of windows, in a database.

They are made when somebody asks: for measures that are known from before, nobody does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TypeAlias

import duckdb
import pyarrow as pa

from kinerja.achievement.formulas.formula import Formula, area_column
from kinerja.achievement.measuring import actions as action_plans
from kinerja.achievement.measuring.measures import Measures, measure
from kinerja.achievement.measuring.observations import ACTIONS, PACKAGES, Observed, observe
from kinerja.achievement.measuring.preparing import mapped_areas
from kinerja.achievement.terms.schedule import Due, Schedule, Window, windows_of
from kinerja.content.folder.tables import table
from kinerja.model.content import Content
from kinerja.workdays import WorkingDays

Moment: TypeAlias = tuple[str, date]
"""A table, and the last day of windows over it."""


class Snapshots:
    """What formulas are asked of, over all windows of a schedule."""

    def __init__(
        self,
        content: Content,
        database: duckdb.DuckDBPyConnection,
        formulas: Mapping[str, Formula],
        owed: Schedule,
    ) -> None:
        """Nothing is made yet; `database` is one that knows working days."""
        windows = _windows(owed)
        self._content, self._database = content, database
        self._tables = {formula.indicator: formula.table for formula in formulas.values()}
        self._scans = {name: _scans(formulas, name, windows) for name in (ACTIONS, PACKAGES)}
        self._held: Sequence[Moment] | None = None

    @property
    def moments(self) -> list[Moment]:
        """The ends of all windows by their tables, in order of time."""
        return [(name, day) for name, scans in self._scans.items() for day in _ends(scans)]

    def asked(self, table: str, day: date) -> list[tuple[Window, Formula]]:
        """The windows over a table that end on a day, each with every formula asked over it."""
        return [
            (window, formula)
            for windows, together in self._scans[table].items()
            for window in windows
            if window.end == day
            for formula in together
        ]

    def table_of(self, indicator: str) -> str:
        """The table that an indicator is measured on."""
        return self._tables[indicator]

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The database, in which the snapshots of all days can be asked."""
        if self._held != self.moments:
            ends = _ends(self._scans[PACKAGES])
            self._show_actions(_ends(self._scans[ACTIONS]))
            is_small = len(_portions(ends, self._content.packages.num_rows)) == 1
            self._merged.as_of(ends, stored=is_small)
            self._held = self.moments
        return self._database

    def measures(self, moments: Collection[Moment]) -> Measures:
        """All measures of the windows of these moments.

        Snapshots are taken of so many days at a time as memory should hold.
        """
        found: Measures = {}
        scans, days = self._scans[ACTIONS], _days(ACTIONS, moments)
        if days:
            self._show_actions(days)
            found |= _taken(self._database, "action_snapshots", scans, days)
        scans, days = self._scans[PACKAGES], _days(PACKAGES, moments)
        portions = _portions(days, self._content.packages.num_rows)
        for portion in portions:
            used = _columns(scans, portion) if len(portions) > 1 else None
            self._merged.as_of(portion, used)
            found |= _taken(self._database, self._merged.name, scans, portion)
        self._held = sorted(moments) if len(portions) == 1 else None
        return found

    def _show_actions(self, days: Sequence[date]) -> None:
        told = table(action_plans.SEEN_COLUMNS, action_plans.snapshots(self._content, days))
        self._database.register("action_snapshots", told)

    @cached_property
    def _merged(self) -> Observed:
        register, reports = with_areas(self._content, self._database), self._content.reports
        columns = _columns(self._scans[PACKAGES])
        return observe(self._database, register, reports, columns, "package_snapshots")


def working_days(content: Content) -> WorkingDays:
    """The office's working days as its calendars say."""
    return WorkingDays(day.date for told in content.calendars.values() for day in told.days)


def _frozen(content: Content, only: Collection[str] | None) -> pa.Table:
    """The packages frozen for each area, a row for each: an empty list is a list as well.

    Lists, for there may be a million of them. Arrow's own way from Python imports pandas first.
    """
    types = {"unit": "VARCHAR", "fiscal_year": "BIGINT", "area": "VARCHAR", "packages": "VARCHAR[]"}
    rows = (
        {
            "unit": unit,
            "fiscal_year": year,
            "area": told.area,
            "packages": [one for one in told.packages if only is None or one in only],
        }
        for (unit, year), mapping in content.mappings.items()
        for told in mapping.areas
    )
    return table(types, rows)


def with_areas(
    content: Content,
    connection: duckdb.DuckDBPyConnection,
    only: Collection[str] | None = None,
) -> pa.Table:
    """The register with one hidden column per mapped area: whether the package counts there.

    An area counts the packages frozen for it; where a unit has frozen none, all of its packages.
    `only` names the packages of the register, where it does not hold all of them.
    """
    areas = mapped_areas(content)
    if not areas:
        return content.packages
    connection.register("given_packages", content.packages)
    connection.register("given_areas", _frozen(content, only))
    counted = ", ".join(
        f"coalesce(NOT list_contains(listed, '{area}'), true)"
        f" OR coalesce(list_contains(held, '{area}'), false) AS \"{area_column(area)}\""
        for area in areas
    )
    return connection.sql(
        f"""
        SELECT given_packages.*, {counted}
        FROM given_packages
        LEFT JOIN (SELECT unit, fiscal_year, list(area) AS listed FROM given_areas
            GROUP BY ALL) USING (unit, fiscal_year)
        LEFT JOIN (SELECT unit, fiscal_year, package_id, list(area) AS held
            FROM (SELECT unit, fiscal_year, area, unnest(packages) AS package_id FROM given_areas)
            GROUP BY ALL) USING (unit, fiscal_year, package_id)
        """
    ).to_arrow_table()


_Scans = Mapping[frozenset[Window], Sequence[Formula]]
"""Formulas that ask for the same windows, together by these."""


def _windows(owed: Schedule) -> Mapping[str, frozenset[Window]]:
    """The windows that each indicator asks measures for."""
    dues: dict[str, list[Due]] = {}
    for due in chain.from_iterable(owed.values()):
        dues.setdefault(due.indicator.id, []).append(due)
    return {indicator: windows_of(told) for indicator, told in dues.items()}


def _scans(
    formulas: Mapping[str, Formula], source: str, windows: Mapping[str, frozenset[Window]]
) -> _Scans:
    scans: dict[frozenset[Window], list[Formula]] = {}
    for formula in formulas.values():
        if formula.table == source and formula.indicator in windows:
            scans.setdefault(windows[formula.indicator], []).append(formula)
    return scans


def _columns(scans: _Scans, days: Collection[date] | None = None) -> set[str]:
    """The columns that formulas read, of those with a window that ends on one of the days."""
    return {
        name
        for windows, together in scans.items()
        if days is None or any(window.end in days for window in windows)
        for formula in together
        for name in formula.columns
    }


def _ends(scans: _Scans) -> list[date]:
    return sorted({window.end for windows in scans for window in windows})


def _days(table: str, moments: Iterable[Moment]) -> list[date]:
    return sorted(day for name, day in moments if name == table)


def _taken(
    connection: duckdb.DuckDBPyConnection, snapshots: str, scans: _Scans, days: Sequence[date]
) -> Measures:
    """The measures of the windows that end on one of the days, one scan for each set."""
    measures: Measures = {}
    for windows, together in scans.items():
        ending = [window for window in windows if window.end in days]
        measures |= measure(connection, snapshots, together, ending)
    return measures


_MOST_ROWS = 200_000
"""Rows of snapshots that are held at a time, some 60 MB of them."""


def _portions(days: Sequence[date], packages: int) -> list[Sequence[date]]:
    size = max(1, _MOST_ROWS // max(1, packages))
    return [days[start : start + size] for start in range(0, len(days), size)]
