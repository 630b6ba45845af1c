"""Compiling: checked content becomes the table of achievements and the compiled action plans.

This is the walk of step 13 of the procedure (collect and process data): formulas, observations,
measures, realizations, achievements, roll-up, in that order and each on its own floor.
"""

from __future__ import annotations

import decimal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb
import pyarrow as pa

from kinerja.achievement import actions as action_plans
from kinerja.achievement.actions import ActionRow, action_rows
from kinerja.achievement.formula import Formula, area_column, prepare
from kinerja.achievement.measures import FormulaFailed, Measures, measure
from kinerja.achievement.observations import (
    ACTION_COLUMNS,
    ACTIONS,
    PACKAGES,
    Window,
    database,
    declare,
    observe,
)
from kinerja.achievement.realization import Facts, Realized, realize, windows_of
from kinerja.achievement.rollup import TOTAL, Child, Ladder, ladder, roll_up
from kinerja.achievement.score import Aim, achieve, status_of
from kinerja.achievement.table import BASES, Basis, Key, Row, periods
from kinerja.achievement.targets import target_of, version_of
from kinerja.content.columns import observed
from kinerja.findings import Finding, finding
from kinerja.model.content import Content
from kinerja.model.records import Indicator, PolicyVersion
from kinerja.numbers import CALCULATE, publish
from kinerja.periods import Period
from kinerja.workdays import WorkingDays

ORGANISATION, UNIT = "organisation", "unit"


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
    """Compile everything that content as of `today` lets be computed. Raises nothing for content:
    a formula that is wrong or a realization beyond a natural bound is a finding.
    """
    connection = database(working_days(content))
    formulas, faults = prepare_all(content, connection)
    reported = tuple(p for year in content.years for p in periods(content, year, today))
    rows: dict[Key, Row] = {}
    if not faults:
        try:
            measures = _measured(content, connection, formulas, reported)
        except FormulaFailed as failed:
            file = content.file(f"indicators/{failed.indicator}.yml")
            place = ("formula", "numerator")
            faults = [finding(file, "formula-failed", place, problem=failed.problem)]
        else:
            with decimal.localcontext(CALCULATE):
                rows = {row.key: row for row in _rows(Facts(content, measures), reported)}
            faults = list(_beyond_bounds(content, rows))
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
    """All measures that the reported periods need, in one scan per table."""
    measures: Measures = {}
    for table, snapshots in ((PACKAGES, "package_snapshots"), (ACTIONS, "action_snapshots")):
        told = [formula for formula in formulas.values() if formula.table == table]
        windows = {
            window
            for formula in told
            for period in reported
            for window in windows_of(content.indicators[formula.indicator], period)
            if window.start <= window.end
        }
        ends = sorted({window.end for window in windows})
        if table == PACKAGES:
            used = {name for formula in told for name in formula.columns}
            register = with_areas(content)
            observe(connection, register, content.reports, used, ends, name=snapshots)
        else:
            connection.register(snapshots, action_plans.snapshots(content, ends))
        measures |= measure(connection, snapshots, told, windows)
    return measures


def with_areas(content: Content) -> pa.Table:
    """The register with one hidden column per mapped area: whether the package counts there.

    An area counts the packages frozen for it; where a unit has frozen none, all of its packages.
    """
    register = content.packages
    keys = list(
        zip(register["unit"].to_pylist(), register["fiscal_year"].to_pylist(), strict=True)
    )
    ids = register["package_id"].to_pylist()
    for area in _mapped_areas(content):
        frozen = {
            key: set(told.packages)
            for key, mapping in content.mappings.items()
            for told in mapping.areas
            if told.area == area
        }
        inside = [
            key not in frozen or package in frozen[key] for key, package in zip(keys, ids, strict=True)
        ]
        register = register.append_column(area_column(area), pa.array(inside, pa.bool_()))
    return register


def _rows(facts: Facts, reported: Sequence[Period]) -> Iterator[Row]:
    content = facts.content
    scopes = [(ORGANISATION, content.organisation.id), *((UNIT, unit) for unit in content.units)]
    for period in reported:
        steps = ladder(content, period)
        policy = policy_in_force(content, content.organisation.policies.achievement, period)
        for basis in BASES:
            for scope in scopes:
                rows = [
                    _indicator_row(facts, indicator, period, basis, scope)
                    for indicator in content.indicators.values()
                    if indicator.status != "proposed"
                ]
                yield from rows
                yield from _rolled_up(content, steps, rows, period, policy)


