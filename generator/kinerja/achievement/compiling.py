"""Compiling: checked content becomes the table of achievements and the compiled action plans.

This is the walk of step 13 of the procedure (collect and process data): formulas, observations,
measures, realizations, achievements, roll-up, in that order and each on its own floor.
"""

from __future__ import annotations

import decimal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from kinerja.achievement import actions as action_plans
from kinerja.achievement.actions import ActionRow, action_rows
from kinerja.achievement.formula import Formula, area_column, prepare
from kinerja.achievement.measures import FormulaFailedError, Measures, measure
from kinerja.achievement.observations import (
    ACTION_COLUMNS,
    ACTIONS,
    PACKAGES,
    Window,
    database,
    declare,
    observe,
)
from kinerja.achievement.realization import Facts, windows_of
from kinerja.achievement.rows import all_rows, beyond_bounds
from kinerja.achievement.table import Key, Row, periods
from kinerja.content.columns import observed
from kinerja.findings import Finding, finding
from kinerja.model.content import Content
from kinerja.numbers import CALCULATE
from kinerja.periods import Period
from kinerja.workdays import WorkingDays


@dataclass(frozen=True)
class Compiled:
    """The results of content as of a day: rows by key in the table's order, and action plans.

    `connection` holds the snapshots of packages from which the figures came, `formulas` the SQL by
    indicator, `findings` what was wrong in formulas or realizations (then nothing is published).
    """

    content: Content
    today: date
    rows: Mapping[Key, Row]
    actions: tuple[ActionRow, ...]
    formulas: Mapping[str, Formula]
    connection: duckdb.DuckDBPyConnection
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
    rows: dict[Key, Row] = {}
    if not faults:
        try:
            measures = _measured(content, connection, formulas, reported)
        except FormulaFailedError as failed:
            file = content.file(f"indicators/{failed.indicator}.yml")
            place = ("formula", "numerator")
            faults = [finding(file, "formula-failed", place, problem=failed.problem)]
        else:
            with decimal.localcontext(CALCULATE):
                rows = {row.key: row for row in all_rows(Facts(content, measures), reported)}
            faults = list(beyond_bounds(content, rows))
    return Compiled(
        content,
        today,
        dict(sorted(rows.items())),
        tuple(sorted(
            (row for period in reported for row in action_rows(content, period)),
            key=lambda row: (row.period, row.indicator, row.action, row.unit or ""),
        )),
        formulas,
        connection,
        tuple(faults),
    )  # fmt: skip


def formula_findings(content: Content) -> list[Finding]:
    """What is wrong with the formulas of content that other errors keep from being compiled."""
    return prepare_all(content, database(working_days(content)))[1]


def working_days(content: Content) -> WorkingDays:
    """The office's working days as its calendars say."""
    return WorkingDays(day.date for told in content.calendars.values() for day in told.days)


def prepare_all(
    content: Content, connection: duckdb.DuckDBPyConnection
) -> tuple[dict[str, Formula], list[Finding]]:
    """The formulas of all indicators, proposed ones too, checked on empty tables."""
    declare(connection)
    formulas: dict[str, Formula] = {}
    faults: list[Finding] = []
    areas = _mapped_areas(content)
    for indicator in content.indicators.values():
        if indicator.source.kind not in (PACKAGES, ACTIONS):
            continue  # a direct value, or an error that the rules tell
        file = content.file(f"indicators/{indicator.id}.yml")
        columns = observed() if indicator.source.kind == PACKAGES else ACTION_COLUMNS
        mapped = indicator.source.kind == PACKAGES and indicator.area in areas
        formula, found = prepare(indicator, columns, file, connection, mapped=mapped)
        faults += found
        if formula is not None:
            formulas[indicator.id] = formula
    return formulas, faults


def _mapped_areas(content: Content) -> tuple[str, ...]:
    return tuple(sorted({area.area for told in content.mappings.values() for area in told.areas}))


def _measured(
    content: Content,
    connection: duckdb.DuckDBPyConnection,
    formulas: Mapping[str, Formula],
    reported: Sequence[Period],
) -> Measures:
    """All measures that the reported periods need, in one scan for each set of windows."""
    measures: Measures = {}
    for table, snapshots in ((PACKAGES, "package_snapshots"), (ACTIONS, "action_snapshots")):
        told = [formula for formula in formulas.values() if formula.table == table]
        scans: dict[frozenset[Window], list[Formula]] = {}
        for formula in told:
            windows = windows_of(content.indicators[formula.indicator], reported)
            scans.setdefault(windows, []).append(formula)
        ends = sorted({window.end for windows in scans for window in windows})
        if table == PACKAGES:
            used = {name for formula in told for name in formula.columns}
            register = with_areas(content)
            observe(connection, register, content.reports, used, ends, name=snapshots)
        else:
            connection.register(snapshots, action_plans.snapshots(content, ends))
        for windows, together in scans.items():
            measures |= measure(connection, snapshots, together, windows)
    return measures


def with_areas(content: Content) -> pa.Table:
    """The register with one hidden column per mapped area: whether the package counts there.

    An area counts the packages frozen for it; where a unit has frozen none, all of its packages.
    """
    register = content.packages
    keys = list(zip(register["unit"].to_pylist(), register["fiscal_year"].to_pylist(), strict=True))
    ids = register["package_id"].to_pylist()
    for area in _mapped_areas(content):
        frozen = {
            key: set(told.packages)
            for key, mapping in content.mappings.items()
            for told in mapping.areas
            if told.area == area
        }
        inside = [
            key not in frozen or package in frozen[key]
            for key, package in zip(keys, ids, strict=True)
        ]
        register = register.append_column(area_column(area), pa.array(inside, pa.bool_()))
    return register
