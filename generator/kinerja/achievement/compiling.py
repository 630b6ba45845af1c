"""Compiling: checked content becomes the table of achievements and the compiled action plans.

This is the walk of step 13 of the procedure (collect and process data): formulas, observations,
measures, realizations, achievements, roll-up, in that order and each on its own floor.
"""

from __future__ import annotations

import decimal
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

import duckdb
import pyarrow as pa

from kinerja.achievement import actions as action_plans
from kinerja.achievement import bounds
from kinerja.achievement.actions import ActionRow, action_rows
from kinerja.achievement.formula import Formula, area_column
from kinerja.achievement.measures import FormulaFailedError, Measures, measure
from kinerja.achievement.observations import ACTIONS, PACKAGES, database, observe
from kinerja.achievement.preparing import mapped_areas, prepare_all
from kinerja.achievement.realization import Facts
from kinerja.achievement.rows import table_of
from kinerja.achievement.schedule import Due, Schedule, Window, schedule, windows_of
from kinerja.achievement.table import Rows, periods
from kinerja.content.columns import table
from kinerja.findings import Finding, finding
from kinerja.model.content import Content
from kinerja.numbers import CALCULATE
from kinerja.periods import Period
from kinerja.workdays import WorkingDays


@dataclass(frozen=True)
class Compiled:
    """The results of content as of a day: the table of achievements, and action plans.

    `connection` holds the snapshots of packages from which the figures came, `facts` what was
    measured on them, `formulas` the SQL by indicator, `findings` what was wrong in formulas or
    realizations (then nothing is published).
    """

    content: Content
    today: date
    rows: Rows
    actions: tuple[ActionRow, ...]
    formulas: Mapping[str, Formula]
    connection: duckdb.DuckDBPyConnection
    facts: Facts
    findings: tuple[Finding, ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """All reported periods, in order of time."""
        years = self.content.years
        return tuple(p for year in years for p in periods(self.content, year, self.today))


def compile_content(content: Content, today: date) -> Compiled:
    """Compile everything that content as of `today` lets be computed.

    Raises nothing for what is in content: a formula that is wrong, or a realization beyond a
    natural bound, is a finding.
    """
    connection = database(working_days(content))
    formulas, faults = prepare_all(content, connection)
    reported = tuple(p for year in content.years for p in periods(content, year, today))
    owed = schedule(content.indicators.values(), () if faults else reported)
    adopted = {told: [due for due in dues if _is_adopted(due)] for told, dues in owed.items()}
    facts = Facts(content, {})
    if not faults:
        try:
            facts = Facts(content, _measured(content, connection, formulas, owed))
        except FormulaFailedError as failed:
            file = content.file(f"indicators/{failed.indicator}.yml")
            place = ("formula", "numerator")
            faults = [finding(file, "formula-failed", place, problem=failed.problem)]
            adopted = {}
        else:
            with decimal.localcontext(CALCULATE):
                faults = list(bounds.findings(facts, adopted))
    return Compiled(
        content,
        today,
        table_of(facts, adopted),
        tuple(sorted(
            (row for period in reported for row in action_rows(content, period)),
            key=lambda row: (row.period, row.indicator, row.action, row.unit or ""),
        )),
        formulas,
        connection,
        facts,
        tuple(faults),
    )  # fmt: skip


def _is_adopted(due: Due) -> bool:
    """Whether it belongs in the table: what is only proposed is measured, so that faults show."""
    return due.indicator.status != "proposed"


def formula_findings(content: Content) -> list[Finding]:
    """What is wrong with the formulas of content that other errors keep from being compiled."""
    return prepare_all(content, database(working_days(content)))[1]


def working_days(content: Content) -> WorkingDays:
    """The office's working days as its calendars say."""
    return WorkingDays(day.date for told in content.calendars.values() for day in told.days)


def _measured(
    content: Content,
    connection: duckdb.DuckDBPyConnection,
    formulas: Mapping[str, Formula],
    owed: Schedule,
) -> Measures:
    """All measures that the reported periods need.

    Snapshots are taken of so many days at a time as memory should hold; afterwards the database
    shows those of all days.
    """
    windows = _windows(owed)
    scans = _scans(formulas, ACTIONS, windows)
    connection.register("action_snapshots", action_plans.snapshots(content, _ends(scans)))
    measures = _taken(connection, "action_snapshots", scans, _ends(scans))
    scans = _scans(formulas, PACKAGES, windows)
    register = with_areas(content, connection)
    seen = observe(connection, register, content.reports, _columns(scans), "package_snapshots")
    portions = _portions(_ends(scans), content.packages.num_rows)
    for days in portions:
        seen.as_of(days, _columns(scans, days) if len(portions) > 1 else None)
        measures |= _taken(connection, seen.name, scans, days)
    if len(portions) != 1:
        seen.as_of(_ends(scans), stored=False)
    return measures


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