def _indicator_row(
    facts: Facts, indicator: Indicator, period: Period, basis: Basis, scope: tuple[str, str]
) -> Row:
    content, to_date = facts.content, basis == "to_date"
    unit = scope[1] if scope[0] == UNIT else None
    targets = content.targets.get((period.year, indicator.id))
    row = Row(
        str(period), basis, *scope, "indicator", indicator.id,
        baseline=targets.baseline.value if targets else None,
    )  # fmt: skip
    realized = realize(facts, indicator, period, unit, to_date=to_date)
    if realized.state == "not_scheduled":
        return row._replace(state=realized.state, reason=realized.reason)
    target = target_of(indicator, targets, period, unit, to_date=to_date)
    row = _known(row, realized)._replace(target=target)
    if target is None:
        return row._replace(state="not_targeted", reason="no_target")
    if realized.value is None:
        return row._replace(state=realized.state, reason=realized.reason)
    own = indicator.policies.achievement if indicator.policies else None
    policy_id = own or content.organisation.policies.achievement
    version = version_of(targets, period) if targets else None
    aim = Aim(_way(indicator), version.tolerance if version else None, indicator.natural_max)
    raw, achieved = achieve(
        realized.value, target, aim, policy_in_force(content, policy_id, period)
    )
    return _scored(content, indicator, row, period, raw, achieved)


def _known(row: Row, realized: Realized) -> Row:
    return row._replace(
        numerator=realized.numerator,
        denominator=realized.denominator,
        n=realized.n,
        realization=realized.value,
        coverage=realized.coverage,
    )


def _scored(
    content: Content,
    indicator: Indicator | None,
    row: Row,
    period: Period,
    raw: Decimal,
    achieved: Decimal,
) -> Row:
    own = indicator.policies.status_scheme if indicator and indicator.policies else None
    scheme = content.policies[own or content.organisation.policies.status_scheme]
    published = publish(achieved)
    return row._replace(
        achievement_raw=raw,
        achievement=achieved,
        published=published,
        state="computed",
        reason="",
        status=status_of(published, scheme.bands, whole_year=period.months == 12),
    )


def _rolled_up(
    content: Content,
    steps: Ladder,
    indicators: Sequence[Row],
    period: Period,
    policy: PolicyVersion,
) -> Iterator[Row]:
    """The rows of areas, goals and the total of one scope, each from its children's rows."""
    first = indicators[0] if indicators else None
    if first is None:
        return
    missing_is_zero = period.months == 12 and policy.missing_at_year_end == "zero"

    def rolled(level: str, node: str, children: Mapping[str, Row], below: str) -> Row:
        weighed = [
            Child(row.state, row.achievement, steps.weight(below, name, tuple(children)))
            for name, row in children.items()
        ]
        total = roll_up(weighed, missing_is_zero=missing_is_zero)
        row = Row(*first[:4], level, node, coverage=total.coverage)
        if total.achievement is None:
            return row._replace(state=total.state, reason=total.reason)
        return _scored(content, None, row, period, total.achievement, total.achievement)

    by_id = {row.node: row for row in indicators}
    areas = {
        area: rolled("area", area, {name: by_id[name] for name in names}, "indicator")
        for area, names in steps.areas.items()
    }
    goals = {
        goal: rolled("goal", goal, {name: areas[name] for name in names}, "area")
        for goal, names in steps.goals.items()
    }
    yield from areas.values()
    yield from goals.values()
    yield rolled(TOTAL, TOTAL, goals, "goal")


def policy_in_force(content: Content, policy: str, period: Period) -> PolicyVersion:
    """The version of an achievement policy in force on a period's last day, else its first."""
    versions = sorted(
        content.policies[policy].versions,
        key=lambda version: (Period.parse(version.valid_from).start, version.version),
    )
    begun = [v for v in versions if Period.parse(v.valid_from).start <= period.end]
    return (begun or versions[:1])[-1]


def _way(indicator: Indicator) -> str:
    variant = indicator.variant if indicator.polarity == "minimize" else ""
    return f"{indicator.polarity}/{variant}" if variant else indicator.polarity


def _beyond_bounds(content: Content, rows: Mapping[Key, Row]) -> Iterator[Finding]:
    """Realizations that cannot be: beyond what the indicator says is naturally possible."""
    seen: set[tuple[str, str]] = set()
    for row in rows.values():
        indicator = content.indicators.get(row.node) if row.level == "indicator" else None
        if indicator is None or row.realization is None:
            continue
        most = indicator.natural_max
        beyond = row.realization < indicator.natural_min or (
            most is not None and row.realization > most
        )
        if beyond and (row.node, row.scope) not in seen:
            seen.add((row.node, row.scope))
            yield finding(
                content.file(f"indicators/{indicator.id}.yml"),
                "realization-beyond-bound",
                ("natural_max",) if most is not None and row.realization > most else ("natural_min",),
                period=row.period,
                scope=row.scope,
                value=publish(row.realization),
                least=indicator.natural_min,
                most="…" if most is None else most,
            )
